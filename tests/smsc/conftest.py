"""A service with templates in use, and the sender as a process of its own."""

import os
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.plugins.smsc import SenderProcess

if TYPE_CHECKING:
    from tests.scene import Scene


@pytest.fixture
def scene(transactional_db: None, settings: Any) -> "Scene":
    """Where no hour is quiet: these tests are run by night as well."""
    from kalantar.kernel.clock import system_clock
    from kalantar.message_templates.tests.writing import put_in_use
    from tests.scene import a_city
    from tests.smsc.sending import TWO_PARTS

    settings.QUIET_HOURS = (time(0), time(0))
    made = a_city(system_clock)
    put_in_use(made, "fa", TWO_PARTS)
    put_in_use(made, "en", "Your file {file_number} was opened.")
    return made


@pytest.fixture
def sender(scene: "Scene", tmp_path: Path) -> Iterator[SenderProcess]:
    """Not begun. It has ended when the test has."""
    from django.db import connection

    named = connection.settings_dict["NAME"]
    database = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{named}"))
    (tmp_path / "password").write_text("secret\n")
    made = SenderProcess(tmp_path, database)
    yield made
    if made.is_running:
        made.kill()
