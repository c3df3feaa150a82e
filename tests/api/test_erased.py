"""What was erased after its time is null for a program, with the moment since when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from kalantar.people.roles import Role

type Ask = Callable[..., Any]
type Issue = Callable[..., str]


def test_a_program_reads_that_it_was_erased(ask: Ask, token: Issue, scene: Any) -> None:
    from kalantar.incidents.actions import close_incident
    from kalantar.kernel.actor import system
    from kalantar.retention.actions import erase_in_room

    by = scene.person(Role.DISPATCHER)
    call = scene.call(by, "09357418529")
    made = scene.incident(by, call=call.pk, narrative="words", address="Cedar st.")
    close_incident(incident=made.pk, disposition=scene.ending.pk, note="a note", by=by)
    later = system(lambda: scene.clock() + timedelta(days=1500), why="kept long enough")
    for what in ("told_call", "incident"):
        erase_in_room(what=what, by=later)
    reads = token(Role.DISPATCHER)

    def asked(at: str) -> Any:
        answer = ask("GET", at, reads)
        assert answer.status_code == 200, answer.content
        return answer.json()

    one = asked(f"/incidents/{made.pk}")
    assert (one["address"], one["narrative"], one["number"]) == (None, None, made.number)
    assert one["erased_at"]
    assert one["accuracy_m"] == 800
    assert [row["address"] for row in asked(f"/incidents?number={made.number}")] == [None]
    assert [note["text"] for note in asked(f"/incidents/{made.pk}/notes")] == [None]
    (told,) = asked(f"/incidents/{made.pk}/calls")
    assert (told["number"], told["place"], told["id"]) == (None, None, str(call.pk))
    assert told["erased_at"]
    lines = [line["event"] for line in asked(f"/incidents/{made.pk}/timeline")]
    assert "RoomErased" in lines
