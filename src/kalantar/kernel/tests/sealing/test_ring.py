"""What is sealed opens with its key only, in its column only, unchanged only; its hash finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalantar.kernel.sealing.hashing import hash_with
from kalantar.kernel.sealing.ring import HEADER, NONCE, CannotBeOpened, Key, Ring

OLD, NEW = Key(1, b"o" * 32), Key(2, b"n" * 32)
COLUMN = "table.phone"


@given(st.text())
def test_what_was_sealed_opens(text: str) -> None:
    ring = Ring((NEW,))
    assert ring.open(ring.seal(text, COLUMN), COLUMN) == text


def test_the_same_text_is_sealed_differently_each_time() -> None:
    ring = Ring((NEW,))
    assert ring.seal("+989121234567", COLUMN) != ring.seal("+989121234567", COLUMN)


def test_the_first_key_seals_and_every_key_opens() -> None:
    before = Ring((OLD,)).seal("text", COLUMN)
    after = Ring((NEW, OLD))
    assert after.open(before, COLUMN) == "text"
    assert after.seal("text", COLUMN)[:HEADER] == NEW.header


def test_without_its_key_it_does_not_open() -> None:
    with pytest.raises(CannotBeOpened, match="not on the ring"):
        Ring((NEW,)).open(Ring((OLD,)).seal("text", COLUMN), COLUMN)


def test_another_key_of_the_same_number_does_not_open_it() -> None:
    with pytest.raises(CannotBeOpened):
        Ring((Key(1, b"x" * 32),)).open(Ring((OLD,)).seal("text", COLUMN), COLUMN)


def test_moved_to_another_column_it_does_not_open() -> None:
    ring = Ring((NEW,))
    with pytest.raises(CannotBeOpened, match="changed"):
        ring.open(ring.seal("text", COLUMN), "table.national_id")


@given(st.integers(min_value=HEADER, max_value=HEADER + NONCE + 4 + 16 - 1), st.integers(1, 255))
def test_one_changed_byte_is_noticed(at: int, by: int) -> None:
    ring = Ring((NEW,))
    sealed = bytearray(ring.seal("text", COLUMN))
    sealed[at] ^= by
    with pytest.raises(CannotBeOpened):
        ring.open(bytes(sealed), COLUMN)


def test_a_hash_is_of_its_key_and_of_its_kind() -> None:
    hashed = hash_with(NEW, "0012345679", "phone")
    assert hashed == hash_with(NEW, "0012345679", "phone")
    assert hashed != hash_with(OLD, "0012345679", "phone")
    assert hashed != hash_with(NEW, "0012345679", "national ID")


def test_a_key_never_shows_its_secret_by_mistake() -> None:
    assert "n" * 5 not in repr(NEW)
