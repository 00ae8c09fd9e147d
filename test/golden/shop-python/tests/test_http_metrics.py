import io
import logging

import pytest
from flask import Blueprint, Response, request, stream_with_context

from shop_exporter.client_sockets import SlowClientError
from shop_exporter.web_config_file import WebConfigFile

from .conftest import DURATION, IN_PROGRESS, LOGGER, PACKAGE, REQUESTS, scrape


@pytest.fixture
def value(app):
    registry = app.extensions["exporter"].registry

    def read(route, status, method="GET"):
        labels = {"method": method, "route": route, "status": status}
        return registry.get_sample_value(REQUESTS, labels)

    return read


@pytest.fixture
def in_progress(app):
    registry = app.extensions["exporter"].registry
    return lambda: registry.get_sample_value(IN_PROGRESS)


@pytest.fixture
def client(app):
    blueprint = Blueprint("users", __name__)

    @blueprint.get("/users/<int:id>")
    def user(id):
        return str(id)

    @blueprint.get("/broken/<name>")
    def broken(name):
        raise RuntimeError(name)

    @blueprint.get("/stream")
    def stream():
        return Response(iter(["one", "two", "three"]))

    @blueprint.get("/torn")
    def torn():
        def chunks():
            yield "one"
            raise RuntimeError("torn")

        return Response(chunks())

    @blueprint.post("/upload")
    def upload():
        return str(len(request.get_data()))

    @blueprint.post("/echo")
    def echo():
        def chunks():
            yield "one"
            yield request.get_data()

        return Response(stream_with_context(chunks()))

    app.register_blueprint(blueprint, url_prefix="/<tenant>/api")
    for endpoint in ("user", "broken", "stream", "torn", "upload", "echo"):
        view = app.view_functions[f"users.{endpoint}"]
        app.view_functions[f"users.{endpoint}"] = lambda tenant, view=view, **rest: view(**rest)
    return app.test_client()


def test_route_is_the_template_with_its_prefix(client, value):
    assert client.get("/a/api/users/1").text == "1"
    assert client.get("/b/api/users/2").text == "2"
    assert value("/<tenant>/api/users/<int:id>", "200") == 2


def test_handler_that_throws(client, value, in_progress):
    assert client.get("/a/api/broken/x", buffered=True).status_code == 500
    assert value("/<tenant>/api/broken/<name>", "500") == 1
    assert in_progress() == 0


def test_handler_that_throws_with_exceptions_passed_on(app, client, value, in_progress):
    app.testing = True
    with pytest.raises(RuntimeError):
        client.get("/a/api/broken/x")
    assert value("/<tenant>/api/broken/<name>", "500") == 1
    assert in_progress() == 0


def test_stream_counts_until_its_end(client, value, in_progress):
    response = client.get("/a/api/stream")
    assert in_progress() == 1
    assert response.text == "onetwothree"
    assert in_progress() == 0
    assert value("/<tenant>/api/stream", "200") == 1


def test_client_that_goes_away(client, value, in_progress):
    response = client.get("/a/api/stream")
    next(iter(response.response))
    response.close()
    assert in_progress() == 0
    assert value("/<tenant>/api/stream", "499") == 1
    assert value("/<tenant>/api/stream", "200") is None


def test_stream_that_breaks(client, value, in_progress):
    with pytest.raises(RuntimeError):
        client.get("/a/api/torn", buffered=True)
    assert in_progress() == 0
    assert value("/<tenant>/api/torn", "500") == 1


class StalledUpload(io.BytesIO):
    """A body that does not arrive."""

    def read(self, *_):
        raise SlowClientError("too slow")


@pytest.fixture
def stall(client):
    """Make a request whose body does not arrive, of a server that ends bodies as gunicorn does."""
    ended = {"wsgi.input_terminated": True}

    def post(path):
        body = StalledUpload()
        return client.post(path, input_stream=body, environ_overrides=ended, buffered=True)

    return post


def test_a_client_that_is_too_slow_is_told_so(stall, value, caplog):
    with caplog.at_level(logging.INFO, PACKAGE):
        response = stall("/a/api/upload")
    assert (response.status_code, response.text) == (408, "Request timeout\n")
    assert value("/<tenant>/api/upload", "408", method="POST") == 1
    assert [record.levelname for record in caplog.records] == ["INFO"]


def test_a_client_that_is_too_slow_when_its_answer_has_begun(stall, value):
    with pytest.raises(SlowClientError):
        stall("/a/api/echo")
    assert value("/<tenant>/api/echo", "499", method="POST") == 1


def test_random_paths_add_no_series(client, app, value):
    client.get("/random/first", buffered=True)
    before = len(scrape(app).splitlines())
    for number in range(500):
        client.get(f"/random/{number}", buffered=True)
    assert len(scrape(app).splitlines()) == before
    assert value("unmatched", "404") == 501


@pytest.mark.parametrize("method", ["BREW", "CONNECT", "TRACE"])
def test_unknown_method(client, value, method):
    client.open("/a/api/stream", method=method, buffered=True)
    assert value("unmatched", "405", method="other") == 1


def test_method_that_a_path_does_not_have(client, value):
    client.post("/", buffered=True)
    assert value("unmatched", "405", method="POST") == 1


def test_requests_that_are_turned_away_reach_no_route(make_app, tmp_path):
    file = tmp_path / "web-config.yml"
    file.write_text(f"basic_auth_users: {{alice: $2b$04${'.' * 53}}}\n")
    app = make_app(web_config=WebConfigFile(str(file), LOGGER))
    app.add_url_rule("/orders", "orders", lambda: "an order")
    for path in ("/", "/orders", "/nowhere"):
        assert app.test_client().get(path, buffered=True).status_code == 401
    labels = {"method": "GET", "route": "unmatched", "status": "401"}
    assert app.extensions["exporter"].registry.get_sample_value(REQUESTS, labels) == 3


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/healthz", "/readyz"])
def test_metrics_and_health_are_not_counted(client, app, path):
    response = client.get(environ_overrides={"PATH_INFO": path}, buffered=True)
    assert response.status_code == 200
    assert f"{REQUESTS}{{" not in scrape(app)


def test_duration_is_in_seconds(app, client):
    client.get("/a/api/users/1", buffered=True)
    registry = app.extensions["exporter"].registry
    labels = {"method": "GET", "route": "/<tenant>/api/users/<int:id>", "status": "200"}
    assert registry.get_sample_value(f"{DURATION}_count", labels) == 1
    assert registry.get_sample_value(f"{DURATION}_bucket", labels | {"le": "+Inf"}) == 1
    assert 0 < registry.get_sample_value(f"{DURATION}_sum", labels) < 5
