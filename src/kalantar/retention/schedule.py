"""Until when a file and who was on it are kept: years after it was closed."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db.models import Q

from kalantar.case_catalogue.models import CaseCategory
from kalantar.cases.models import Case, Party, PartyRole
from kalantar.kernel.sentence import Sentence
from kalantar.retention.models import RoleRetention

STANDARD = Path(__file__).with_name("standard.toml")


@dataclass(frozen=True, slots=True)
class Kept:
    """``own``: set by an administrator; else as the standard says."""

    role: str
    years: int
    source: str | Sentence
    own: bool = False


@cache
def standard() -> dict[str, Kept]:
    rows = tomllib.loads(STANDARD.read_text(encoding="utf-8"))["role"]
    return {
        row["role"]: Kept(row["role"], row["years"], Sentence(en=row["en"], fa=row["fa"]))
        for row in rows
    }


def roles_kept() -> dict[str, Kept]:
    """Every role, in the order in which files know them."""
    own = {
        row.role: Kept(row.role, row.years, row.source, True) for row in RoleRetention.objects.all()
    }
    return {role: own.get(role) or standard()[role] for role in PartyRole.values}


def years_after(moment: datetime, years: int) -> datetime:
    """The same day so many years later; of the 29th of February, the first of March."""
    return _moved(moment, years)


def _years_before(moment: datetime, years: int) -> datetime:
    """Nothing that was closed later has been closed for so many years; of what was closed on a 29th of
    February ``years_after`` decides."""
    return _moved(moment, -years)


def _moved(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)


def due_of_case(case: Case) -> datetime | None:
    """None while it is not closed."""
    return years_after(case.closed_at, case.category.kept_years) if case.closed_at else None


def due_of_party(party: Party, kept: dict[str, Kept]) -> datetime | None:
    """Of who they were on the file; never later than the file itself."""
    whole = due_of_case(party.case)
    if whole is None or party.case.closed_at is None:
        return None
    return min(whole, years_after(party.case.closed_at, kept[party.role].years))


def files_due(now: datetime) -> Q:
    """Of files: those whose category may be kept no longer; ``due_of_case`` says so to the day."""
    due = Q(pk__in=[])
    for years in set(CaseCategory.objects.values_list("kept_years", flat=True)):
        due |= Q(category__kept_years=years, closed_at__lte=_years_before(now, years))
    return due


def parties_due(now: datetime, kept: Collection[Kept]) -> Q:
    """Of parties: those whose role may be kept no longer."""
    due = Q(pk__in=[])
    for one in kept:
        due |= Q(role=one.role, case__closed_at__lte=_years_before(now, one.years))
    return due
