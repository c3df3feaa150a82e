"""What is asked of several files at once."""

from collections.abc import Collection
from uuid import UUID

from kalantar.kernel.rules import rule

AT_ONCE = 200


@rule(
    en="Between one and two hundred files are dealt with at once.",
    fa="هر بار یک تا دویست پرونده با هم برگزیده می‌شود.",
    do_en="Choose them in the list, with the box before each.",
    do_fa="آن‌ها را با خانهٔ کنار هر ردیف در فهرست برگزینید.",
)
def chosen_files_are_few_enough(chosen: Collection[UUID]) -> bool:
    return 1 <= len(chosen) <= AT_ONCE
