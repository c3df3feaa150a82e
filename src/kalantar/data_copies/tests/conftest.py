"""The citizens' portal: a file with two parties, one of whom asks for a copy."""

from kalantar.citizens.tests.conftest import busy, portal

__all__ = ["busy", "portal"]
