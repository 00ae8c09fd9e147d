"""An application that looks at its surroundings as well."""

PROGRAM = "watched-app"
__version__ = "0.1.0"
