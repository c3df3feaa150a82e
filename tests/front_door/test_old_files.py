"""``./kalantar files …``: an old register from the command line, with its bar, its report and its refusals."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kalantar.cli import files
from kalantar.config.processes.trouble import Trouble
from kalantar.kernel.rules import Refused
from tests.plugins.actors import HandClock

HEAD = "number,category,opened,complainant_name"
ROWS = [f"403/{n},quarrel,1403/05/{n:02},سارا احمدی" for n in range(1, 5)]
RUN = CliRunner()


@pytest.fixture
def station(db: None, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its name; the command finds the database as the test has it."""
    from kalantar.case_catalogue.actions import install_case_catalogue
    from kalantar.kernel.actor import system
    from tests.scene import a_city

    install_case_catalogue(by=system(clock))
    monkeypatch.setattr(files, "service", nullcontext)
    monkeypatch.setattr(files, "signals_as_interrupt", nullcontext)
    return a_city(clock).stations[0].name_en


def _written(folder: Path, *rows: str) -> str:
    file = folder / "old.csv"
    file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return str(file)


def test_a_register_is_brought_in_and_its_refused_rows_written(
    station: str, tmp_path: Path
) -> None:
    from kalantar.cases.models import Case

    file, report = _written(tmp_path, *ROWS, "403/9,magic,1403/1/1,"), tmp_path / "refused.csv"
    asked = ["import", file, "--station", station]
    looked = RUN.invoke(files.files, [*asked, "--dry-run"], catch_exceptions=False)
    assert looked.exit_code == 0
    assert not Case.objects.exists()
    for _ in range(2):  # the same again brings nothing twice
        done = RUN.invoke(files.files, [*asked, "--report", str(report)], catch_exceptions=False)
        assert done.exit_code == 0
        assert Case.objects.count() == 4
    text = report.read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].split(",")[1] == "category"
    assert "magic" not in text


def test_an_import_is_given_up(station: str, tmp_path: Path) -> None:
    from kalantar.cli.areas import area_named
    from kalantar.old_files.bringing import begin
    from kalantar.old_files.models import RegisterImport

    asked = ["give-up", "--station", station]
    with pytest.raises(Trouble):
        RUN.invoke(files.files, asked, catch_exceptions=False)
    begin(Path(_written(tmp_path, *ROWS)).read_bytes(), "", area_named(station).pk, files.BY)
    assert RUN.invoke(files.files, asked, catch_exceptions=False).exit_code == 0
    assert RegisterImport.objects.get().given_up


def test_what_cannot_be_read_is_refused_in_a_sentence(station: str, tmp_path: Path) -> None:
    from kalantar.old_files.models import RegisterImport

    with pytest.raises(Trouble):
        RUN.invoke(files.files, ["import", str(tmp_path / "none.csv"), "--station", station], catch_exceptions=False)  # fmt: skip
    empty = _written(tmp_path)
    with pytest.raises(Refused) as refused:
        RUN.invoke(files.files, ["import", empty, "--station", station], catch_exceptions=False)
    assert refused.value.rule.name == "register_file_has_rows"
    assert not RegisterImport.objects.exists()
