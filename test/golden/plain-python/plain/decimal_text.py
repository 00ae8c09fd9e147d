"""Numbers in decimal notation."""

import math
import re

# float() alone would take underscores, nan and the digits of other scripts, too.
_DECIMAL = re.compile(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?\s*", re.IGNORECASE)


def parse_decimal(text: str) -> float:
    """Read a number; NaN if the text is anything else, or a number that is too large."""
    number = float(text) if _DECIMAL.fullmatch(text) else math.nan
    return number if math.isfinite(number) else math.nan
