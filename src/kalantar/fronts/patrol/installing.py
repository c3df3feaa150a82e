"""What makes the page an app of the phone: the manifest in either language, and the service worker.

Neither holds anything of anybody, and a browser asks for them without saying who is there.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

DIRECTIONS = {"fa": "rtl", "en": "ltr"}
SIZES = (192, 512)
BRAND, GROUND = "#1d4ed8", "#f4f6f9"


@login_not_required
@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Served beside the phone's pages, so that these are what it answers for."""
    places = {"home": reverse("patrol:now"), "now": reverse("patrol:now_part")}
    return render(request, "patrol/worker.js", places, content_type="text/javascript")


@login_not_required
@require_GET
@cache_control(no_cache=True)
def manifest(request: HttpRequest, language: str) -> JsonResponse:
    if language not in DIRECTIONS:
        raise Http404
    return JsonResponse(_app(language), content_type="application/manifest+json")


def _app(language: str) -> dict[str, Any]:
    with override(language):
        named = {"name": _("Kalantar: my patrol"), "short_name": _("My patrol")}
    home = reverse("patrol:now")
    return named | {
        "lang": language,
        "dir": DIRECTIONS[language],
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "orientation": "any",
        "theme_color": BRAND,
        "background_color": GROUND,
        "icons": _icons(),
    }


def _icons() -> list[dict[str, str]]:
    """The sign as drawn, and in the sizes that phones ask for; those may cut its corners."""
    drawn = {"src": static("kalantar/sign.svg"), "sizes": "any", "type": "image/svg+xml"}
    return [drawn] + [
        {
            "src": static(f"kalantar/phone-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in SIZES
    ]
