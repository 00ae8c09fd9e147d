"""Accounts and what they have been charged."""

PROGRAM = "accounts"
__version__ = "0.1.0"
