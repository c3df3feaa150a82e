"""Translations are compiled without gettext, gathered from the code and checked before anyone reads."""

import gettext
import os
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from kalantar.kernel.text import catalogues, messages
from kalantar.kernel.text.sentences_in_code import sentence_problems
from kalantar.kernel.text.unmarked import unmarked

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
def greeting():
    return _("Good morning")
label = gettext_lazy("Priority %(level)s")
def counted():
    return ngettext("%(n)s call", "%(n)s calls", 2), pgettext("verb", "Close")
"""
TEMPLATE = """{% load i18n %}
    {% translate "Open it" %}
  {% blocktranslate trimmed with name=user %}
      Hello {{ name }},
      it is 100% yours
  {% endblocktranslate %}
<p title="{% translate 'Close' context 'verb' %}">it's "quoted" (not balanced</p>
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package with one capability and one front."""
    root = tmp_path / "house"
    for folder in (root / "calls", root / "fronts" / "desk"):
        (folder / "templates").mkdir(parents=True)
        (folder / "__init__.py").touch()
    (root / "calls" / "views.py").write_text(PYTHON)
    (root / "fronts" / "desk" / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(catalogues, "PACKAGE", root)
    return root


def translate(po: Path, translations: dict[str, str]) -> None:
    text = po.read_text()
    for msgid, msgstr in translations.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    po.write_text(text)


def whats(package: Path) -> str:
    return "\n".join(map(str, messages.problems()))


def test_texts_of_python_and_templates_are_gathered_per_capability(package: Path) -> None:
    calls, desk = (
        catalogues.catalogue_of(folder) for folder in (package / "calls", package / "fronts/desk")
    )
    assert messages.extract_all() == [calls, desk]
    ids = {message.id for message in catalogues.read(calls) if message.id}
    assert ids == {"Good morning", "Priority %(level)s", ("%(n)s call", "%(n)s calls"), "Close"}
    texts = {message.id for message in catalogues.read(desk) if message.id}
    assert texts == {"Open it", "Hello %(name)s, it is 100%% yours", "Close"}
    assert messages.extract_all() == []  # nothing changed, so nothing is written


def test_what_was_translated_stays_when_a_text_moves(package: Path) -> None:
    messages.extract_all()
    calls = catalogues.catalogue_of(package / "calls")
    translate(calls, {"Good morning": "صبح بخیر"})
    (package / "calls" / "views.py").write_text("")
    (package / "fronts" / "desk" / "views.py").write_text(PYTHON)
    messages.extract_all()
    assert not calls.exists()
    moved = catalogues.read(catalogues.catalogue_of(package / "fronts" / "desk")).get(
        "Good morning"
    )
    assert moved is not None
    assert moved.string == "صبح بخیر"


def test_compiled_catalogues_are_what_gettext_reads(package: Path) -> None:
    messages.extract_all()
    po = catalogues.catalogue_of(package / "calls")
    translate(po, {"Good morning": "صبح بخیر"})
    mo = po.with_suffix(".mo")
    assert mo in messages.compile_all()
    with mo.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Good morning") == "صبح بخیر"
    assert mo not in messages.compile_all()
    os.utime(po, ns=(mo.stat().st_mtime_ns + 1, mo.stat().st_mtime_ns + 1))
    assert messages.compile_all() == [mo]
    assert sorted(path.name for path in po.parent.iterdir()) == ["django.mo", "django.po"]


def test_every_plural_form_stays_when_texts_are_gathered_again(package: Path) -> None:
    messages.extract_all()
    po = catalogues.catalogue_of(package / "calls")
    both = 'msgstr[0] ""\nmsgstr[1] ""'
    assert both in po.read_text()
    po.write_text(po.read_text().replace(both, both.replace('""', '"%(n)s تماس"')))
    assert messages.extract_all() == []
    assert "%(n)s call" not in whats(package)


def test_a_catalogue_that_gathering_would_reorder_is_said(package: Path) -> None:
    messages.extract_all()
    po = catalogues.catalogue_of(package / "calls")
    translate(
        po, {"Good morning": "صبح بخیر", "Priority %(level)s": "اولویت %(level)s", "Close": "بستن"}
    )
    po.write_text(po.read_text().replace('] ""', '] "%(n)s تماس"'))
    in_order = po.read_text()
    assert "order" not in whats(package)
    head, first, second, others = in_order.split("\n\n", 3)
    po.write_text("\n\n".join([head, second, first, others]))
    assert "house/calls/locale/fa/LC_MESSAGES/django.po: is not in the order" in whats(package)
    assert messages.extract_all() == [po]
    assert po.read_text() == in_order


def test_a_catalogue_that_cannot_be_read_leaves_nothing_behind(package: Path) -> None:
    messages.extract_all()
    messages.compile_all()
    po = catalogues.catalogue_of(package / "calls")
    before = po.with_suffix(".mo").read_bytes()
    po.write_text(f"{po.read_text()}<<<<<<< not merged\n")
    os.utime(po, ns=(2**62, 2**62))
    for act in (messages.compile_all, messages.extract_all):
        with pytest.raises(PoFileError):
            act()
    assert sorted(path.name for path in po.parent.iterdir()) == ["django.mo", "django.po"]
    assert po.with_suffix(".mo").read_bytes() == before


def test_what_is_missing_untranslated_or_unused_is_said(package: Path) -> None:
    assert "'Open it' is not in the catalogue" in whats(package)
    messages.extract_all()
    assert "'Open it': not translated" in whats(package)
    (package / "fronts" / "desk" / "templates" / "page.html").write_text("")
    assert "'Open it' is asked for nowhere" in whats(package)


def test_wrong_places_smells_and_disagreements_are_said(package: Path) -> None:
    messages.extract_all()
    po = catalogues.catalogue_of(package / "calls")
    translate(po, {"Good morning": "صبح بخير", "Priority %(level)s": "اولویت %(leval)s"})
    assert "an Arabic letter" in whats(package)
    assert "unknown named placeholder 'leval'" in whats(package)
    assert "%(level)s is lost in translation" in whats(package)
    other = catalogues.catalogue_of(package / "fronts" / "desk")
    other.write_text(other.read_text() + '\nmsgid "Good morning"\nmsgstr "بامداد خوش"\n')
    assert "translated otherwise" in whats(package)


def test_sentences_in_code_are_read_too(package: Path) -> None:
    (package / "calls" / "rules.py").write_text(
        'rule(en="It is {state}.", fa="{stat} است.")\n'
        'rule(en="Well.", fa="خوب می شود.")\n'
        'Sentence("Yes", "Yes")\n'
        'input_rule(en="Right.", fa="درست است.", do_en="Go.", do_fa="")\n'
    )
    found = [what for _, what in sentence_problems(package)]
    assert [
        "differ" in found[0],
        "می" in found[1],
        "not in Persian" in found[2],
        "no Persian" in found[3],
    ] == [True] * 4
    assert len(found) == 4


def test_a_text_translated_at_import_is_found(package: Path) -> None:
    (package / "calls" / "views.py").write_text(
        "from django.utils.translation import gettext as _, gettext_lazy\n"
        'early = _("Good morning")\n'
        'lazy = gettext_lazy("Good morning")\n'
        "def view():\n    return _('Good morning')\n"
    )
    assert [where for where, _ in sentence_problems(package)] == ["house/calls/views.py:2"]


def test_tables_with_both_languages_are_read_too(package: Path) -> None:
    (package / "calls" / "types.toml").write_text(
        '[[type]]\nen = "Theft"\nfa = "سرقت 2"\nquestions = [{ en = "Where?", fa = "كجا؟" }]\n'
    )
    found = [what for _, what in sentence_problems(package)]
    assert ["digit" in found[0], "Arabic" in found[1]] == [True] * 2


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello there</p>", ["Hello there"]),
        ('<img alt="Map of the city">', ["Map of the city"]),
        ("<p>سلام به شما</p>", ["سلام به شما"]),
        ("<p>{% translate 'Hello' %}</p>", []),
        ("<p>{% blocktranslate %}Hello {{ name }}\n there{% endblocktranslate %}</p>", []),
        ('<a title="{% translate "Map" %}" class="menu">{{ name|default:"none" }}</a>', []),
        ('<button lang="en">English</button><kbd>Enter</kbd><p>{# why not #}</p>', []),
        ("<script>const hello = 1</script><p>· &nbsp;</p>", []),
    ],
)
def test_texts_not_marked_for_translation_are_found(template: str, found: list[str]) -> None:
    assert list(unmarked(template)) == found


def test_every_persian_text_of_the_house_is_complete_and_clean() -> None:
    found = messages.problems()
    assert not found, "\n".join(map(str, found))
