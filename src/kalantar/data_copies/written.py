"""A copy for programs: JSON in UTF-8, in both languages at once. Its form is described in docs/data-copy.md."""

import json
from datetime import UTC, date, datetime
from typing import Any

from kalantar.data_copies.facts import Coded, Copy, FileCopy, Group, Item, Stated, Value
from kalantar.kernel.sentence import Sentence

FORMAT, VERSION = "kalantar-data-copy", 1


def as_json(copy: Copy) -> bytes:
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _value(copy.made_at),
        **{one.key: _group(one) for one in copy.groups},
        "files": [_file(one) for one in copy.files],
        "kept_for": [_stated(one) for one in copy.kept_for],
        "left_out": [_stated(one) for one in copy.left_out],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _stated(one: Stated) -> dict[str, Any]:
    return {"key": one.key, "what": _value(one.what), "why": _value(one.why)}


def _file(one: FileCopy) -> dict[str, Any]:
    return _item(one.facts) | {each.key: _group(each) for each in one.groups}


def _group(one: Group) -> dict[str, Any]:
    return {"source": _value(one.source), "items": [_item(each) for each in one.items]}


def _item(one: Item) -> dict[str, Any]:
    return {fact.key: _value(fact.value) for fact in one}


def _value(value: Value) -> Any:
    match value:
        case Coded():
            return {"code": value.code, **_value(value.said)}
        case Sentence():
            return {"en": value.en, "fa": value.fa}
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case list():
            return [_value(one) for one in value]
    return value
