"""What a shop keeps in PostgreSQL."""

PROGRAM = "shop-postgresql"
__version__ = "0.1.0"
