"""A city with a station, a template in use, and somebody to tell."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from kalantar.message_templates.tests.conftest import scene as scene

if TYPE_CHECKING:
    from kalantar.kernel.actor import Actor
    from kalantar.messaging.models import Message
    from tests.scene import Scene

type Telling = Callable[..., "Message"]
FILE = ("case", UUID(int=7))


@pytest.fixture
def desk(scene: "Scene") -> "Actor":
    from kalantar.people.roles import Role

    return scene.person(Role.DESK_OFFICER)


@pytest.fixture
def in_use(scene: "Scene") -> None:
    """A template in each language for ``file_opened``, approved."""
    from kalantar.message_templates.tests.writing import put_in_use

    put_in_use(scene, "en", "Your file {file_number} was opened.")
    put_in_use(scene, "fa", "پروندهٔ {file_number} باز شد.")


@pytest.fixture
def tell(scene: "Scene", desk: "Actor", in_use: None) -> Telling:
    from kalantar.messaging.actions import queue_message

    def telling(number: str = "09121112233", **more: Any) -> "Message":
        usual: dict[str, Any] = {
            "event": "file_opened", "language": "en", "role": "complainant",
            "values": {"file_number": "1405-1"}, "about": ("case", uuid7()),
            "area": scene.city.pk, "by": desk,
        }  # fmt: skip
        return queue_message(number=number, **{**usual, **more})

    return telling
