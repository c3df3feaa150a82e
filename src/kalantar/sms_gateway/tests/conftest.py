"""The outbox's city and its people, and a message that an operator counts as two."""

from typing import TYPE_CHECKING

import pytest

from kalantar.messaging.tests.conftest import Telling
from kalantar.messaging.tests.conftest import desk as desk
from kalantar.messaging.tests.conftest import in_use as in_use
from kalantar.messaging.tests.conftest import scene as scene
from kalantar.messaging.tests.conftest import tell as tell

if TYPE_CHECKING:
    from kalantar.messaging.models import Message
    from tests.scene import Scene

LONG = "پروندهٔ {file_number} در کلانتری باز شد. " + "برای پیگیری به درگاه مراجعه کنید. " * 2


@pytest.fixture
def long(scene: "Scene", tell: Telling) -> "Message":
    """A message of two parts."""
    from kalantar.message_templates.tests.writing import put_in_use

    put_in_use(scene, "fa", LONG)
    message = tell(language="fa", values={"file_number": "۱۴۰۵-۱"})
    assert (message.encoding, message.segments) == ("ucs2", 2)
    return message
