"""Metrics of bare."""

PROGRAM = "bare"
__version__ = "0.1.0"
