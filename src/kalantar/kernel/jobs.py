"""Reactions as Procrastinate jobs, enqueued by the same transaction as the change; and the hourly ones."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

type Job = Callable[[UUID], None]
type Hourly = Callable[[], bool]


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

    It says whether something is left to do: then it is asked for again, after what waits already, and
    so goes on until it is no longer behind. It waits in the queue once at most. Two workers may come to
    do it at once, which must do no harm: a lock that keeps them apart would be held for good by a
    worker that was killed, and nothing would ever be forgotten again.
    """

    def named(work: Hourly) -> Hourly:
        name = name_of(work)

        def run(timestamp: int) -> None:
            if work():
                with suppress(AlreadyEnqueued):
                    app.configure_task(name, queueing_lock=name).defer(timestamp=timestamp)

        task = app.task(name=name, queue="hourly", queueing_lock=name)(run)
        app.periodic(cron=f"{at_minute} * * * *")(task)
        return work

    return named
