"""Guards measured values."""

import math


def finite(value: float) -> float:
    """Return the value itself, or raise a ValueError for NaN and the infinities.

    One NaN makes every sum and average over it NaN.
    Look before `labels()` is called, which makes a series that reads 0.
    """
    if not math.isfinite(value):
        raise ValueError(f"a metric takes finite numbers, not {value}")
    return value
