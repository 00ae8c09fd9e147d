"""What a shop keeps in MySQL."""

PROGRAM = "shop-mysql"
__version__ = "0.1.0"
