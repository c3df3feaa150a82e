"""``{% live_stream "area:…" %}``: the page opens one stream for the keys of all it shows."""

from typing import Any

from django import template

from kalantar.kernel.live.origin import live_url

register = template.Library()


@register.inclusion_tag("kernel/live_stream.html", takes_context=True)
def live_stream(context: dict[str, Any], *keys: str) -> dict[str, str]:
    """``keys``: each ``kind:id``, or several with spaces; without any there is no stream.

    At most one on a page.
    """
    asked = dict.fromkeys(" ".join(str(key) for key in keys).split())
    if not asked:
        return {"url": ""}
    return {"url": f"{live_url(context['request'])}?keys={','.join(asked)}"}
