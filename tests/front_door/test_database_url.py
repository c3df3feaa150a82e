"""A PostgreSQL that cannot be used is refused with what to do, before anything is begun."""

import pytest

from kalantar.cli.ready import database, require_new_enough
from kalantar.config.processes.trouble import Trouble


def test_a_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/kalantar")
    with pytest.raises(Trouble) as told, database():
        pass
    assert "does not answer" in told.value.sentence.en
    assert "Start it or correct DATABASE_URL" in told.value.sentence.en
    assert "DATABASE_URL" in told.value.sentence.fa


def test_a_server_that_is_too_old_is_told() -> None:
    with pytest.raises(Trouble) as told:
        require_new_enough(15_0008)
    assert "is version 15; Kalantar needs 16 or newer" in told.value.sentence.en
    assert "15" in told.value.sentence.fa
    require_new_enough(16_0000)
