"""Every rule of notices by its name."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from kalantar.cases.tests.world import refusal
from kalantar.kernel.actor import Actor, ActorKind, system
from kalantar.kernel.rules import Refused
from kalantar.notices.actions import install_notice_words, tell_parties
from kalantar.notices.models import Notice
from kalantar.notices.rules import may_tell_parties, party_is_told_once
from kalantar.notices.tests.world import Parties, last
from kalantar.people.roles import Role


@pytest.mark.parametrize("kind", list(ActorKind))
def test_may_tell_parties(kind: ActorKind) -> None:
    assert may_tell_parties(Actor(kind=kind), None) is (kind is ActorKind.SYSTEM)


def test_nobody_chooses_whom_to_tell(parties: Parties) -> None:
    entry = parties.order()
    for role in Role:
        by = parties.world.at(parties.world.here, role)
        assert refusal(tell_parties, entry=entry, by=by) == "may_tell_parties"


def test_somebody_is_to_be_told(parties: Parties, as_system: Actor) -> None:
    case = parties.world.case()
    parties.courts.order(case=case.pk)
    entry = last("OrderReceived")
    assert refusal(tell_parties, entry=entry, by=as_system) == "somebody_is_to_be_told"


def test_party_is_told_once(parties: Parties, as_system: Actor) -> None:
    entry = parties.order()
    tell_parties(entry=entry, by=as_system)
    assert refusal(tell_parties, entry=entry, by=as_system) == "party_is_told_once"
    kept = Notice.objects.earliest("pk")
    kept.pk = None
    with pytest.raises(IntegrityError, match="party_is_told_once"), transaction.atomic():
        kept.save(force_insert=True)


def test_notice_is_sent_or_says_why_not(parties: Parties, as_system: Actor) -> None:
    entry = parties.order()
    tell_parties(entry=entry, by=as_system)
    row = Notice.objects.filter(entry=entry)
    for wrong in ({"why_not": "no_phone"}, {"text_sha256": b""}, {"channel": "none"}):
        with pytest.raises(IntegrityError, match="notice_is_sent"), transaction.atomic():
            row.update(**wrong)


def test_may_write_templates_is_asked_of_who_installs_the_words(parties: Parties) -> None:
    assert refusal(install_notice_words, by=parties.world.desk) == "may_write_templates"


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_once(parties: Parties) -> None:
    entry, ready = parties.order(), Barrier(2)
    refused: list[object] = []

    def work() -> None:
        ready.wait()
        try:
            tell_parties(entry=entry, by=system())
        except Refused as one:
            refused.append(one.rule)
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert refused == [party_is_told_once]
    assert Notice.objects.filter(entry=entry).count() == 2
