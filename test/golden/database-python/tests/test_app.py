import pytest
from flask import abort
from prometheus_client import Counter

from accounts import __version__

from .conftest import BUILD_INFO, ERRORS, REQUESTS, SWITCHES, by_collector, scrape
from .fake_collectors import Fake


def test_two_apps_in_one_process(make_app):
    one, two = make_app(), make_app()
    one.test_client().get("/anything", buffered=True)
    assert f"{REQUESTS}{{" in scrape(one)
    assert f"{REQUESTS}{{" not in scrape(two)


def test_two_apps_in_one_process_count_errors_for_themselves(make_app):
    def fail(_deadline):
        raise OSError("upstream is down")

    one, two = (make_app(collectors=[Fake("down", fail)]) for _ in range(2))
    scrape(one)
    assert by_collector(scrape(one), ERRORS) == {"down": 2}
    assert by_collector(scrape(two), ERRORS) == {"down": 1}


def test_a_collector_that_is_switched_off_does_not_appear(app):
    assert 'collector="' not in scrape(app)
    assert "<table>" not in app.test_client().get("/").text
    for switch in SWITCHES:
        name = switch.name.removeprefix("collector.")
        assert app.test_client().get(f"/metrics?collect[]={name}").status_code == 400


def test_errors_are_plain_text(app):
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app.add_url_rule("/refused", "refused", lambda: abort(415))
    client = app.test_client()
    for method, path, status, text in [
        ("GET", "/nothing", 404, "Not found\n"),
        ("POST", "/metrics", 405, "Method not allowed\n"),
        ("GET", "/refused", 415, "Unsupported media type\n"),
        ("GET", "/broken", 500, "Internal server error\n"),
    ]:
        response = client.open(path, method=method)
        assert (response.status_code, response.text) == (status, text)
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert ("GET" in response.headers.get("Allow", "")) == (status == 405)


@pytest.mark.parametrize("path", ["/", "/metrics", "/healthz", "/readyz"])
def test_own_paths_are_only_read(app, path):
    client = app.test_client()
    assert client.head(path).status_code == 200
    for method in ("POST", "OPTIONS"):
        response = client.open(path, method=method)
        assert (response.status_code, response.text) == (405, "Method not allowed\n")
        assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/METRICS", "/metrics/", "/Healthz"])
def test_paths_are_exact(app, path):
    assert app.test_client().get(path).status_code == 404


def test_health(app):
    response = app.test_client().get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_readiness_ends_with_the_shutdown(app):
    assert app.test_client().get("/readyz").status_code == 200
    app.extensions["exporter"].stopping.set()
    assert app.test_client().get("/readyz").status_code == 503
    assert app.test_client().get("/healthz").status_code == 200


def test_self_metrics(app, monkeypatch):
    monkeypatch.setenv("REVISION", "abc123")
    text = scrape(app)
    assert f'{BUILD_INFO}{{revision="abc123",version="{__version__}"}} 1.0' in text
    assert "process_start_time_seconds " in text


def test_a_counter_has_no_series_of_its_creation(app):
    Counter("test_events", "A test.", registry=app.extensions["exporter"].registry)
    text = scrape(app)
    assert "test_events_total 0.0" in text
    assert "test_events_created" not in text
