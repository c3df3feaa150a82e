"""Static files by the hash of what they hold, compressed; ours strictly, npm's as they come."""

import re
from collections.abc import Callable
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Imports between our own modules follow the hashed names; a missing one stops the collecting."""

    support_js_module_import_aggregation = True
    keep_intermediate_files = False

    def url_converter(self, name: str, *args: Any, **kwargs: Any) -> Callable[[re.Match[str]], str]:
        if name.startswith("vendor/"):  # their maps and images are not served
            return lambda match: match["matched"]
        convert: Callable[[re.Match[str]], str] = super().url_converter(name, *args, **kwargs)
        return convert

    def stored_name(self, name: str) -> str:
        if (
            not self.hashed_files
        ):  # nothing collected yet: tests and the first minutes of developing
            return name
        stored: str = super().stored_name(name)
        return stored
