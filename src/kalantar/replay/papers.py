"""The demo's files and orders: what a station works on, so that its lists are not empty."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from kalantar.case_catalogue.models import CaseCategory
from kalantar.case_catalogue.queries import fields_of
from kalantar.cases.actions import name_party, open_case, put_in_charge, refer_case
from kalantar.cases.models import Case
from kalantar.cases.queries import officer_of
from kalantar.kernel.actor import Actor
from kalantar.kernel.text.calendar import local
from kalantar.orders.actions import add_branch, assign_order, receive_order
from kalantar.orders.models import Branch
from kalantar.people.models import User
from kalantar.people.queries import actor_of
from kalantar.persons.actions import register_person
from kalantar.places.models import Jurisdiction
from kalantar.replay.printed import print_and_hold
from kalantar.replay.work import keep_her_safe, work_on_burglary, work_on_quarrel

BRANCH = "demo_1203"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of so many days ago: ``said`` answers what its category must have written down."""

    days: int
    category: str
    complainant: dict[str, Any]
    narrative: str
    said: dict[str, str]
    place: str = ""
    against: dict[str, Any] = field(default_factory=dict)


# Ofcom keeps +44 7700 900000 to 900999 free for drama; so nobody's phone is shown.
FILES = (
    Paper(9, "home_burglary", {"given_fa": "مریم", "family_fa": "کاظمی", "phone": "+447700900131"},
          "صبح که از سفر برگشتیم درِ بالکن شکسته بود.", {"stolen": "طلا و لپ‌تاپ"},
          "خیابان نیلوفر، پلاک ۱۲، طبقهٔ سوم"),
    Paper(6, "quarrel", {"given_fa": "حمید", "family_fa": "شجاعی", "phone": "+447700900132"},
          "بر سر جای پارک با همسایه درگیر شدیم.", {"about": "جای پارک"}, "کوچهٔ یاس، جلوی پلاک ۸",
          {"given_fa": "ناصر", "family_fa": "یوسفی", "phone": "+447700900135"}),
    Paper(4, "card_fraud", {"given_en": "Eeva", "family_en": "Niemi", "phone": "+447700900133",
                            "language": "en"},
          "Money left my account after a call from “the bank”.", {"bank": "Nordea"}),
    Paper(1, "domestic_violence", {"given_fa": "شیما", "family_fa": "قربانی"},
          "شاکی به خانهٔ خواهرش رفته است.", {"safe_now": "yes"}),
)  # fmt: skip
REFERRED = Paper(
    2, "pickpocketing", {"given_fa": "داوود", "family_fa": "نجفی", "phone": "+447700900134"},
    "در ایستگاه قطار کیفم را زدند.", {"stolen": "کیف پول و کارت ملی"}, "ایستگاه مرکزی قطار",
)  # fmt: skip
PRINTED = "home_burglary"
WORK: dict[str, Callable[[Case, Actor], None]] = {
    "home_burglary": work_on_burglary,
    "quarrel": work_on_quarrel,
    "domestic_violence": keep_her_safe,
}


def prepare_papers(
    city: Jurisdiction, at: Jurisdiction | None, by: Actor, *, check_at: str
) -> None:
    """At a station that has no file yet: some files, one of them the desk officer's, one offered by
    another station; and the orders of a branch: one overdue, one that waits, one given to somebody.

    ``check_at``: as ``papers`` has it, under which what was printed is checked.
    """
    if at is None or Case.objects.filter(jurisdiction=at).exists():
        return
    with transaction.atomic():  # all of them, whenever it is cut short
        files = [case for paper in FILES if (case := _open(paper, at, by))]
        officer = _officer(at, by)
        if officer and files:
            then = by.at(by.now() - timedelta(days=8, hours=12))
            put_in_charge(case=files[0].pk, officer=officer.pk, by=then)
            _work(files, check_at, actor_of(officer))
        other = Jurisdiction.objects.living().within([city.pk]).filter(kind="station")
        elsewhere = other.exclude(pk=at.pk).first()
        if elsewhere and (offered := _open(REFERRED, elsewhere, by)):
            why = "محل وقوع در محدودهٔ آن کلانتری است."
            refer_case(case=offered.pk, to=at.pk, why=why, by=by)
        if files:  # else it would give them again at each start
            _give_orders(at, files, officer, by)


def _open(paper: Paper, station: Jurisdiction, by: Actor) -> Case | None:
    """None where an administrator of the demo retired the category."""
    then = by.at(by.now() - timedelta(days=paper.days))
    category = CaseCategory.objects.filter(code=paper.category, retired_at=None).first()
    if category is None:
        return None
    asked = {row.code: row.pk for row in fields_of(category.pk)}
    who = register_person(area=station.pk, **paper.complainant, by=then)
    answers = {asked[code]: text for code, text in paper.said.items()}
    case = open_case(
        station=station.pk, category=category.pk, narrative=paper.narrative, answers=answers,
        place=paper.place, happened_on=local(then.now()).date() if paper.place else None,
        complainant=who.pk, by=then,
    )  # fmt: skip
    if paper.against:
        other = register_person(area=station.pk, **paper.against, by=then)
        name_party(case=case.pk, person=other.pk, role="respondent", by=then)
    return case


def _work(files: list[Case], check_at: str, by: Actor) -> None:
    """What the officer has done on those files so far."""
    of = {case.category.code: case for case in files}
    for category, work in WORK.items():
        if category in of:
            work(of[category], by)
    if PRINTED in of:
        print_and_hold(of[PRINTED], check_at, by)


def _officer(station: Jurisdiction, by: Actor) -> User | None:
    """The desk officer one can sign in as, where they work here."""
    user = User.objects.filter(username="desk").first()
    return officer_of(station, user.pk, by.now()) if user else None


def _give_orders(at: Jurisdiction, files: list[Case], officer: User | None, by: Actor) -> None:
    branch = Branch.objects.filter(code=BRANCH).first() or add_branch(
        code=BRANCH, name_fa="شعبهٔ ۱۲۰۳ دادسرا", name_en="Branch 1203 of the prosecutor", by=by
    )
    now = by.now()
    for number, kind, text, case, days in (
        ("14050901203", "inquiry", "از همسایگان و نگهبان ساختمان تحقیق و نتیجه گزارش شود.", 0, -1),
        ("14050901217", "summons", "مشتکی‌عنه برای روز تعیین‌شده احضار شود.", 1, 3),
        ("14050901222", "service", "ابلاغیهٔ پیوست به شاکی ابلاغ شود.", 2, 6),
    ):
        order = receive_order(
            station=at.pk, branch=branch.pk, number=f"{number}-{at.pk.hex[-4:]}", kind=kind, text=text,
            issued_on=local(now - timedelta(days=4)).date(), due_at=now + timedelta(days=days),
            case=files[case].pk if case < len(files) else None, by=by.at(now - timedelta(days=3)),
        )  # fmt: skip
    if officer:
        assign_order(order=order.pk, officer=officer.pk, by=by)
