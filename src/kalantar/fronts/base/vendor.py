"""Files of npm packages that pages ask for, served from node_modules under names of ours."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage, Storage

VENDOR = {
    "vendor/htmx.js": "htmx.org/dist/htmx.min.js",
    "vendor/htmx-sse.js": "htmx.org/dist/ext/hx-sse.min.js",
    "vendor/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "vendor/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "vendor/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "vendor/pmtiles.js": "pmtiles/dist/pmtiles.js",
    "vendor/tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler.rtl.css": "@tabler/core/dist/css/tabler.rtl.min.css",
    "vendor/uplot.css": "uplot/dist/uPlot.min.css",
    "vendor/uplot.js": "uplot/dist/uPlot.iife.min.js",
    "vendor/vazirmatn.woff2": "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2",
}


class VendorStorage(FileSystemStorage):
    """node_modules seen through ``VENDOR``: a path is looked up, never joined."""

    def path(self, name: str) -> str:
        return str(Path(settings.NODE_MODULES) / VENDOR[name])

    def exists(self, name: str) -> bool:
        return name in VENDOR and Path(self.path(name)).exists()


class VendorFinder(BaseFinder):
    """Finds the files of ``VENDOR`` for collectstatic and for serving while developing."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.storage = VendorStorage()

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        if not self.storage.exists(path):
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name, source in VENDOR.items():
            if not self.storage.exists(name):
                raise ImproperlyConfigured(
                    f"{source} is not in {settings.NODE_MODULES}: install the npm packages first "
                    "(./kalantar demo does it)."
                )
            yield name, self.storage
