"""The metrics made of the answers of a MongoDB server."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class ServerFamily:
    """A metric made of serverStatus: where each value stands in the answer of the server."""

    type: type[CounterMetricFamily] | type[GaugeMetricFamily]
    name: str
    help: str
    label: str | None = None
    paths: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    factor: int = 1


@dataclass(frozen=True)
class DatabaseFamily:
    """A metric made of dbStats: the fields that are added up."""

    name: str
    help: str
    fields: Sequence[str]


_SERVER_FAMILIES = (
    ServerFamily(
        type=GaugeMetricFamily,
        name="mongodb_connections",
        help="Client connections by state.",
        label="state",
        paths={
            "current": "connections.current",
            "available": "connections.available",
            "active": "connections.active",
        },
    ),
    ServerFamily(
        type=CounterMetricFamily,
        name="mongodb_operations_total",
        help="Operations received since the server started.",
        label="operation",
        paths={
            "insert": "opcounters.insert",
            "query": "opcounters.query",
            "update": "opcounters.update",
            "delete": "opcounters.delete",
            "getmore": "opcounters.getmore",
            "command": "opcounters.command",
        },
    ),
    ServerFamily(
        type=GaugeMetricFamily,
        name="mongodb_uptime_seconds",
        help="Time since the server started.",
        path="uptime",
    ),
    ServerFamily(
        type=GaugeMetricFamily,
        name="mongodb_memory_bytes",
        help="Memory of the server process by kind.",
        label="kind",
        paths={
            "resident": "mem.resident",
            "virtual": "mem.virtual",
        },
        # The server counts in mebibytes.
        factor=_MEBIBYTE,
    ),
    ServerFamily(
        type=CounterMetricFamily,
        name="mongodb_network_bytes_total",
        help="Bytes the server received (in) and sent (out).",
        label="direction",
        paths={
            "in": "network.bytesIn",
            "out": "network.bytesOut",
        },
    ),
    ServerFamily(
        type=CounterMetricFamily,
        name="mongodb_network_requests_total",
        help="Requests the server received.",
        path="network.numRequests",
    ),
    ServerFamily(
        type=CounterMetricFamily,
        name="mongodb_documents_total",
        help="Documents the server deleted, inserted, returned and updated.",
        label="operation",
        paths={
            "deleted": "metrics.document.deleted",
            "inserted": "metrics.document.inserted",
            "returned": "metrics.document.returned",
            "updated": "metrics.document.updated",
        },
    ),
    ServerFamily(
        type=CounterMetricFamily,
        name="mongodb_asserts_total",
        help="Assertions raised since the server started.",
        label="kind",
        paths={
            "regular": "asserts.regular",
            "warning": "asserts.warning",
            "msg": "asserts.msg",
            "user": "asserts.user",
            "tripwire": "asserts.tripwire",
        },
    ),
)

DATABASE_FAMILIES = (
    DatabaseFamily(
        name="mongodb_database_objects",
        help="Documents in the database.",
        fields=("objects",),
    ),
    DatabaseFamily(
        name="mongodb_database_size_bytes",
        help="Disk space of the documents and indexes of the database.",
        fields=("storageSize", "indexSize"),
    ),
)


def server_families(status: Mapping[str, Any]) -> Iterable[Metric]:
    """Yield what the server told of itself. What it does not tell is absent."""
    for source in _SERVER_FAMILIES:
        labels = [] if source.label is None else [source.label]
        family = source.type(source.name, source.help, labels=labels)
        for label_value, path in (source.paths or {"": source.path}).items():
            value = _value_at(status, path)
            if value is not None:
                family.add_metric([label_value] if labels else [], value * source.factor)
        if family.samples:
            yield family


def database_families(databases: Mapping[str, Mapping[str, Any]]) -> Iterable[Metric]:
    """Yield what the server told of its databases: answers to dbStats by name."""
    for source in DATABASE_FAMILIES:
        family = GaugeMetricFamily(source.name, source.help, labels=["database"])
        for database, stats in databases.items():
            if all(name in stats for name in source.fields):
                family.add_metric([database], sum(stats[name] for name in source.fields))
        if family.samples:
            yield family


def _value_at(status: Mapping[str, Any], path: str) -> float | None:
    return reduce(lambda section, key: (section or {}).get(key), path.split("."), status)
