"""Kalantar: the open platform that runs a neighbourhood police service."""
