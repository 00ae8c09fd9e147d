import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from pymongo.errors import OperationFailure, PyMongoError

from mongodb_exporter.collectors.mongodb import MongodbCollector, check_mongodb_uri
from mongodb_exporter.option_values import ConfigError
from mongodb_exporter.secret import secret_from

from .mongodb_server import MongodbServer, server_status

DATABASES = {
    "listDatabases": {"databases": [{"name": "admin"}, {"name": "orders"}], "ok": 1},
    "dbStats": lambda command: {
        "objects": len(command["$db"]),
        "storageSize": 4096,
        "indexSize": 1024,
        "ok": 1,
    },
}
CONNECTIONS = "mongodb_connections"
PREFIX = CONNECTIONS.removesuffix("connections")
UNAUTHORIZED = {"ok": 0, "code": 13, "errmsg": "not authorized"}


@pytest.fixture
def start():
    """Start servers; they are stopped after the test."""
    servers = []

    def start(**answers):
        servers.append(MongodbServer(**answers))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def collector_of():
    """Make collectors; they are closed after the test."""
    collectors = []

    def make(read_uri):
        collectors.append(MongodbCollector(read_uri))
        return collectors[-1]

    yield make
    for collector in collectors:
        collector.close()


def read(collector, seconds=5.0):
    """Return the lines with samples, without the prefix of all names and the fraction `.0`."""
    families = list(collector.collect(time.monotonic() + seconds))
    registry = CollectorRegistry()
    registry.register(type("Once", (), {"collect": lambda self: families})())
    lines = generate_latest(registry).decode().splitlines()
    return [
        line.removesuffix(".0").removeprefix(PREFIX) for line in lines if not line.startswith("#")
    ]


def test_every_metric_that_the_server_gives(start, collector_of):
    server = start(serverStatus=server_status(), **DATABASES)
    assert read(collector_of(lambda: server.uri)) == [
        'connections{state="current"} 12',
        'connections{state="available"} 51188',
        'connections{state="active"} 3',
        'operations_total{operation="insert"} 100',
        'operations_total{operation="query"} 2500',
        'operations_total{operation="update"} 30',
        'operations_total{operation="delete"} 5',
        'operations_total{operation="getmore"} 7',
        'operations_total{operation="command"} 9000',
        "uptime_seconds 86400.5",
        'memory_bytes{kind="resident"} 1.572864e+08',
        'memory_bytes{kind="virtual"} 2.9360128e+09',
        'network_bytes_total{direction="in"} 1.23456789e+08',
        'network_bytes_total{direction="out"} 9.007199254740992e+15',
        "network_requests_total 4321",
        'documents_total{operation="deleted"} 5',
        'documents_total{operation="inserted"} 100',
        'documents_total{operation="returned"} 2000',
        'documents_total{operation="updated"} 30',
        'asserts_total{kind="regular"} 0',
        'asserts_total{kind="warning"} 0',
        'asserts_total{kind="msg"} 0',
        'asserts_total{kind="user"} 42',
        'asserts_total{kind="tripwire"} 0',
        'database_objects{database="admin"} 5',
        'database_objects{database="orders"} 6',
        'database_size_bytes{database="admin"} 5120',
        'database_size_bytes{database="orders"} 5120',
    ]


def test_what_the_server_does_not_tell_is_absent(start, collector_of):
    status = {"uptime": 5, "opcounters": {"insert": 1}, "ok": 1}
    server = start(serverStatus=status, listDatabases=UNAUTHORIZED)
    collector = collector_of(lambda: server.uri)
    found = ['operations_total{operation="insert"} 1', "uptime_seconds 5"]
    assert read(collector) == found
    server.answers |= DATABASES | {"dbStats": UNAUTHORIZED}
    assert read(collector) == found
    server.answers["dbStats"] = {"objects": 4, "indexSize": 1024, "ok": 1}
    objects = [f'database_objects{{database="{name}"}} 4' for name in ("admin", "orders")]
    assert read(collector) == found + objects
    server.answers["serverStatus"] = UNAUTHORIZED
    with pytest.raises(OperationFailure, match="not authorized"):
        read(collector)


