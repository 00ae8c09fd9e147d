"""Metrics of cleanup."""

PROGRAM = "cleanup"
__version__ = "0.1.0"
