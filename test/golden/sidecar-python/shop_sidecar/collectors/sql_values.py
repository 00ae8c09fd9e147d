"""What the rows of a query become."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shop_sidecar.collectors.sql_error import QueryError
from shop_sidecar.decimal_text import parse_decimal
from shop_sidecar.printed_labels import printed_labels

Row = Mapping[str, Any]

_LONGEST_QUOTE = 50
# How a database writes points in time, intervals and money.
_CASTABLE = re.compile(r"\d+-\d\d-\d\d|.*\d\d:\d\d|-?\d+ (?:year|mon|day)s?\b|-?[$€£¥]\d", re.ASCII)
_CAST_HINT = "; cast it to a number, such as unixepoch(…)"


def series_of(
    rows: Iterable[Row], label_names: Sequence[str], *, is_counter: bool = False
) -> dict[tuple[str, ...], float]:
    """Return the series a query gives, by label values.

    - no row, no series
    - NULL as value: no series for that row, since nothing was measured
    - NULL as label: the empty label
    - a number that comes as text (BIGINT, NUMERIC, DECIMAL) is a number, true is 1 and false is 0;
      any other text is an error, and so are NaN and Infinity, and less than 0 for a counter
    - two rows with the same labels are an error, and so is a column that is missing
    """
    series: dict[tuple[str, ...], float] = {}
    for row in rows:
        labels = tuple(_text_of(_column(row, name)) for name in label_names)
        value = _column(row, "value")
        if value is None:
            continue
        if labels in series:
            shown = f"{printed_labels(label_names, labels)}{_other_columns(row, label_names)}"
            raise QueryError(f"more than one row with the labels {shown}")
        series[labels] = _number_of(value, is_counter)
    return series


def _other_columns(row: Row, label_names: Sequence[str]) -> str:
    """Name what mostly tells the rows apart."""
    others = [name for name in row if name != "value" and name not in label_names]
    return f"; the columns {', '.join(others)} are not labels" if others else ""


def _column(row: Row, name: str) -> Any:
    if name not in row:
        raise QueryError(f"the query has no column {name}")
    return row[name]


def _number_of(value: Any, is_counter: bool) -> float:
    if isinstance(value, bool):
        return float(value)
    text = _text_of(value)
    number = parse_decimal(text)
    is_below_zero = is_counter and number < 0
    if math.isnan(number) or is_below_zero:
        quote = _quote(text[:_LONGEST_QUOTE])
        wanted = "a number of 0 or more" if is_below_zero else "a number"
        hint = _CAST_HINT if _CASTABLE.match(text) else ""
        raise QueryError(f"the column value holds {quote}, not {wanted}{hint}")
    return number


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