def test_a_count_is_shown_as_it_is_also_when_it_falls(start, collector_of):
    server = start(listDatabases=UNAUTHORIZED)
    collector = collector_of(lambda: server.uri)
    for count in (100, 150, 20):
        server.answers["serverStatus"] = {"opcounters": {"insert": count}, "ok": 1}
        assert read(collector) == [f'operations_total{{operation="insert"}} {count}']


def test_a_server_that_is_stopped_works_again_when_it_is_back(start, collector_of):
    server = start(serverStatus=server_status(), **DATABASES)
    collector = collector_of(lambda: server.uri)
    read(collector)
    server.stop()
    with pytest.raises(PyMongoError):
        read(collector)
    server.start()
    assert "uptime_seconds 86400.5" in read(collector)


def test_twenty_reads_at_once_share_the_connections(start, collector_of):
    server = start(serverStatus=server_status(), **DATABASES)
    collector = collector_of(lambda: server.uri)
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: read(collector), range(20)))
        before = len(server.sockets)
        assert before <= 6
        list(pool.map(lambda _: read(collector), range(20)))
    assert len(server.sockets) == before


def test_a_slow_server_costs_no_more_than_the_time_there_is(start, collector_of):
    server = start(serverStatus=server_status(), **DATABASES)
    server.delay = 2.0
    started = time.monotonic()
    with pytest.raises(PyMongoError):
        read(collector_of(lambda: server.uri), seconds=0.5)
    assert time.monotonic() - started < 1.5
    # The server knows it too.
    assert all(command["maxTimeMS"] <= 500 for command in server.commands)


def test_a_server_that_is_not_there_is_named_without_the_state_of_the_driver(start, collector_of):
    server = start()
    server.stop()
    with pytest.raises(ConnectionError) as raised:
        read(collector_of(lambda: server.uri), seconds=0.5)
    server.start()
    assert "refused" in str(raised.value)
    assert "Topology" not in str(raised.value)


def test_a_server_that_has_stalled_shows_long_before_the_time_is_over(start, collector_of):
    server = start(serverStatus=server_status(), **DATABASES)
    server.delay = 4.0
    started = time.monotonic()
    with pytest.raises(PyMongoError):
        read(collector_of(lambda: server.uri), seconds=8)
    assert time.monotonic() - started < 3.5


def test_a_uri_in_a_file_is_read_again_after_a_failure(start, collector_of, tmp_path):
    first, second = (start(serverStatus={"uptime": uptime, "ok": 1}) for uptime in (1, 2))
    file = tmp_path / "uri"
    file.write_text(f"{first.uri}\n")
    uri = secret_from(value="", file=str(file), flag="mongodb.uri-file")
    collector = collector_of(uri)
    assert read(collector) == ["uptime_seconds 1"]
    file.write_text(second.uri)
    assert read(collector) == ["uptime_seconds 1"]
    first.stop()
    with pytest.raises(PyMongoError):
        read(collector)
    assert read(collector) == ["uptime_seconds 2"]
    first.start()


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "http://u:hidden@h",
        "mongodb://u:hid%den@h",
        "mongodb://u:p@ss/hidden@h",
        "mongodb://u:hidden@h:x",
        "mongodb://u:hid den@h",
        "mongodb://u:p@h/?authSource=a\nhidden",
    ],
)
def test_a_uri_that_cannot_be_used_is_refused_without_being_told(uri):
    with pytest.raises(ConfigError, match=r"The MongoDB URI cannot be used: write [^h]") as error:
        check_mongodb_uri(uri)
    assert "hid" not in str(error.value)


def test_several_hosts_are_allowed():
    check_mongodb_uri("mongodb://user:password@a,b:27018/?replicaSet=rs")
