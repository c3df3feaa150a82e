"""A copy, composed from what is kept at this moment."""

from datetime import datetime

from kalantar.data_copies import of_files, of_person
from kalantar.data_copies.facts import Copy
from kalantar.data_copies.kept import kept_for
from kalantar.data_copies.models import CopyRequest
from kalantar.data_copies.redaction import redaction_of
from kalantar.data_copies.scope import files_told
from kalantar.data_copies.wording import LEFT_OUT
from kalantar.persons.queries import rows_of


def copy_of(asked: CopyRequest, now: datetime) -> Copy:
    """Of whoever asked, over all rows that are theirs and all files they may be told of."""
    who = asked.party.person.standing
    rows = list(rows_of(who).select_related("area"))
    rows.sort(key=lambda row: (row.pk != who.pk, row.registered_at, row.pk))
    redact = redaction_of(who)
    return Copy(
        made_at=now,
        groups=of_person.groups_of(rows, now, redact),
        files=[of_files.file_of(told, rows, now, redact) for told in files_told(who)],
        kept_for=kept_for(),
        left_out=LEFT_OUT,
    )
