"""What an SMSC says, in the writings that operators use."""

from types import SimpleNamespace
from typing import Any

import pytest

from kalantar.incoming_messages.joining import PartOf
from kalantar.sms_gateway.models import PartState
from kalantar.sms_gateway.smpp.answers import incoming, is_receipt, name_of, receipt
from kalantar.sms_gateway.smpp.parts import relative

WORDS = (
    b"id:0a1b sub:001 dlvrd:001 submit date:2611271200 done date:2611271201 stat:%s err:%s text:-"
)


def pdu(**more: Any) -> SimpleNamespace:
    usual = {
        "esm_class": 4, "short_message": None, "message_payload": None, "message_state": None,
        "receipted_message_id": None, "user_message_reference": None, "data_coding": 0,
        "source_addr": b"989121112233", "sar_msg_ref_num": None, "sar_total_segments": None,
        "sar_segment_seqnum": None,
    }  # fmt: skip
    return SimpleNamespace(**{**usual, **more})


@pytest.mark.parametrize(
    ("stat", "state"),
    [
        (b"DELIVRD", "delivered"), (b"EXPIRED", "expired"), (b"DELETED", "undelivered"),
        (b"UNDELIV", "undelivered"), (b"REJECTD", "rejected"), (b"ACCEPTD", "submitted"),
        (b"ENROUTE", "submitted"), (b"UNKNOWN", "undelivered"),
    ],
)  # fmt: skip
def test_a_receipt_in_words(stat: bytes, state: str) -> None:
    told = receipt(pdu(short_message=WORDS % (stat, b"011")), "r")
    assert told is not None
    assert (told.smsc_id, told.state, told.number) == ("0a1b", state, "+989121112233")
    assert told.error == ("" if state == "delivered" else "011")


def test_a_receipt_in_parameters_goes_before_its_words() -> None:
    told = receipt(
        pdu(
            short_message=WORDS % (b"ENROUTE", b"000"), receipted_message_id=b"77", message_state=2,
            user_message_reference=0,
        ),
        "r",
    )  # fmt: skip
    assert told is not None
    assert (told.smsc_id, told.state, told.reference) == ("77", PartState.DELIVERED, 0)


@pytest.mark.parametrize("words", [b"", b"hello", b"id:12", b"stat:DELIVRD", b"id:1 stat:WHAT"])
def test_what_names_no_part_or_no_state_is_no_receipt(words: bytes) -> None:
    assert receipt(pdu(short_message=words), "r") is None


def test_a_receipt_is_told_from_a_text() -> None:
    assert is_receipt(pdu())
    assert is_receipt(pdu(esm_class=0x20))
    assert not is_receipt(pdu(esm_class=0))
    assert not is_receipt(pdu(esm_class=0x40))


def test_a_text_is_read_with_its_alphabet_and_without_its_header() -> None:
    assert incoming(pdu(esm_class=0, short_message=b"STOP")).text == "STOP"
    persian = bytes([5, 0, 3, 1, 2, 1]) + "لغو".encode("utf-16-be")
    came = incoming(pdu(esm_class=0x40, data_coding=8, short_message=persian))
    assert (came.text, came.number) == ("لغو", "+989121112233")
    assert came.part == PartOf(1, 2, 1)
    assert incoming(pdu(esm_class=0, message_payload=b"long")).text == "long"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ([0, 3, 7, 2, 1], PartOf(7, 2, 1)),
        ([8, 4, 1, 2, 3, 3], PartOf(258, 3, 3)),
        ([5, 4, 0, 1, 0, 2, 0, 3, 7, 2, 2], PartOf(7, 2, 2)),  # ports stand before it
        ([0, 3, 7, 2, 3], None),  # the third of two
        ([0, 3, 7, 2, 0], None),
        ([0, 3, 7, 1, 1], None),
        ([5, 4, 0, 1, 0, 2], None),
        ([0, 3, 7], None),
        ([0], None),
        ([], None),
    ],
)
def test_a_header_says_which_part_it_is(header: list[int], part: PartOf | None) -> None:
    octets = bytes([len(header), *header]) + b"text"
    came = incoming(pdu(esm_class=0x40, short_message=octets))
    assert (came.part, came.text) == (part, "text")


def test_parameters_say_which_part_it_is() -> None:
    said = {"sar_msg_ref_num": 9, "sar_total_segments": 2, "sar_segment_seqnum": 2}
    assert incoming(pdu(esm_class=0, short_message=b"x", **said)).part == PartOf(9, 2, 2)
    assert incoming(pdu(esm_class=0, short_message=b"x", sar_msg_ref_num=9)).part is None


def test_an_error_has_the_name_people_look_up() -> None:
    assert name_of(0x58) == "ESME_RTHROTTLED"
    assert name_of(0x412) == "0x00000412"


def test_a_period_is_written_as_smpp_does() -> None:
    assert relative(48 * 3600) == "000002000000000R"
    assert relative(3661) == "000000010101000R"
    assert relative(-5) == "000000000100000R"
