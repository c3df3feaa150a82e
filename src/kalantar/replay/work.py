"""What is under way on the demo's files: a statement, property held, things to do, a service that was asked."""

from datetime import datetime, timedelta

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.models import Case, Party, PartyRole
from kalantar.custody.actions import hand_out_item, take_in_item
from kalantar.kernel.actor import Actor
from kalantar.kernel.text.calendar import local
from kalantar.outside_referrals.actions import note_outside_acceptance, refer_outside
from kalantar.safe_numbers.actions import name_safe_number
from kalantar.statements.actions import (
    agree_to_statement,
    begin_statement,
    sign_statement,
    write_statement,
)
from kalantar.tasks.actions import set_task

STORE = "انبار ۱"


def work_on_burglary(case: Case, by: Actor) -> None:
    """The complainant was heard and signed; a bag was found, and one thing of it is with the expert."""
    assert by.id is not None
    then = _days_ago(8, by)
    complainant = _of(case, PartyRole.COMPLAINANT)
    heard = begin_statement(case=case.pk, party=complainant.pk, by=then)
    write_statement(
        statement=heard.pk,
        sections=[
            ("fact", "شنبه صبح از سفر برگشتیم. درِ بالکن شکسته و کشوها بیرون ریخته بود."),
            ("fact", "دستبند و گردن‌بند طلا و یک لپ‌تاپ خاکستری را برده‌اند."),
            ("assessment", "شاکی آرام و دقیق توضیح داد. همسایهٔ طبقهٔ دوم صدایی شنیده است."),
        ],
        by=then,
    )
    agree_to_statement(
        statement=heard.pk, how="typed", name="مریم کاظمی", identified="کارت ملی", consents=True,
        by=then,
    )  # fmt: skip
    sign_statement(statement=heard.pk, by=then)
    take_in_item(
        case=case.pk, kind="clothing", description="کوله‌پشتی مشکی با دو جیب، خیس", store=STORE,
        shelf="ب ۳", found_at="بوته‌های پشت ساختمان", by=_days_ago(7, by),
    )  # fmt: skip
    disk = take_in_item(
        case=case.pk, kind="device", description="لپ‌تاپ خاکستری با برچسب دانشگاه", store=STORE,
        identifier="SN 5CD1402K7", shelf="ب ۳", found_at="درون کوله‌پشتی", by=_days_ago(7, by),
    )  # fmt: skip
    hand_out_item(
        item=disk.pk, holder="expert", to_whom="آزمایشگاه تشخیص هویت", why="برداشت اثر انگشت",
        due_back_at=_evening(by.now() - timedelta(days=1)), by=_days_ago(5, by),
    )  # fmt: skip
    for what, set_ago, due_in in (
        ("پیگیری دوربین مغازهٔ روبه‌رو پیش از پاک‌شدن تصویرها", 4, -1),
        ("گفت‌وگو با همسایهٔ طبقهٔ دوم", 2, 1),
    ):
        set_task(
            case=case.pk, what=what, officer=by.id, due_at=_evening(by.now() + timedelta(due_in)),
            by=_days_ago(set_ago, by),
        )  # fmt: skip


def work_on_quarrel(case: Case, by: Actor) -> None:
    """Somebody's hand is hurt: legal medicine was asked, and has taken it up."""
    service = OutsideService.objects.filter(code="legal_medicine", retired_at=None).first()
    if service is None:
        return
    asked = refer_outside(
        case=case.pk, service=service.pk, why="ورم دست شاکی معاینه شود.", by=_days_ago(5, by)
    )
    note_outside_acceptance(referral=asked.pk, said="نوبت معاینه داده شد.", by=_days_ago(4, by))


def keep_her_safe(case: Case, by: Actor) -> None:
    """Nobody at home may hear of it: she named her sister's phone."""
    name_safe_number(
        case=case.pk, party=_of(case, PartyRole.COMPLAINANT).pk, number="+447700900136",
        why="خودش حضوری گفت.", by=_days_ago(1, by),
    )  # fmt: skip


def _of(case: Case, role: str) -> Party:
    return case.parties.get(role=role)


def _days_ago(days: int, by: Actor) -> Actor:
    return by.at(by.now() - timedelta(days=days))


def _evening(moment: datetime) -> datetime:
    """Seven o'clock of that day, by the service's clock."""
    return local(moment).replace(hour=19, minute=0, second=0, microsecond=0)
