"""How values are read on a page: in the reader's digits, calendar and language."""

import json
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kalantar.fronts.base.links import links_for
from kalantar.kernel.text.calendar import say_age, say_date, say_datetime, say_time
from kalantar.kernel.text.digits import digits_for

register = template.Library()


@register.filter
def digits(value: object) -> str:
    """Any text or number in the reader's digits. Not for what keeps its own: phones, call signs."""
    return "" if value is None else digits_for(get_language() or "en", str(value))


@register.filter
def clock(moment: datetime | None) -> str:
    return say_time(moment, seconds=True) if moment else ""


@register.filter
def hour(moment: datetime | None) -> str:
    return say_time(moment) if moment else ""


@register.filter
def day(moment: datetime | None) -> str:
    return say_datetime(moment) if moment else ""


@register.filter
def short_day(moment: datetime | None) -> str:
    return say_datetime(moment, short=True) if moment else ""


@register.filter
def iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


@register.filter
def age(since: datetime | timedelta | None) -> str:
    """How long ago, or how long: 0:42."""
    if since is None:
        return ""
    return say_age(since if isinstance(since, timedelta) else timezone.now() - since)


@register.filter
def seconds(value: float | None) -> str:
    """A number of seconds as 0:42."""
    return "" if value is None else say_age(timedelta(seconds=value))


@register.filter
def as_json(value: Any) -> str:
    """For a data- attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


@register.filter
def item(table: dict[Any, Any], key: Any) -> Any:
    return table.get(key)


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
