"""What was told, and whom to tell."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from kalantar.cases.events import ROLES
from kalantar.cases.models import Case, Party, PartyRole
from kalantar.cases.queries import parties_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.models import Entry
from kalantar.kernel.sentence import Sentence
from kalantar.message_templates.models import MessageTemplate
from kalantar.messaging.lifecycle import MESSAGE
from kalantar.messaging.models import Message, WithheldFile
from kalantar.messaging.queries import WITHOUT_WORDS
from kalantar.notices.events import BY_MESSAGE, WHY_NOT
from kalantar.notices.models import Channel, Notice, NoticeQuerySet
from kalantar.notices.occasions import ABOUT_ORDERS as ABOUT_ORDERS
from kalantar.notices.occasions import OCCASIONS
from kalantar.notices.occasions import ORDER_CAME as ORDER_CAME
from kalantar.notices.occasions import SAID as SAID
from kalantar.notices.standard import standard_words
from kalantar.notices.wording import ANYBODY, PERSON, REPRESENTATIVE

SIDES = (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)
BESIDE_A_PARTY = Sentence(en="beside a party", fa="نمایندهٔ یکی از طرفین")
TO_ONE: dict[str, Sentence] = {  # the words that are for one person alone, and who reads them
    REPRESENTATIVE: BESIDE_A_PARTY,
    ANYBODY: Sentence(en="anybody who asks", fa="هر پرسنده"),
    PERSON: Sentence(en="the person themselves", fa="خود شخص"),
    "phone_code": Sentence(en="code that verifies a phone", fa="کد تأیید شمارهٔ تلفن"),
    "portal_code": Sentence(en="code of the citizens' page", fa="کد ورود به صفحهٔ شهروند"),
    "phone_taken_off": Sentence(en="phone no longer registered", fa="برداشتن شمارهٔ قبلی"),
    "phone_put_down": Sentence(en="phone registered", fa="ثبت شمارهٔ تازه"),
    "question_answered": Sentence(en="question answered", fa="پاسخ به پرسش"),
    "appointment_called_off": Sentence(en="appointment called off", fa="لغو وقت مراجعه"),
    "caller": Sentence(en="who rang 110", fa="تماس‌گیرندهٔ ۱۱۰"),
    "caller_link": Sentence(en="page of who rang 110", fa="صفحهٔ تماس‌گیرنده"),
    "caller_link_silent": Sentence(
        en="page of who rang 110, for who cannot speak", fa="صفحهٔ تماس‌گیرنده‌ای که نمی‌تواند صحبت کند"
    ),
    "help_on_the_way": Sentence(en="help is on the way", fa="کمک در راه است"),
    "crew": Sentence(en="an officer of the crew", fa="مأمور سرنشین یگان"),
    "patrol_done": Sentence(en="patrol's message done", fa="انجام پیامک گشت"),
    "patrol_backup": Sentence(en="patrol's call for backup", fa="درخواست نیروی کمکی گشت"),
    "patrol_not_understood": Sentence(en="patrol's message not understood", fa="پیامک نامفهوم گشت"),
    "patrol_not_by_message": Sentence(
        en="not taken by text message from a patrol", fa="کاری که از گشت با پیامک پذیرفته نیست"
    ),
    "patrol_on_no_incident": Sentence(
        en="patrol that wrote is on no incident", fa="پیامک گشت بدون مأموریت"
    ),
    "patrol_which_outcome": Sentence(
        en="outcome in a patrol's message is unclear", fa="نتیجهٔ ناروشن در پیامک گشت"
    ),
    "patrol_not_now": Sentence(
        en="step in a patrol's message does not follow", fa="گام ناممکن در پیامک گشت"
    ),
    "patrol_not_done": Sentence(en="patrol's message not done", fa="انجام‌نشدن پیامک گشت"),
}
HEAR_FOR_THEM = (PartyRole.GUARDIAN, PartyRole.LAWYER)


def side_of(party: Party) -> Party | None:
    """The complainant or respondent this one is, or hears for; None for anybody else."""
    whom = party.beside if party.beside and party.role in HEAR_FOR_THEM else party
    return whom if whom.role in SIDES else None


def to_be_told(case: Case, happened: Entry) -> list[Party]:
    """The parties who hear of it, as they stand on the file: both sides alike, and who hears for them.

    Who became a party afterwards does not hear of it. Of a receipt only the one just named.
    """
    there = parties_of(case).filter(since__lte=happened.happened_at)
    parties = there.select_related("person__merged_into", "beside__person")
    hearing = [party for party in parties if side_of(party)]
    if not OCCASIONS[happened.event].receipt:
        return hearing
    named = UUID(happened.facts["party"])
    return [party for party in hearing if party.pk == named and _complains(party)]


def _complains(party: Party) -> bool:
    side = side_of(party)
    return side is not None and side.role == PartyRole.COMPLAINANT


def guarded(case: Case) -> set[UUID]:
    """The parties in whose place a guardian hears."""
    guardians = parties_of(case).filter(role=PartyRole.GUARDIAN)
    return {party.beside_id for party in guardians if party.beside_id}


def silent_because(case: Case) -> str:
    """Of a confidential file, why nothing is sent about it: its category's reason, else an officer's word."""
    return case.category.confidential_because or WithheldFile.Reason.OFFICER


def ledger(reader: Actor, case: Case) -> NoticeQuerySet:
    """What each party of the file was told, the earliest first, with the message and its receipts.

    The words themselves stay sealed: ``text_sha256`` proves them.
    """
    message = Message.objects.defer(*WITHOUT_WORDS).prefetch_related("parts")
    found = Notice.objects.visible_to(reader).filter(case=case)
    return found.select_related("party__person", "party__beside").prefetch_related(
        Prefetch("message", message)
    )


@dataclass(frozen=True, slots=True)
class InWords:
    """A row of the ledger as people read it. ``how``: by which way, or why not. ``receipt``: how the
    message stands, and since when where it has ended. ``sha256``: empty where no words were sent."""

    told_at: datetime
    name: Sentence
    role: Sentence
    what: Sentence
    how: Sentence
    receipt: Sentence | None
    receipt_at: datetime | None
    sha256: str


def in_words(row: Notice) -> InWords:
    sent = row.message if row.channel == Channel.SMS else None
    return InWords(
        row.told_at,
        row.party.person.name,
        ROLES[row.party.role],
        SAID[row.what],
        BY_MESSAGE if sent else WHY_NOT[row.why_not],
        MESSAGE.states[sent.state] if sent else None,
        (sent.ended_at or sent.submitted_at) if sent else None,
        bytes(row.text_sha256).hex(),
    )


def notice_words_are_installed() -> bool:
    """Whether each standard template is there, in whatever version and state."""
    wanted = {(one.event, one.language, one.role) for one in standard_words()}
    kept = MessageTemplate.objects.filter(event__in={event for event, _, _ in wanted})
    return wanted <= set(kept.values_list("event", "language", "role"))


def words_said(code: str) -> object:
    """An event or a role of templates in the reader's language; another's code as it is."""
    return (SAID | ROLES | TO_ONE).get(code, code)
