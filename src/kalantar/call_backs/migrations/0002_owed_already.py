"""Who waited in the list of calls to return when the service was brought up to date is owed a call back as well.

That list held four hours; they are found by the index of calls that are not erased, which is in the order of
time. A number under two keys may stand twice until it is spoken with, which settles both.
"""

from django.db import migrations

OWE = """
INSERT INTO call_backs_callback (id, call_id, last_id, jurisdiction_id, left_at, hung_up, tries, tried_at,
                                 outcome, reason)
SELECT first_id, first_id, last_id, jurisdiction_id, left_at, hung_up, tries, tried_at, '', ''
FROM (
    SELECT (array_agg(call.id ORDER BY offered_at, call.id))[1] AS first_id,
           (array_agg(call.id ORDER BY offered_at DESC, call.id DESC))[1] AS last_id,
           jurisdiction_id, min(ended_at) AS left_at, least(count(*), 1000) AS hung_up,
           max(tries) AS tries, max(tried_at) AS tried_at
    FROM calls_call call
    WHERE state = 'abandoned' AND erased_at IS NULL AND number_hash <> ''
      AND offered_at > now() - interval '4 hours'
      AND NOT EXISTS (SELECT 1 FROM calls_call spoken WHERE spoken.number_hash = call.number_hash
                      AND spoken.jurisdiction_id = call.jurisdiction_id
                      AND spoken.answered_at >= call.offered_at)
      AND NOT EXISTS (SELECT 1 FROM calls_call back WHERE back.returns_id = call.id)
    GROUP BY jurisdiction_id, number_hash
) owed
"""


class Migration(migrations.Migration):
    dependencies = [("call_backs", "0001_initial")]
    operations = [migrations.RunSQL(OWE, migrations.RunSQL.noop)]
