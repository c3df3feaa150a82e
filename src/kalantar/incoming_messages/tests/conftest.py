"""The outbox's city and its people."""

from kalantar.messaging.tests.conftest import desk as desk
from kalantar.messaging.tests.conftest import in_use as in_use
from kalantar.messaging.tests.conftest import scene as scene
from kalantar.messaging.tests.conftest import tell as tell
