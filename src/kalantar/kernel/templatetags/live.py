"""``{% live_stream "area:…" %}``: the page opens one stream for the keys of all it shows."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language

from kalantar.kernel.live.origin import live_url

register = template.Library()


@register.inclusion_tag("kernel/live_stream.html", takes_context=True)
def live_stream(
    context: dict[str, Any], *keys: str, board: object = None, have: str = ""
) -> dict[str, str]:
    """``keys``: each ``kind:id``, or several with spaces; without any there is no stream.

    ``board``: of what it brings a board as well, in the page's language; ``have``: how much of it the
    page came with. At most one on a page.
    """
    asked = dict.fromkeys(" ".join(str(key) for key in keys).split())
    if not asked:
        return {"url": ""}
    url = f"{live_url(context['request'])}?keys={','.join(asked)}"
    more = {"board": str(board), "language": get_language() or "fa", "have": have}
    return {"url": f"{url}&{urlencode(more)}", "board": str(board)} if board else {"url": url}
