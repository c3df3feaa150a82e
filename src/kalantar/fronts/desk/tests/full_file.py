"""A file with two of everything that can be on it, some of it over its day."""

from datetime import timedelta

from kalantar.case_catalogue.models import OutsideService
from kalantar.cases.actions import (
    close_case,
    end_party,
    link_incident,
    name_party,
    put_in_charge,
    refer_case,
    reject_referral,
    reopen_case,
)
from kalantar.cases.models import Case, Party
from kalantar.citizens.models import CitizenQuestion
from kalantar.custody.actions import hand_out_item, take_in_item
from kalantar.data_copies.models import CopyRequest
from kalantar.documents.actions import take_in_document
from kalantar.fronts.desk.tests.desk_of_papers import Papers
from kalantar.outside_referrals.actions import refer_outside
from kalantar.papers.actions import issue_cover
from kalantar.people.models import User
from kalantar.people.roles import Role
from kalantar.safe_numbers.actions import name_safe_number
from kalantar.statements.actions import begin_statement
from kalantar.tasks.actions import set_task

PDF = b"%PDF-1.7"


def a_full_file(papers: Papers, officer: User, times: int = 2) -> Case:
    """``times``: how many of everything, lest a page ask once for each."""
    by = papers.hall.by
    case = papers.case()
    _of_its_past(papers, case)
    put_in_charge(case=case.pk, officer=officer.pk, by=by)
    for number in range(times):
        somebody = papers.hall.somebody(f"کاوه {number}", phone=f"0912555{number:04}")
        party = name_party(case=case.pk, person=somebody.pk, role="respondent", by=by)
        _of_a_party(papers, case, party, number)
        link_incident(case=case.pk, incident=papers.incident().pk, by=by)
        set_task(
            case=case.pk, what="تحقیق از کسبه", officer=officer.pk,
            due_at=by.now() + timedelta(days=number), by=by.at(by.now() - timedelta(hours=1)),
        )  # fmt: skip
        papers.order(f"{case.number[-8:]}-{number}", case=case.pk, persons=[somebody.pk])
        service = OutsideService.objects.order_by("code")[number]
        refer_outside(case=case.pk, service=service.pk, why="نظر کارشناسی", by=by)
        issue_cover(case=case.pk, language="fa", check_at="http://testserver", by=by)
    return case


def _of_a_party(papers: Papers, case: Case, party: Party, number: int) -> None:
    by = papers.hall.by
    name_safe_number(party=party.pk, case=case.pk, number=f"0935555{number:04}", why="x", by=by)
    begin_statement(case=case.pk, party=party.pk, by=by)
    take_in_document(
        case=case.pk, title=f"گواهی {number}", name="a.pdf", content=PDF, party=party.pk, by=by
    )
    item = take_in_item(
        case=case.pk, kind="device", description="گوشی", store="انبار ۱", party=party.pk, by=by
    )
    hand_out_item(
        item=item.pk, holder="court", to_whom="شعبه", why="رسیدگی",
        due_back_at=by.now() + timedelta(days=5), by=by,
    )  # fmt: skip
    CitizenQuestion.objects.create(party=party, text="کی بیایم؟", asked_at=by.now())
    CopyRequest.objects.create(party=party, asked_at=by.now(), due_at=by.now() + timedelta(days=30))


def _of_its_past(papers: Papers, case: Case) -> None:
    """Sent back by another station, closed and opened again; somebody is a party no longer."""
    by, chief = papers.hall.by, papers.hall.scene.person(Role.STATION_CHIEF, papers.station)
    there = papers.hall.scene.person(Role.DESK_OFFICER, papers.other)
    refer_case(case=case.pk, to=papers.other.pk, why="آنجا رخ داد", by=by)
    reject_referral(case=case.pk, why="از حوزهٔ ما نیست", by=there)
    close_case(case=case.pk, outcome=papers.outcome.pk, note="صلح", by=by)
    reopen_case(case=case.pk, why="صلح نکردند", by=chief)
    witness = papers.hall.somebody("نازنین", phone="09126660000")
    named = name_party(case=case.pk, person=witness.pk, role="witness", by=by)
    end_party(case=case.pk, party=named.pk, why="نبود", by=by)
