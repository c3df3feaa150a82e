"""Every area of the demo has a code of its own; those that had one keep it; once."""

import pytest

from kalantar.kernel.actor import system
from kalantar.kernel.clock import system_clock
from kalantar.kernel.models import Entry
from kalantar.places.models import Jurisdiction
from kalantar.replay.codes import prepare_codes
from tests.scene import a_city

pytestmark = pytest.mark.django_db


def test_the_areas_of_a_demo_have_codes() -> None:
    scene, by = a_city(system_clock), system()
    first, second = scene.stations
    third = Jurisdiction.below(
        scene.city, kind="station", name_en="Station 148", name_fa="کلانتری ۱۴۸"
    )
    third.save()
    fourth = Jurisdiction.below(
        scene.city, kind="station", name_en="Post 148", name_fa="پاسگاه ۱۴۸"
    )
    fourth.save()
    Jurisdiction.objects.filter(pk=first.pk).update(code="101")
    for _ in range(2):
        prepare_codes(scene.city, by)
    codes = dict(Jurisdiction.objects.filter(kind="station").values_list("pk", "code"))
    assert codes[first.pk] == "101"
    assert {codes[third.pk], codes[fourth.pk]} >= {"148"}
    assert "" not in codes.values()
    assert len(set(codes.values())) == len(codes)
    assert Jurisdiction.objects.get(pk=scene.city.pk).code
    assert second.pk in codes
    given = Entry.objects.filter(event="AreaCodeGiven")
    assert given.count() == Jurisdiction.objects.exclude(pk=first.pk).count()
