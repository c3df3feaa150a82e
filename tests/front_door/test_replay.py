"""What `replay` shows at its end, in the terminal's language: whose the times and the shares are."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kalantar.cli.replay import show
from kalantar.kernel.sentence import Sentence
from kalantar.replay.origin import Origin
from kalantar.replay.report import Report, Times

OWN = Sentence(en="after 2–8 s", fa="پس از ۲ تا ۸ ثانیه")
STAGE = "received → entry"

type Shown = Callable[[str, Report], str]


def report_of(played: Origin, entered: dict[str, float], processed: float | None) -> Report:
    return Report(
        file_rows=1200, file_calls=1200, refused_rows={}, calls_taken=1200, incidents_closed=1200,
        not_closed=0, rules_broken={}, answered_within={"10 s": 1.0}, answered_by=OWN,
        entered_within_in_file=entered, processed_within_60_s=1.0, processed_by=OWN,
        processed_within_60_s_in_file=processed,
        stages={STAGE: {"here": Times(1200, 60, 90), "file": Times(1020, 60, 90)}},
        played={STAGE: played}, speed=1, wall_seconds=1,
    )  # fmt: skip


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    def show_in(language: str, report: Report) -> str:
        monkeypatch.setenv("KALANTAR_LANGUAGE", language)
        monkeypatch.setattr("kalantar.cli.replay.console.width", 200)
        show(report)
        return capsys.readouterr().err

    return show_in


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "as the file has it (1,020 of 1,200), else the replay's own: after 2–8 s"),
        ("fa", "همان‌گونه که در فایل است (۱٬۰۲۰ از ۱٬۲۰۰)، وگرنه از خود بازپخش: پس از ۲ تا ۸ ثانیه"),
    ],
)
def test_a_stage_says_for_how_many_calls_it_is_the_files(
    shown: Shown, language: str, words: str
) -> None:
    assert words in shown(language, report_of(Origin(1020, 1200, OWN), {}, None))


@pytest.mark.parametrize(
    ("language", "label", "nothing", "within", "share"),
    [
        ("en", "the replay's own", "the file does not say", "10 s: 25.0%", "12.5%"),
        ("fa", "از خود بازپخش", "در فایل نیامده است", "۱۰ ثانیه: ۲۵٫۰٪", "۱۲٫۵٪"),
    ],
)
def test_a_share_says_whose_it_is_and_what_the_file_has_of_its_own(
    shown: Shown, language: str, label: str, nothing: str, within: str, share: str
) -> None:
    silent = shown(language, report_of(Origin(1200, 1200, OWN), {}, None))
    assert silent.count(label) == silent.count(nothing) == 2
    told = shown(language, report_of(Origin(1200, 1200, OWN), {"10 s": 0.25}, 0.125))
    assert within in told
    assert share in told
    assert nothing not in told


@pytest.mark.parametrize(
    ("language", "words", "stage"),
    [
        ("en", ["Rows refused", "5611", "outside the map"], "dispatch → on scene"),
        ("fa", ["ردیف‌های پذیرفته‌نشده", "۵۶۱۱", "بیرون از نقشه"], "اعزام ← در صحنه"),
    ],
)
def test_refused_rows_stand_under_their_own_head_and_stages_are_said_in_words(
    shown: Shown, language: str, words: list[str], stage: str
) -> None:
    report = report_of(Origin(1200, 1200, OWN), {}, None)
    refused = replace(
        report,
        refused_rows={"outside the map": 5600, "no place": 11},
        stages={"dispatch → on_scene": report.stages[STAGE]},
        played={"dispatch → on_scene": report.played[STAGE]},
    )
    told = shown(language, refused)
    assert all(word in told for word in words)
    assert stage in told
