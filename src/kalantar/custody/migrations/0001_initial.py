"""Property held for files, and its chain, which triggers keep whole and unchanged."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

import kalantar.kernel.sealing.fields

NEVER_CHANGED = """
CREATE FUNCTION custody_chain_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- sealed texts may be sealed anew by another key
    free text[] := '{to_whom,identified,why}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the chain of custody is never changed: % refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'chain_is_never_changed';
END $$;
CREATE TRIGGER chain_never_changed BEFORE UPDATE OR DELETE ON custody_movement
    FOR EACH ROW EXECUTE FUNCTION custody_chain_never_changed();
CREATE TRIGGER chain_no_truncate BEFORE TRUNCATE ON custody_movement
    FOR EACH STATEMENT EXECUTE FUNCTION custody_chain_never_changed();
"""
GOES_ON = """
CREATE FUNCTION custody_chain_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
BEGIN
    IF NEW.number = 1 THEN
        RETURN NEW;
    END IF;
    -- the row before is never changed, and its number is one row's: two at once cannot both follow it
    SELECT what INTO before FROM custody_movement
    WHERE item_id = NEW.item_id AND number = NEW.number - 1;
    IF before IS NULL OR before IN ('returned', 'destroyed') THEN
        RAISE EXCEPTION 'this movement follows none' USING
            ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'chain_has_no_gap';
    END IF;
    IF NEW.what = 'handed_out' AND before IN ('handed_out', 'handed_over', 'condemned') THEN
        RAISE EXCEPTION 'what is not in the store is not handed out' USING
            ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'item_is_handed_out_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER chain_goes_on BEFORE INSERT ON custody_movement
    FOR EACH ROW EXECUTE FUNCTION custody_chain_goes_on();
"""
DROP_NEVER_CHANGED = """
DROP TRIGGER chain_never_changed ON custody_movement;
DROP TRIGGER chain_no_truncate ON custody_movement;
DROP FUNCTION custody_chain_never_changed();
"""
DROP_GOES_ON = """
DROP TRIGGER chain_goes_on ON custody_movement;
DROP FUNCTION custody_chain_goes_on();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("places", "0006_provisional_stations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("weapon", "Weapon"),
                            ("device", "Device"),
                            ("vehicle", "Vehicle"),
                            ("money", "Money"),
                            ("document", "Document"),
                            ("drugs", "Drugs"),
                            ("clothing", "Clothing"),
                            ("other", "Other"),
                        ]
                    ),
                ),
                ("description", kalantar.kernel.sealing.fields.SealedField()),
                ("count", models.PositiveIntegerField(default=1)),
                ("identifier", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("found_at", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("store", models.TextField(blank=True, default="")),
                ("shelf", models.TextField(blank=True, default="")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("held", "Held"),
                            ("out", "Out"),
                            ("on_the_way", "On The Way"),
                            ("condemned", "Condemned"),
                            ("returned", "Returned"),
                            ("destroyed", "Destroyed"),
                        ],
                        default="held",
                    ),
                ),
                (
                    "holder",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("expert", "Expert"),
                            ("court", "Court"),
                            ("officer", "Officer"),
                            ("other", "Other"),
                        ],
                        default="",
                    ),
                ),
                ("due_back_at", models.DateTimeField(blank=True, null=True)),
                ("taken_in_at", models.DateTimeField()),
                ("moves", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "next_station",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "serial"],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("taken_in", "Taken In"),
                            ("moved", "Moved"),
                            ("handed_out", "Handed Out"),
                            ("brought_back", "Brought Back"),
                            ("returned", "Returned"),
                            ("condemned", "Condemned"),
                            ("kept", "Kept"),
                            ("destroyed", "Destroyed"),
                            ("handed_over", "Handed Over"),
                            ("received", "Received"),
                        ]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("store", models.TextField(blank=True, default="")),
                ("shelf", models.TextField(blank=True, default="")),
                (
                    "holder",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("expert", "Expert"),
                            ("court", "Court"),
                            ("officer", "Officer"),
                            ("other", "Other"),
                        ],
                        default="",
                    ),
                ),
                ("to_whom", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("identified", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("why", kalantar.kernel.sealing.fields.SealedField(blank=True, default="")),
                ("due_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chain",
                        to="custody.item",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.jurisdiction",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("state__in", ("returned", "destroyed")), _negated=True),
                fields=["station", "-taken_in_at"],
                name="held_item_by_station",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("due_back_at__isnull", False)),
                fields=["station", "due_back_at"],
                name="item_due_back",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("next_station__isnull", False)),
                fields=["next_station"],
                name="item_on_the_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("case", "serial"), name="item_label_is_one_items"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("held", "condemned")),
                        models.Q(("store", ""), _negated=True),
                        ("holder", ""),
                        ("next_station", None),
                    ),
                    models.Q(
                        ("state", "out"),
                        ("shelf", ""),
                        ("store", ""),
                        models.Q(("holder", ""), _negated=True),
                        ("next_station", None),
                    ),
                    models.Q(
                        ("next_station__isnull", False),
                        ("state", "on_the_way"),
                        ("shelf", ""),
                        ("store", ""),
                        ("holder", ""),
                    ),
                    models.Q(
                        ("state__in", ("returned", "destroyed")),
                        ("shelf", ""),
                        ("store", ""),
                        ("holder", ""),
                        ("next_station", None),
                    ),
                    _connector="OR",
                ),
                name="item_is_in_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_back_at", None), ("state", "out"), _connector="OR"),
                name="only_what_is_out_is_due_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 1)), name="item_is_at_least_one_thing"
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="item_moves_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("what", "taken_in")),
                    models.Q(("number__gt", 1), models.Q(("what", "taken_in"), _negated=True)),
                    _connector="OR",
                ),
                name="chain_begins_with_taking_in",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("what", "destroyed"), _negated=True),
                    models.Q(
                        ("second__isnull", False),
                        models.Q(("second", models.F("by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="destroyed_by_two_people",
            ),
        ),
        migrations.RunSQL(NEVER_CHANGED, DROP_NEVER_CHANGED),
        migrations.RunSQL(GOES_ON, DROP_GOES_ON),
    ]
