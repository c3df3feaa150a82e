"""What an SMSC answers, as SMPP 3.4 numbers it (5.1.3, 5.2.28) and as receipts write it (appendix B)."""

import re
from dataclasses import dataclass
from typing import Any

from smpplib import consts

from kalantar.incoming_messages.joining import PartOf
from kalantar.sms_gateway.models import PartState
from kalantar.sms_gateway.receipt import ReceiptTold

THROTTLED = {0x14, 0x58}  # ESME_RMSGQFUL, ESME_RTHROTTLED: it took nothing and says so
LATER = {0x08, 0x45, 0x64}  # RSYSERR, RSUBMITFAIL, RX_T_APPN: not taken, perhaps another time
_IN_WORDS = {
    "DELIVRD": PartState.DELIVERED,
    "EXPIRED": PartState.EXPIRED,
    "DELETED": PartState.UNDELIVERED,
    "UNDELIV": PartState.UNDELIVERED,
    "UNKNOWN": PartState.UNDELIVERED,
    "REJECTD": PartState.REJECTED,
    "ACCEPTD": PartState.SUBMITTED,
    "ENROUTE": PartState.SUBMITTED,
}
_IN_NUMBERS = {
    1: PartState.SUBMITTED,
    2: PartState.DELIVERED,
    3: PartState.EXPIRED,
    4: PartState.UNDELIVERED,
    5: PartState.UNDELIVERED,
    6: PartState.SUBMITTED,
    7: PartState.UNDELIVERED,
    8: PartState.REJECTED,
}
_FIELD = re.compile(r"\b(id|stat|err):(\S*)", re.IGNORECASE)
_UDH_INDICATOR = 0x40
_UCS2_CODING = 8


@dataclass(frozen=True, slots=True)
class Incoming:
    """``part``: which one of a longer text; None where it is whole."""

    number: str
    octets: bytes
    coding: str
    part: PartOf | None

    @property
    def text(self) -> str:
        return self.octets.decode(self.coding, "replace")


def name_of(status: int) -> str:
    """ESME_RINVDSTADR …: a code people can look up."""
    found = (
        name
        for name, value in vars(consts).items()
        if name.startswith("SMPP_ESME_R") and value == status
    )
    return next(found, f"SMPP_0x{status:08x}").removeprefix("SMPP_")


def is_receipt(pdu: Any) -> bool:
    """A delivery receipt or an intermediate notification (5.2.12)."""
    return bool((pdu.esm_class or 0) & 0x24)


def receipt(pdu: Any, route: str) -> ReceiptTold | None:
    """None where it cannot be understood: it names no part."""
    body = (pdu.short_message or pdu.message_payload or b"").decode("latin-1")
    told = {name.lower(): value for name, value in _FIELD.findall(body)}
    id = (pdu.receipted_message_id or b"").decode("latin-1").strip("\0") or told.get("id", "")
    state = _IN_NUMBERS.get(pdu.message_state) or _IN_WORDS.get(told.get("stat", "").upper()[:7])
    if not id or state is None:
        return None
    error = told.get("err", "")
    return ReceiptTold(
        route=route,
        smsc_id=id,
        number=e164(pdu.source_addr),
        state=state,
        error="" if state is PartState.DELIVERED else error or told.get("stat", ""),
        reference=pdu.user_message_reference,
    )


def incoming(pdu: Any) -> Incoming:
    octets, part = pdu.short_message or pdu.message_payload or b"", _by_parameters(pdu)
    if (pdu.esm_class or 0) & _UDH_INDICATOR and octets:
        end = octets[0] + 1
        part, octets = _by_header(octets[1:end]) or part, octets[end:]
    coding = "utf-16-be" if pdu.data_coding == _UCS2_CODING else "latin-1"
    return Incoming(e164(pdu.source_addr), octets, coding, part)


def _by_parameters(pdu: Any) -> PartOf | None:
    """As SMPP says it (5.3.2.22 to 24)."""
    return _part(pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum)


def _by_header(header: bytes) -> PartOf | None:
    """As the phone says it (3GPP TS 23.040, 9.2.3.24): a reference of one octet or of two."""
    at = 0
    while at + 2 <= len(header):
        kind, value = header[at], header[at + 2 : at + 2 + header[at + 1]]
        if (kind, len(value)) in {(0x00, 3), (0x08, 4)}:
            return _part(int.from_bytes(value[:-2]), value[-2], value[-1])
        at += 2 + header[at + 1]
    return None


def _part(reference: int | None, total: int | None, at: int | None) -> PartOf | None:
    if reference is None or total is None or at is None or not 1 <= at <= total or total == 1:
        return None
    return PartOf(reference, total, at)


def e164(address: bytes | None) -> str:
    """Operators write the country's code without a plus, and a short code as it is."""
    said = (address or b"").decode("latin-1").lstrip("+")
    return f"+{said}" if said else ""
