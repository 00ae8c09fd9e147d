"""What a shop tells about itself in its database, on the web and in its log."""

PROGRAM = "shop-sidecar"
__version__ = "0.1.0"
