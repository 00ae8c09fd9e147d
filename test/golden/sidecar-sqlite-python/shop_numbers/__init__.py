"""What the database of the shop knows."""

PROGRAM = "shop-numbers"
__version__ = "0.1.0"
