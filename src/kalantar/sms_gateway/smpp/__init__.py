"""Handing messages to operators over SMPP 3.4."""
