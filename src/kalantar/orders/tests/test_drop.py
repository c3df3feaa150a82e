"""A folder of orders is taken: each once, what is refused put aside with the reason."""

import base64
import json
from pathlib import Path
from typing import get_args

from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.orders.document import OrderWritten, PersonNamed
from kalantar.orders.drop import take
from kalantar.orders.models import Order
from kalantar.orders.tests.world import Courts


def dropped(folder: Path, name: str, document: bytes, signature: bytes) -> Path:
    there = folder / f"{name}.json"
    there.write_bytes(document)
    (folder / f"{name}.json.sig").write_bytes(signature)
    return there


def test_what_is_signed_is_taken_and_what_is_not_is_put_aside(
    courts: Courts, as_system: Actor, tmp_path: Path
) -> None:
    good, other = courts.written(), courts.written(number="2")
    dropped(tmp_path, "a", good, courts.key.sign(good))
    dropped(tmp_path, "b", other, base64.b64encode(courts.key.sign(other)) + b"\n")
    dropped(tmp_path, "c", courts.written(number="3"), b"no signature")
    came = {document.stem: what for document, what in take(tmp_path, as_system)}
    assert isinstance(came["a"], Order)
    assert isinstance(came["b"], Order)
    assert isinstance(came["c"], Refused)
    assert sorted(path.name for path in (tmp_path / "taken").glob("*.json")) == ["a.json", "b.json"]
    told = (tmp_path / "refused" / "c.json.txt").read_text(encoding="utf-8")
    assert "امضای شعبه" in told
    assert list(tmp_path.glob("*.json")) == []
    assert set(Order.objects.values_list("source", flat=True)) == {"file"}


def test_a_document_without_its_signature_waits(
    courts: Courts, as_system: Actor, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(courts.written())
    assert list(take(tmp_path, as_system)) == []
    assert (tmp_path / "a.json").exists()


def test_a_cut_between_receiving_and_moving_does_no_harm(
    courts: Courts, as_system: Actor, tmp_path: Path
) -> None:
    document = courts.written()
    for _ in range(2):  # as if it had not been moved
        dropped(tmp_path, "a", document, courts.key.sign(document))
        ((_, came),) = take(tmp_path, as_system)
        assert isinstance(came, Order)
    assert Order.objects.count() == 1


def test_a_huge_file_is_refused(courts: Courts, as_system: Actor, tmp_path: Path) -> None:
    dropped(tmp_path, "a", b" " * 2_000_000, b"")
    ((_, came),) = take(tmp_path, as_system)
    assert isinstance(came, Refused)
    assert came.rule.name == "order_is_readable"


DOCUMENTED = Path(__file__).resolve().parents[4] / "docs" / "orders.md"


def test_the_documented_example_is_taken(courts: Courts, as_system: Actor, tmp_path: Path) -> None:
    page = DOCUMENTED.read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0].encode()
    dropped(tmp_path, "example", example, courts.key.sign(example))
    ((_, came),) = take(tmp_path, as_system)
    assert isinstance(came, Order), came
    said = json.loads(example)
    assert (came.branch.code, came.number, came.kind) == ("teh_1203", "140512345", "inquiry")
    assert (came.jurisdiction.code, came.text) == (said["station"], said["text"])
    assert [one.person.family_fa for one in came.concerned.all()] == ["رضایی"]


def test_every_field_is_documented() -> None:
    page = DOCUMENTED.read_text(encoding="utf-8")
    names = {*OrderWritten.model_fields, *PersonNamed.model_fields}
    kinds = set(get_args(OrderWritten.model_fields["kind"].annotation))
    assert [one for one in names | kinds if f"`{one}`" not in page] == []
