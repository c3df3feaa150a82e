"""The world of patrols: units, crews and who works where."""

from kalantar.patrols.tests.conftest import committed_world, refused_by, world

__all__ = ["committed_world", "refused_by", "world"]
