import math

import pytest

from shop_mysql.decimal_text import parse_decimal


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-12.50", -12.5),
        ("+.5", 0.5),
        ("5.", 5),
        (" 1e-3\n", 0.001),
        ("9007199254740993", 9007199254740992),
    ],
)
def test_decimal_notation(text, number):
    assert parse_decimal(text) == number


@pytest.mark.parametrize(
    "text", ["", " ", "0x10", "1_000", "1,5", "NaN", "Infinity", "1e999", "\u0663"]
)
def test_anything_else_is_no_number(text):
    assert math.isnan(parse_decimal(text))
