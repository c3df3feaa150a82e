"""The test run's own home and database address, set before Django reads its settings.

Nothing of a developer's own KALANTAR_HOME is read or written by a test.
"""

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest

from kalantar.config.database import embedded_url

HOME = Path(tempfile.mkdtemp(prefix="kalantar-test-"))
CLUSTER = HOME / "postgres"
# A worker of pytest-xdist inherits the address its parent made up, and makes up its own.
OWN_SERVER = "DATABASE_URL" not in os.environ or "KALANTAR_TEST_SERVER" in os.environ

os.environ["KALANTAR_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "kalantar.config.settings"
if OWN_SERVER:
    os.environ["KALANTAR_TEST_SERVER"] = "own"
    os.environ["DATABASE_URL"] = embedded_url(CLUSTER)

# How long an example takes says how busy the machine is, not whether the code is right.
hypothesis.settings.register_profile(
    "kalantar", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("kalantar")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.plugins.passwords.QuickScrypt"]
    if Path(settings.HOME) != HOME:
        raise pytest.UsageError(
            "Unset DJANGO_SETTINGS_MODULE: the tests name their settings themselves."
        )
    from kalantar.kernel.text import messages

    messages.compile_all()  # pages are tested in Persian too


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Every test begins in the service's language, whichever the test before it left."""
    from django.utils import translation

    translation.deactivate()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker begins as we did: with its own home, before any settings are read."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
