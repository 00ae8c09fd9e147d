"""Imports the orders and customers of the day."""

PROGRAM = "nightly-import"
__version__ = "0.1.0"
