"""What the frame needs beyond the kernel's words: moments for machines, data for scripts, links."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from uuid_utils.compat import uuid7

from kalantar.catalogue import capabilities
from kalantar.dispatch.lifecycle import ASSIGNMENT
from kalantar.fronts.base.links import links_for
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.incidents.rules import OPENERS
from kalantar.kernel.story import Told
from kalantar.kernel.text import say_date, say_datetime, say_time
from kalantar.patrols.states import STATES
from kalantar.people.roles import NAMES, Role

register = template.Library()


@register.filter
def iso(moment: datetime | None) -> str:
    """For ``datetime`` and ``data-since``, which scripts read."""
    return moment.isoformat() if moment else ""


@register.filter
def happened(moment: datetime) -> str:
    """Today's by their time alone, older ones with their day."""
    today = timezone.localdate(moment) == timezone.localdate()
    return say_time(moment, seconds=True) if today else say_datetime(moment, short=True)


@register.filter
def reasons_once(lines: Iterable[Told]) -> list[tuple[Told, bool]]:
    """Each line and whether its reason is said there: once for all the entries of one act."""
    said = set[object]()
    told = []
    for line in lines:
        told.append((line, bool(line.why) and (line.reason is None or line.reason not in said)))
        said.add(line.reason)
    return told


@register.filter
def as_json(value: Any) -> str:
    """For a data- attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


@register.simple_tag
def map_words() -> str:
    """What the map itself says, by the keys its library has for it: the words of ``data-words``."""
    return as_json(
        {
            "Map.Title": _("Map"),
            "AttributionControl.ToggleAttribution": _("Show or hide whose data the map is"),
        }
    )


@register.filter
def kind_name(kind: str) -> str:
    """How a unit's kind is said."""
    return str(capabilities.kind_name(kind))


@register.filter
def capability_name(capability: str) -> str:
    """How a capability is said."""
    return str(capabilities.capability_name(capability))


@register.filter
def status_name(status: str) -> str:
    """How a unit's status is said."""
    return str(STATES.get(status, status))


@register.filter
def incident_state(state: str) -> str:
    """How the state of an incident is said."""
    return str(INCIDENT.states[state])


@register.filter
def role_name(role: str) -> str:
    """How a role is said."""
    return str(NAMES[Role(role)]) if role in NAMES else role


@register.filter
def assignment_name(state: str) -> str:
    """How the state of an assignment is said."""
    return str(ASSIGNMENT.states[state])


@register.simple_tag
def now_clock() -> str:
    return say_time(timezone.now(), seconds=True)


@register.simple_tag
def now_date() -> str:
    return say_date(timezone.now())


@register.simple_tag(takes_context=True)
def fronts(context: template.Context) -> list[dict[str, Any]]:
    """The screens this reader has, the present one marked."""
    return links_for(context["request"])


@register.simple_tag(takes_context=True)
def opens_incidents(context: template.Context) -> bool:
    """Whether this reader may open incidents anywhere; where, is judged by the place."""
    actor = getattr(context["request"], "actor", None)
    return bool(actor and actor.areas(OPENERS))


@register.simple_tag
def new_operation() -> str:
    """An operation id for what a form does next, so that a repeat of it is done once."""
    return str(uuid7())


@register.simple_tag
def now_hour() -> str:
    return say_time(timezone.now())
