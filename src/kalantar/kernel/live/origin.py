"""Where the pages and their live stream are to each other: one host, the stream one port further.

Behind a proxy that serves both on one origin, KALANTAR_LIVE_URL=/live/ says so; KALANTAR_PAGE_ORIGIN
names the pages' origin where it cannot be told from the stream's own host.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

USUAL = {"http": 80, "https": 443}


def live_url(request: HttpRequest) -> str:
    """The address a page opens its stream at."""
    if settings.LIVE_URL:
        return str(settings.LIVE_URL)
    return f"{neighbour(request.get_host(), request.scheme or 'http', +1)}/live/"


def page_origin(live_host: str, scheme: str) -> str:
    """The origin whose pages may open a stream at ``live_host``."""
    return settings.PAGE_ORIGIN or neighbour(live_host, scheme, -1)


def allowing(origin: str | None, live_host: str, scheme: str) -> list[tuple[bytes, bytes]] | None:
    """The CORS headers for a page of ``origin``; none needed without one; None when it may not."""
    if origin is None:
        return []
    if origin == "null" or origin not in {
        page_origin(live_host, scheme),
        neighbour(live_host, scheme, 0),
    }:
        return None
    return [
        (b"access-control-allow-origin", origin.encode("latin-1")),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def neighbour(host: str, scheme: str, ports_on: int) -> str:
    """The origin on the same host, so many ports further, as a browser writes it."""
    parts = urlsplit(f"//{host}")
    try:
        port = (parts.port or USUAL[scheme]) + ports_on
    except ValueError:  # no such port: an origin that nobody has
        return "null"
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{scheme}://{name}" if port == USUAL[scheme] else f"{scheme}://{name}:{port}"
