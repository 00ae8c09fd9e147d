"""Metrics read from a JSON document when scraped."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from prometheus_client.core import {{{pythonFamilies.jsonApi}}}

from {{{package}}}.collector import Collector, IncompleteError
from {{{package}}}.collectors.json_api_reading import JsonMetric, Reading
from {{{package}}}.http_client import HttpClient, reason_of
from {{{package}}}.http_values import headers as read_headers
from {{{package}}}.option_values import ConfigError

{{#if jsonApiMetrics}}
METRICS = (
{{#each jsonApiMetrics}}
    JsonMetric(
        family={{#if isCounter}}CounterMetricFamily{{else}}GaugeMetricFamily{{/if}},
        name={{name}},
        help={{help}},
{{#if jsonApi.each}}
        each={{jsonApi.each}},
{{/if}}
        value={{jsonApi.value}},
{{#if scale}}
        scale=lambda value: {{{scale}}},
{{/if}}
        labels={{{fields jsonApi.labels 'expression' language='python' column=15 indent=8}}},
    ),
{{/each}}
)
{{else}}
METRICS: tuple[JsonMetric, ...] = ()
{{/if}}

_MAX_BODY_BYTES = 10_000_000
# Parallel scrapes share them.
_CONNECTIONS = 4


class JsonApiCollector(Collector):
    """Reads METRICS from a JSON document at every scrape.

    One that finds something wrong in it fails alone.
    """

    name = "json-api"

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        headers_file: str | None = None,
        token: str | None = None,
        token_file: str | None = None,
        metrics: Iterable[JsonMetric] = METRICS,
    ) -> None:
        self._url = url
        self._headers = headers or {}
        self._headers_file = headers_file
        self._token = token
        self._token_file = token_file
        self._readings = [Reading(metric) for metric in metrics]
        self._client = HttpClient(_CONNECTIONS)

    def collect(self, deadline: float) -> Iterable[Metric]:
        """Read the document, then the metrics from it."""
        try:
            document = self._read_document(deadline)
        except Exception as error:
            raise ConnectionError(f"{_place_of(self._url)}: {reason_of(error)}") from error
        errors = []
        for reading in self._readings:
            try:
                family = reading.read(document)
            except ValueError as error:
                errors.append(error)
                continue
            # Without a value there is nothing to tell.
            if family.samples:
                yield family
        if errors:
            raise IncompleteError(errors)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _read_document(self, deadline: float) -> object:
        headers = {
            "accept": "application/json",
            **self._current_headers(),
            **self._authorization(),
        }
        with self._client.slot(deadline):
            answer = self._client.get(
                self._url, deadline=deadline, max_bytes=_MAX_BODY_BYTES, headers=headers
            )
        if not 200 <= answer.status <= 299:
            raise ValueError(f"the server answered with status {answer.status}")
        if not answer.complete:
            raise ValueError(f"the answer is larger than {_MAX_BODY_BYTES} bytes")
        return _parse(answer.body)

    def _current_headers(self) -> Mapping[str, str]:
        if not self._headers_file:
            return self._headers
        try:
            return read_headers(Path(self._headers_file).read_text(encoding="utf-8"))
        except ConfigError as error:
            raise ValueError(f"{self._headers_file}: {error}") from None

    def _authorization(self) -> dict[str, str]:
        token = self._token
        if self._token_file:
            token = Path(self._token_file).read_text(encoding="utf-8").rstrip()
        if token is None:
            return {}
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            raise ValueError("the token is empty or holds characters that cannot be sent")
        return {"authorization": f"Bearer {token}"}


def _place_of(url: str) -> str:
    """Return the address without what may be a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path or '/'}"


def _parse(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        # The parser's own message would show a part of the document.
        raise ValueError("the answer is not JSON") from None


def _refuse(constant: str) -> None:
    # Python reads NaN and Infinity, which are not JSON.
    raise ValueError(constant)
