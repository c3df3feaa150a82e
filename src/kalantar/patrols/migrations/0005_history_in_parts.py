"""The history is parted: the table there was becomes its first part, and the days to come are made.

Nothing is copied and no row is read: the part's check proves where it ends, and its key and index
become those of the whole.
"""

from django.db import migrations

PARTED = """
SET LOCAL lock_timeout = '5s';
ALTER TABLE patrols_positionreport RENAME TO patrols_positionreport_before;
ALTER INDEX position_report_by_time RENAME TO position_report_by_time_before;
ALTER INDEX patrols_positionreport_pkey RENAME TO patrols_positionreport_before_pkey;
CREATE TABLE patrols_positionreport (LIKE patrols_positionreport_before INCLUDING DEFAULTS)
    PARTITION BY RANGE (measured_at);
ALTER TABLE patrols_positionreport ADD PRIMARY KEY (unit_id, measured_at);
CREATE INDEX position_report_by_time ON patrols_positionreport USING brin (received_at);
"""
DAYS = """
DO $$
DECLARE
    -- as 0003 bound it, which may have been done on an earlier day
    day timestamptz := (
        SELECT (regexp_match(pg_get_constraintdef(oid), '< ''([^'']+)'''))[1]::timestamptz
        FROM pg_constraint WHERE conname = 'position_report_before');
    last timestamptz := now() + interval '14 days';
    part text;
BEGIN
    EXECUTE format('ALTER TABLE patrols_positionreport ATTACH PARTITION patrols_positionreport_before
                    FOR VALUES FROM (MINVALUE) TO (%L)', day);
    ALTER TABLE patrols_positionreport_before DROP CONSTRAINT position_report_before;
    WHILE day <= last LOOP
        part := 'patrols_positionreport_' || to_char(day AT TIME ZONE 'UTC', 'YYYYMMDD');
        EXECUTE format('CREATE TABLE %I PARTITION OF patrols_positionreport
                        FOR VALUES FROM (%L) TO (%L)', part, day, day + interval '1 day');
        day := day + interval '1 day';
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("patrols", "0004_history_lies_before")]
    operations = [migrations.RunSQL(PARTED), migrations.RunSQL(DAYS)]
