"""The report on an order that belongs to no file is of the order alone: nothing is rewritten."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

OF_NO_FILE = "ALTER TABLE papers_issuedpaper ALTER COLUMN case_id DROP NOT NULL"
OF_A_FILE = "ALTER TABLE papers_issuedpaper ALTER COLUMN case_id SET NOT NULL"
OF_WHAT = models.CheckConstraint(
    condition=models.Q(
        ("case__isnull", False),
        models.Q(("about__isnull", False), ("kind", "order_report")),
        _connector="OR",
    ),
    name="paper_is_of_a_file_or_an_order",
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("papers", "0006_report_of_an_order"),
    ]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(OF_NO_FILE, OF_A_FILE)],
            state_operations=[
                migrations.AlterField(
                    model_name="issuedpaper",
                    name="case",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="cases.case",
                    ),
                )
            ],
        ),
        AddConstraintNotValid("issuedpaper", OF_WHAT),
        ValidateConstraint("issuedpaper", OF_WHAT.name),
    ]
