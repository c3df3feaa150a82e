"""Reactions as Procrastinate jobs, enqueued by the same transaction as the change; and the hourly ones."""

from collections.abc import Callable
from uuid import UUID

from procrastinate.contrib.django import app

type Job = Callable[[UUID], None]
type Hourly = Callable[[], None]


def name_of(reaction: Job | Hourly) -> str:
    return f"{reaction.__module__}.{reaction.__name__}"


def register(reaction: Job) -> None:
    """Make the reaction a task of its own name; it may be retried, so it must be safe to repeat."""

    def run(entry: str) -> None:
        reaction(UUID(entry))

    app.task(name=name_of(reaction), queue="reactions", retry=5)(run)


def enqueue(reaction: Job, entry: UUID) -> None:
    app.configure_task(name=name_of(reaction), queue="reactions").defer(entry=str(entry))


def every_hour(*, at_minute: int) -> Callable[[Hourly], Hourly]:
    """Run the function in one worker every hour at that minute; a missed hour is not made up for.

    The lock keeps two workers from doing it at once, the queueing lock from having it to do twice.
    """

    def named(work: Hourly) -> Hourly:
        name = name_of(work)

        def run(timestamp: int) -> None:
            work()

        task = app.task(name=name, queue="hourly", lock=name, queueing_lock=name)(run)
        app.periodic(cron=f"{at_minute} * * * *")(task)
        return work

    return named
