"""Reactions as Procrastinate jobs, enqueued by the same transaction as the change; and the hourly ones."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

type Job = Callable[[UUID], None]
type Hourly = Callable[[], bool]

AGAIN = RetryStrategy(max_attempts=8, exponential_wait=3)  # 3, 9, 27 … seconds: over an hour in all
SILENT_S = 30  # a worker that said nothing for so long was killed; it says something every ten


def name_of(reaction: Job | Hourly | Callable[[], None]) -> str:
    return f"{reaction.__module__}.{reaction.__name__}"


def register(reaction: Job) -> None:
    """Make the reaction a task of its own name; it may be retried, so it must be safe to repeat."""

    def run(entry: str) -> None:
        reaction(UUID(entry))

    app.task(name=name_of(reaction), queue="reactions", retry=AGAIN)(run)


def enqueue(reaction: Job, entry: UUID) -> None:
    app.configure_task(name=name_of(reaction), queue="reactions").defer(entry=str(entry))


@app.periodic(cron="* * * * *")
@app.task(name="kalantar.kernel.jobs.take_up_again", queue="upkeep", queueing_lock="take_up_again")
async def take_up_again(timestamp: int) -> None:
    """Every minute: what a killed worker was doing is done by another, from its beginning."""
    jobs = app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_S):
        await jobs.retry_job(job)


def every_minute(work: Callable[[], None]) -> Callable[[], None]:
    """Run the function in one worker every minute; a missed minute is not made up for, so it goes by what
    the times say and not by how often it ran. Two workers at once must do no harm, as by the hour."""
    name = name_of(work)

    def run(timestamp: int) -> None:
        work()

    app.periodic(cron="* * * * *")(app.task(name=name, queue="upkeep", queueing_lock=name)(run))
    return work


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
