"""The translation catalogues: one django.po per capability, read, written and gathered by Babel.

Nothing here needs gettext on the machine.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

PACKAGE = Path(__file__).resolve().parents[2]
LANGUAGE = "fa"
_CATALOGUE = Path("locale", LANGUAGE, "LC_MESSAGES", "django.po")
_PLURALS = (
    "nplurals=2; plural=(n > 1);"  # Django's own for Persian, so that its catalogue joins ours
)
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_CHANGING_HEADERS = re.compile(
    rb'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date'
    rb'|Last-Translator|Language-Team|Generated-By|MIME-Version|Content-Transfer-Encoding): .*"\n',
    re.MULTILINE,
)


def catalogues() -> list[Path]:
    """Every catalogue in the package."""
    return sorted(PACKAGE.glob(f"**/{_CATALOGUE}"))


def capabilities() -> list[Path]:
    """The folders that may hold a catalogue: the capabilities and each of the fronts."""
    folders = [folder for folder in PACKAGE.iterdir() if folder.name != "fronts"]
    folders += (PACKAGE / "fronts").iterdir()
    return sorted(folder for folder in folders if (folder / "__init__.py").exists())


def catalogue_of(capability: Path) -> Path:
    return capability / _CATALOGUE


def read(po: Path) -> Catalog:
    """The catalogue in the file; an empty one where there is none yet."""
    if not po.exists():
        return Catalog(locale=LANGUAGE)
    with po.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def write(po: Path, catalogue: Catalog) -> bool:
    """True if the file changed."""
    text = as_written(po, catalogue)
    if po.exists() and po.read_bytes() == text:
        return False
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_bytes(text)
    return True


def as_written(po: Path, catalogue: Catalog) -> bytes:
    """Sorted, with no dates or line numbers that change by themselves."""
    written = BytesIO()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# Persian texts of {po.parents[3].name}."
    write_po(written, catalogue, width=0, sort_by_file=True, include_lineno=False)
    text = re.sub(
        rb'"Plural-Forms: [^"]*"', f'"Plural-Forms: {_PLURALS}\\\\n"'.encode(), written.getvalue()
    )
    return _CHANGING_HEADERS.sub(b"", text)


def gathered(capability: Path) -> Catalog:
    """The texts the capability's Python and templates ask for, without translations."""
    found = Catalog(locale=LANGUAGE)
    found.mime_headers = [("Plural-Forms", _PLURALS)]  # Babel's own Persian has one form
    for source in _sources(capability):
        text = source.read_text(encoding="utf-8")
        if source.suffix != ".py":
            # Babel reads Python: what is left of a template must not look like indentation
            text = "\n".join(line.lstrip() for line in templatize(text).split("\n"))
        where = source.relative_to(capability).as_posix()
        for _, msgid, comments, context in extract(
            "python", BytesIO(text.encode()), _KEYWORDS, ("Translators",)
        ):
            found.add(msgid, locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def _sources(capability: Path) -> Iterator[Path]:
    yield from sorted(
        source
        for source in capability.rglob("*")
        if source.suffix in (".py", ".html", ".txt")
        and (source.suffix == ".py" or "templates" in source.parts)
        and not {"tests", "migrations"} & set(source.relative_to(capability).parts)
    )
