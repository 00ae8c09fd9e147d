"""Quotes ' " ` and \\ and {{x}} and ${x} and */ and \"\"\" and % and # and <b> and 😀."""

PROGRAM = "class"
__version__ = "0.1.0"
