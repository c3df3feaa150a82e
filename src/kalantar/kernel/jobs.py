"""Reactions as Procrastinate jobs, enqueued by the same transaction as the change."""

from collections.abc import Callable
from uuid import UUID

from procrastinate.contrib.django import app

type Job = Callable[[UUID], None]


def name_of(reaction: Job) -> str:
    return f"{reaction.__module__}.{reaction.__name__}"


def register(reaction: Job) -> None:
    """Make the reaction a task of its own name; it may be retried, so it must be safe to repeat."""

    def run(entry: str) -> None:
        reaction(UUID(entry))

    app.task(name=name_of(reaction), queue="reactions", retry=5)(run)


def enqueue(reaction: Job, entry: UUID) -> None:
    app.configure_task(name=name_of(reaction), queue="reactions").defer(entry=str(entry))
