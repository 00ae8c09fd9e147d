"""State of a MongoDB server."""

PROGRAM = "mongodb-exporter"
__version__ = "0.1.0"
