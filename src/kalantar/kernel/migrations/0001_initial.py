"""The timeline, append-only by triggers, and the operations already done."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now
from uuid_utils.compat import uuid7

APPEND_ONLY = """
CREATE FUNCTION kalantar_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'timeline_is_append_only';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON kernel_entry
    FOR EACH ROW EXECUTE FUNCTION kalantar_append_only();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON kernel_entry
    FOR EACH STATEMENT EXECUTE FUNCTION kalantar_append_only();
CREATE TRIGGER entry_subject_append_only BEFORE UPDATE OR DELETE ON kernel_entry_subject
    FOR EACH ROW EXECUTE FUNCTION kalantar_append_only();
CREATE TRIGGER entry_subject_no_truncate BEFORE TRUNCATE ON kernel_entry_subject
    FOR EACH STATEMENT EXECUTE FUNCTION kalantar_append_only();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER entry_append_only ON kernel_entry;
DROP TRIGGER entry_no_truncate ON kernel_entry;
DROP TRIGGER entry_subject_append_only ON kernel_entry_subject;
DROP TRIGGER entry_subject_no_truncate ON kernel_entry_subject;
DROP FUNCTION kalantar_append_only();
"""
# Spherical Mercator (EPSG:3857) of a WGS84 point: conformal, so the nearest by an index on it is
# the nearest on the ground. Latitudes beyond the projection's square are cut off at its edge.
MERCATOR = """
CREATE FUNCTION kalantar_mercator(place point) RETURNS point LANGUAGE sql IMMUTABLE STRICT
    PARALLEL SAFE AS $$
    SELECT point(
        radians(place[0]) * 6378137,
        ln(tan(pi() / 4 + radians(greatest(least(place[1], 85.06), -85.06)) / 2)) * 6378137)
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(db_default=Now())),
                ("actor_kind", models.TextField()),
                ("actor", models.UUIDField(null=True)),
                ("role", models.TextField()),
                ("area", models.UUIDField(null=True)),
                ("why", models.TextField(default="")),
                ("request", models.TextField(default="")),
                ("operation", models.UUIDField(null=True)),
                ("facts", models.JSONField()),
            ],
            options={
                "db_table": "kernel_entry",
                "indexes": [
                    models.Index(fields=["actor", "id"], name="entry_by_actor"),
                    models.Index(fields=["area", "event", "happened_at"], name="entry_by_area"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntrySubject",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject",
                        "entry_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.TextField()),
                ("subject", models.UUIDField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="kernel.entry",
                    ),
                ),
            ],
            options={"db_table": "kernel_entry_subject"},
        ),
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("actor", models.UUIDField(null=True)),
                ("fingerprint", models.BinaryField()),
                ("result_model", models.TextField(default="")),
                ("result_id", models.UUIDField(null=True)),
                ("done_at", models.DateTimeField(db_default=Now())),
            ],
            options={"db_table": "kernel_operation"},
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
        migrations.RunSQL(MERCATOR, "DROP FUNCTION kalantar_mercator(point);"),
    ]
