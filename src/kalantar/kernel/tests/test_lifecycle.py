"""A lifecycle's table gives the guard, the buttons and the diagram."""

import pytest
from django.utils.translation import override

from kalantar.kernel.lifecycle import LIFECYCLES, Lifecycle, Step
from kalantar.kernel.models import Operation
from kalantar.kernel.rules import RULES, Refused
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.tests.verbs import StoneTurned

OPEN, SHUT = Sentence(en="open", fa="باز"), Sentence(en="shut", fa="بسته")


@pytest.fixture
def door() -> object:
    lifecycle = Lifecycle(
        "door",
        field="result_model",  # any text field of a kernel row will do
        start="open",
        states={"open": OPEN, "shut": SHUT},
        steps=[
            Step(
                verb="shut", label=SHUT, frm=["open"], to="shut", event=StoneTurned, who=["porter"]
            ),
            Step(
                verb="open", label=OPEN, frm=["shut"], to="open", event=StoneTurned, who=["porter"]
            ),
        ],
    )
    yield lifecycle
    del LIFECYCLES["door"], RULES["door_allows_step"]


def test_a_step_leads_on_and_a_wrong_one_is_refused(door: Lifecycle) -> None:
    row = Operation(result_model="open")
    assert [step.verb for step in door.verbs(row)] == ["shut"]
    door.advance(row, "shut")
    assert row.result_model == "shut"
    assert door.can(row, "open")
    with pytest.raises(Refused) as refused:
        door.advance(row, "shut")
    assert refused.value.sentence.en == "“shut” is not possible while the state is “shut”."
    with pytest.raises(KeyError):
        door.advance(row, "burn")


def test_the_diagram_is_the_table(door: Lifecycle) -> None:
    assert door.diagram() == (
        "stateDiagram-v2\n    [*] --> open\n    open --> shut: shut\n    shut --> open: open"
    )


def test_a_step_may_not_name_an_unknown_state() -> None:
    step = Step(verb="melt", label=OPEN, frm=["open"], to="water", event=StoneTurned, who=[])
    with pytest.raises(ValueError, match="water"):
        Lifecycle("ice", field="result_model", start="open", states={"open": OPEN}, steps=[step])
    RULES.pop("ice_allows_step", None)


@pytest.mark.parametrize(
    ("language", "labels"), [("en", ["open", "shut"]), ("fa", ["باز", "بسته"])]
)
def test_states_are_offered_in_the_readers_language(
    door: Lifecycle, language: str, labels: list[str]
) -> None:
    with override(language):
        assert [str(label) for _, label in door.choices()] == labels
