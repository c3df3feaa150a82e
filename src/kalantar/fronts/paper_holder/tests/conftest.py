"""A file with two parties, one of whom holds a paper of it."""

from kalantar.papers.tests.conftest import parties

__all__ = ["parties"]
