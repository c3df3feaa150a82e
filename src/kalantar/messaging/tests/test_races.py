"""Who says that nothing goes out waits for who is just writing, and the other way round."""

import pytest
from django.db import transaction
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.messaging.actions import opt_out, withhold_file
from kalantar.messaging.models import Message
from kalantar.messaging.tests.conftest import Telling
from kalantar.messaging.tests.waiting import meanwhile
from tests.scene import Scene


@pytest.mark.django_db(transaction=True)
def test_a_message_just_being_written_is_stopped_with_its_file(
    scene: Scene, desk: Actor, tell: Telling
) -> None:
    about = ("case", uuid7())
    with transaction.atomic():
        message = tell(about=about)
        other = meanwhile(
            lambda: withhold_file(about=about, reason="child", area=scene.city.pk, by=desk)
        )
    other.join()
    assert Message.objects.get(pk=message.pk).state == "suppressed"


@pytest.mark.django_db(transaction=True)
def test_a_message_written_while_a_number_opts_out_is_not_sent(desk: Actor, tell: Telling) -> None:
    with transaction.atomic():
        opt_out(number="09121112233", reason="stop", by=desk)
        other = meanwhile(tell)
    other.join()
    assert Message.objects.get().state == "suppressed"
