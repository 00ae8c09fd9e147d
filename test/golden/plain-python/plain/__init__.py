"""Payloads by direction."""

PROGRAM = "plain"
__version__ = "0.1.0"
