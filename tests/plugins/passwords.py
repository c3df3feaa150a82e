"""A password's hash as the service makes it, but cheap: its own parameters stand in it."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class QuickScrypt(ScryptPasswordHasher):
    """The servers of a test verify it with the service's own hasher."""

    work_factor = 2**4
