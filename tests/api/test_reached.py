"""Whatever can be done is done by an address of the interface too, or stands here with why not."""

import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

BY_HAND = "a one-time password is shown to one person, who hands it over (ADR 33)"
BY_ITSELF = "it is a part of signing in or out, in the person's own browser"
BY_FILE = "it takes a file: the command line, or the administrator's page (ADR 33)"
BY_READING = "the address that reads does it itself"
# Of these the rules admit no program: what is known of somebody is handled by a person who answers for it.
BY_PEOPLE = {
    "persons", "reception", "cases", "orders", "message_templates", "messaging", "incoming_messages",
    "sms_gateway", "notices", "case_catalogue", "citizens", "papers",
    "statements", "safe_numbers",
    "documents", "custody", "old_files", "saved_searches",
    "tasks",
    "outside_referrals", "retention",
    "data_copies", "devices", "caller_links", "commands", "panic_alarms", "premises_warnings",
    "scene_photos", "service_levels", "surges", "welfare_checks",
}  # fmt: skip
NOT_BY_PROGRAMS = {
    "catalogue.install_catalogue": "it is installed with the service, by the command line",
    "patrols.forget_day": "the worker does it by the hour, when their time is over",
    "patrols.forget_positions": "the worker does it by the hour, when their time is over",
    "people.change_password": BY_ITSELF,
    "people.end_session": BY_ITSELF,
    "people.issue_token": "no token makes another; a person issues it, and shows it once",
    "people.note_failed_sign_in": BY_ITSELF,
    "people.note_second_factor": BY_ITSELF,
    "people.note_sign_in": BY_ITSELF,
    "people.note_sign_out": BY_ITSELF,
    "people.record_reading": BY_READING,
    "people.reset_password": BY_HAND,
    "people.reset_second_factor": BY_HAND,
    "places.draw_boundaries": BY_FILE,
    "places.found_city": BY_FILE,
    "places.import_extract": BY_FILE,
    "places.open_areas": BY_FILE,
    "places.replace_division": BY_FILE,
}


def _views(router: Any) -> Iterator[Callable[..., Any]]:
    for path in router.path_operations.values():
        for operation in path.operations:
            yield operation.view_func


def _called(view: Callable[..., Any]) -> Iterator[str]:
    """What of ``actions`` the view's text names, as a name of the registry."""
    for name, verb in re.findall(r"\b(\w+)\.(\w+)\(", inspect.getsource(view)):
        module = view.__globals__.get(name)
        if isinstance(module, ModuleType) and module.__name__.endswith(".actions"):
            yield f"{module.__name__}.{verb}"


def test_every_action_has_an_address_or_a_reason_to_have_none() -> None:
    from kalantar.config.api.root import ROUTERS
    from kalantar.kernel.action import ACTIONS, INTAKES

    public = {
        name.removeprefix("kalantar.").replace(".actions.", ".")
        for name in ACTIONS | INTAKES
        if name.startswith("kalantar.") and ".tests." not in name
    }
    reached = {
        name.removeprefix("kalantar.").replace(".actions.", ".")
        for _address, router, *_scopes in ROUTERS
        for view in _views(router)
        for name in _called(view)
    }
    by_people = {name for name in public if name.split(".")[0] in BY_PEOPLE}
    assert sorted(public - reached - by_people - NOT_BY_PROGRAMS.keys()) == []
    assert sorted(NOT_BY_PROGRAMS.keys() - public) == []  # no name of what is gone
    assert sorted(NOT_BY_PROGRAMS.keys() & reached) == []  # nor of what has an address by now
    assert len(reached) > 50
