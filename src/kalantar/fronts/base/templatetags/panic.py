"""``{% panic_strip %}``: what stands above everything else in a room while an officer is in danger."""

from typing import Any

from django import template

from kalantar.fronts.base.panic import USUAL, WITHOUT_STREAM, strip_of

register = template.Library()


@register.inclusion_tag("base/_panic.html", takes_context=True)
def panic_strip(context: template.Context, streams: bool = True) -> dict[str, Any]:
    """Of the city of the page; with nothing in it, and not to be seen, while there is no alarm.
    ``streams``: whether the page has a live stream, which says at once that there is one."""
    request = context["request"]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        **strip_of(request, USUAL if streams else WITHOUT_STREAM),
    }
