"""The sender against a real SMSC, served on loopback by the npm package ``smpp``."""
