"""Files of old registers for tests."""

from typing import Any

from kalantar.cases.tests.world import World
from kalantar.kernel.actor import Actor
from kalantar.old_files.bringing import begin, go_on
from kalantar.old_files.models import RegisterImport

HEAD = "number,category,opened,closed,outcome,narrative,complainant_name,complainant_phone,complainant_national_id,respondent_name"
MAPPING = """
encoding = "cp1256"
delimiter = ";"
calendar = "jalali"
century = 13
[columns]
number = "شماره"
category = "موضوع"
opened = "تاریخ"
closed = "ختم"
outcome = "نتیجه"
complainant_name = "شاکی"
[categories]
"دعوا" = "quarrel"
[outcomes]
"سازش" = "settled_here"
"""


def row(at: int | str = 1, **said: str) -> str:
    usual = {
        "number": f"403/{at}", "category": "quarrel", "opened": "1403/05/12", "closed": "",
        "outcome": "", "narrative": "سروصدا", "complainant_name": "سارا احمدی",
        "complainant_phone": "", "complainant_national_id": "", "respondent_name": "",
    }  # fmt: skip
    return ",".join({**usual, **said}[name] for name in HEAD.split(","))


def a_file(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def bring(world: World, content: bytes, mapping: str = "", by: Actor | None = None, **more: Any) -> RegisterImport:  # fmt: skip
    """To its end."""
    by = by or world.chief
    run = begin(content, mapping, more.get("station", world.here.pk), by)
    list(go_on(run, by))
    run.refresh_from_db()
    return run
