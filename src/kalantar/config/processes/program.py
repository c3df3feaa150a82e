"""What a process of the service runs."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kalantar.kernel.sentence import Sentence


@dataclass(frozen=True)
class Program:
    """A Python module and its arguments. Without a log it writes to the terminal."""

    name: Sentence
    module: str
    arguments: Sequence[str] = ()
    environment: dict[str, str] = field(default_factory=dict)
    log: Path | None = None

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", self.module, *self.arguments]
