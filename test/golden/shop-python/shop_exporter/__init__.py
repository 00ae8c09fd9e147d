"""Orders and checkout health of the web shop."""

PROGRAM = "shop-exporter"
__version__ = "0.1.0"
