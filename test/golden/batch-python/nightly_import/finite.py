"""Guards measured values."""

import math


def finite(value: float) -> float:
    """Return the value itself, or raise a ValueError for NaN and the infinities.

    A counter that was given NaN once stays NaN.
    Look before `labels()` is called, which makes a series that reads 0.
    """
    if not math.isfinite(value):
        raise ValueError(f"a metric takes finite numbers, not {value}")
    return value
