"""The service's settings with a page of the tests' own, for what no screen shows by itself."""

from kalantar.config.settings import *  # noqa: F403
from kalantar.config.settings import ROOT, TEMPLATES
from tests.plugins import writing

ROOT_URLCONF = "tests.browser.urls"
TEMPLATES[0]["DIRS"] = [ROOT / "tests" / "browser" / "templates"]
writing.watch()  # the servers of the tests are watched as the tests are
