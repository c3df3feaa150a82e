"""An order as a court's program writes it: one JSON object, and whom it names; an example of it and what each
field means stand in docs/orders.md. ``case`` and ``persons`` may be left out. Codes are the service's own.
Nothing else may stand in it, and nothing twice.
"""

import json
from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from kalantar.orders.rules import order_is_readable

LONGEST = 1_000_000  # bytes
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class PersonNamed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    national_id: Annotated[str, Field(max_length=20)] = ""
    given_fa: Annotated[str, Field(max_length=100)] = ""
    family_fa: Annotated[str, Field(max_length=100)] = ""


class OrderWritten(BaseModel):
    """``station``: the code of the area; ``case``: a number of ours."""

    model_config = ConfigDict(extra="forbid")

    branch: Line
    number: Line
    kind: Literal[
        "summons", "arrest", "inquiry", "search", "seizure", "locating", "service", "protection",
        "handover", "other",
    ]  # fmt: skip
    text: Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"^[^\x00]*$")]
    issued_on: date
    due_at: AwareDatetime
    station: Line
    case: Annotated[str, Field(max_length=40)] = ""
    persons: Annotated[list[PersonNamed], Field(max_length=100)] = []


def read(document: bytes) -> OrderWritten:
    """Refused, with what is wrong first, for anything else. What it says is never repeated: it may be
    anybody's name."""
    if len(document) > LONGEST:
        raise order_is_readable.refuse(what=f"> {LONGEST} bytes")
    try:
        _each_field_once(document)
        return OrderWritten.model_validate_json(document)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise order_is_readable.refuse(what=f"{place}: {first['type']}") from None


def _each_field_once(document: bytes) -> None:
    """One signature must not be good for two readings: of a field that stands there twice programs take
    the first or the last. What is no JSON at all is left to the validation."""

    def once(fields: list[tuple[str, object]]) -> dict[str, object]:
        if len(told := dict(fields)) < len(fields):
            raise order_is_readable.refuse(what="JSON: field_repeated")
        return told

    with suppress(ValueError, RecursionError):
        json.loads(document, object_pairs_hook=once)
