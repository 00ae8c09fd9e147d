"""- Quotes ' " ` and \\ and {{x}} and ${x} and $(x) and */ and \"\"\" and %n and | and # and <b> and   and  [31m and 😀 \\"""

PROGRAM = "class"
__version__ = "0.1.0"
