"""What is to be done on a file, by whom and by when."""

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from kalantar.cases.models import Case
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import SealedField
from kalantar.people.models import User


class TaskState(models.TextChoices):
    TO_DO = "to_do"
    DONE = "done"
    GIVEN_UP = "given_up"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, reader: Actor) -> "TaskQuerySet":
        """Those of the files the reader may see."""
        return self.filter(case__in=Case.objects.visible_to(reader).values("pk"))

    def to_do(self) -> "TaskQuerySet":
        return self.filter(state=TaskState.TO_DO)


class Task(models.Model):
    """``officer``: who does it; None where the file came from another station and nobody was named yet.
    ``note``: what came of it, once it is done; why it was given up is the reason on the timeline."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    what = SealedField()
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.TextField(choices=TaskState, default=TaskState.TO_DO)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = SealedField(default="", blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="to_do", ended_at__isnull=True)
                | (~Q(state="to_do") & Q(ended_at__isnull=False)),
                name="task_that_is_over_says_when",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("set_at"))
                & (Q(ended_at__isnull=True) | Q(ended_at__gte=F("set_at"))),
                name="task_times_run_forward",
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "due_at"],
                condition=Q(state="to_do"),
                name="task_to_do_by_officer",
            ),
            models.Index(
                fields=["due_at"], condition=Q(state="to_do"), name="task_to_do_by_deadline"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
