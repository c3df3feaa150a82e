"""What may not happen to a paper. Who issues one is who handles its file: ``may_handle_case``; of
the report on an order, who handles that: ``may_handle_order``."""

from datetime import datetime

from django.conf import settings

from kalantar.kernel.rules import constraint, rule
from kalantar.papers.models import IssuedPaper

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


@rule(
    en="Papers are written in Persian or English.",
    fa="برگه‌ها به فارسی یا انگلیسی نوشته می‌شود.",
    do_en="Choose one of the two.",
    do_fa="یکی از این دو را برگزینید.",
)
def paper_is_in_our_languages(language: str) -> bool:
    return language in LANGUAGES


@rule(
    en="A letter says to whom it goes, what it is about, and something.",
    fa="نامه باید گیرنده، موضوع و متن داشته باشد.",
    do_en="Fill in all three.",
    do_fa="هر سه را بنویسید.",
)
def letter_says_something(*words: str) -> bool:
    return all(text.strip() for text in words)


@rule(
    en="The text of this paper is no longer kept; its code and its hash are.",
    fa="متن این برگه دیگر نگه داشته نمی‌شود؛ کد و درهم‌سازی آن مانده است.",
    do_en="Issue a new one from the file.",
    do_fa="از روی پرونده برگهٔ تازه‌ای صادر کنید.",
)
def paper_is_still_kept(paper: IssuedPaper) -> bool:
    return paper.forgotten_at is None


@rule(
    en="The text of papers is kept for as long as the service says.",
    fa="متن برگه‌ها تا پایان مدت تعیین‌شده نگه داشته می‌شود.",
)
def papers_are_kept_their_time(before: datetime, now: datetime) -> bool:
    return before <= now - settings.KEEP_PAPERS


@rule(
    en="The text of no paper from before then is kept.",
    fa="متن هیچ برگه‌ای از پیش از آن زمان نگه داشته نشده است.",
)
def older_papers_are_kept(count: int) -> bool:
    return count > 0


constraint(
    "paper_code_is_one_papers",
    en="Another paper has this code.",
    fa="برگهٔ دیگری همین کد را دارد.",
    do_en="Issue it again: it gets another code.",
    do_fa="دوباره صادر کنید تا کد دیگری بگیرد.",
)
constraint(
    "issued_paper_has_code_and_hash",
    en="A paper that was issued has its code and its hash.",
    fa="هر برگهٔ صادرشده کد و درهم‌سازی خود را دارد.",
    do_en="Issue it anew.",
    do_fa="آن را دوباره صادر کنید.",
)
constraint(
    "paper_is_of_a_file_or_an_order",
    en="A paper is of a file; only the report on an order may be of that order alone.",
    fa="هر برگه از آنِ یک پرونده است؛ تنها گزارش دستور قضایی می‌تواند فقط از آنِ همان دستور باشد.",
    do_en="Issue it from its file.",
    do_fa="آن را از پروندهٔ خودش صادر کنید.",
)
constraint(
    "issued_paper_is_never_changed",
    en="A paper that was issued is never changed or removed.",
    fa="برگهٔ صادرشده هرگز تغییر نمی‌کند و برداشته نمی‌شود.",
    do_en="Issue a new one that says what is right.",
    do_fa="برگهٔ تازه‌ای با متن درست صادر کنید.",
)
