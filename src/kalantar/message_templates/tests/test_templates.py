"""Words from the draft to their end, and how they look on a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.lifecycle import LIFECYCLES
from kalantar.kernel.rules import Refused
from kalantar.message_templates.actions import refuse_template, retire_template, write_template
from kalantar.message_templates.models import MessageTemplate
from kalantar.message_templates.placeholders import (
    OWN_LINK,
    PLACEHOLDERS,
    TELLS_OF_ONE,
    examples,
    made_up,
    parts_said,
)
from kalantar.message_templates.queries import approved_template, preview
from kalantar.message_templates.segments import segmented
from kalantar.message_templates.tests.writing import everywhere, put_in_use
from kalantar.people.roles import Role
from tests.scene import Scene

LONG = "پروندهٔ {file_number} در کلانتری باز شد. " + "برای پیگیری به درگاه مراجعه کنید. " * 2


def test_a_template_is_previewed_with_what_would_be_sent(scene: Scene) -> None:
    template = put_in_use(scene, "fa", LONG)
    looks = preview(template, {"file_number": "۱۴۰۵-۹"})
    assert looks.text.startswith("پروندهٔ ۱۴۰۵-۹ در کلانتری")
    assert len(looks.segments) == 2
    assert examples(LONG, "fa") == {"file_number": PLACEHOLDERS["file_number"].example.fa}


def test_only_an_approved_template_is_used_until_it_is_retired(scene: Scene) -> None:
    writer, judge = everywhere(scene, Role.ADMINISTRATOR), everywhere(scene, Role.COMMANDER)
    draft = write_template(event="ab", language="en", role="cd", text="x", by=writer)
    assert approved_template("ab", "en", "cd") is None
    refuse_template(template=draft.pk, by=judge)
    assert approved_template("ab", "en", "cd") is None
    used = put_in_use(scene, "en", "x")
    assert approved_template("file_opened", "en", "complainant") == used
    retire_template(template=used.pk, by=judge)
    assert approved_template("file_opened", "en", "complainant") is None


def test_every_verb_in_every_state() -> None:
    table = LIFECYCLES["message_template"]
    for verb in {step.verb for step in table.steps}:
        for begun in table.states:
            row = MessageTemplate(state=begun)
            if step := table.step(verb, begun):
                assert table.advance(row, verb) == step
                assert row.state == step.to
            else:
                with pytest.raises(Refused):
                    table.advance(row, verb)


@given(st.lists(st.text("اب ۱2-", min_size=1, max_size=8), min_size=2, max_size=2))
def test_what_stood_in_the_places_is_read_back(values: list[str]) -> None:
    said = dict(zip(("file_number", "station"), values, strict=True))
    text = "پروندهٔ {file_number}؛ در {station}؛ شمارهٔ {file_number}."
    assert parts_said(text, text.format_map(said)) == said
    assert parts_said(text, "چیزی دیگر") is None


@given(st.text("اب A-۱۲۳123", min_size=1, max_size=20))
def test_what_is_made_up_is_as_long_and_in_the_same_alphabet(value: str) -> None:
    assert made_up("own_link", value) == OWN_LINK, "of its letters none is anybody's"
    for name in PLACEHOLDERS.keys() - {"own_link"}:
        made = made_up(name, value)
        assert [segmented(made).encoding, len(made)] == [segmented(value).encoding, len(value)]
        assert (made == value) or name in TELLS_OF_ONE
    assert made_up("file_number", "1405-0001") != "1405-0001"
