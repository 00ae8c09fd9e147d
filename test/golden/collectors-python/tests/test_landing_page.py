import pytest

from watched_app import PROGRAM, __version__

from .fake_collectors import Fake


@pytest.fixture
def failing_app(make_app):
    def fail(_deadline):
        raise ValueError("no <table> at postgres://user:hunter2@db/app")

    return make_app(collectors=[Fake("failing", fail)])


def test_links_are_relative(app):
    response = app.test_client().get("/")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert f"<h1>{PROGRAM}</h1>" in response.text
    assert __version__ in response.text
    assert '<a href="metrics">' in response.text
    assert 'href="/' not in response.text


def test_collector_before_and_after_its_first_run(failing_app):
    client = failing_app.test_client()
    assert "not run yet" in client.get("/").text
    client.get("/metrics")
    text = client.get("/").text
    assert "<td>failing</td>" in text
    assert "<td>failed</td>" in text


def test_errors_are_escaped_and_masked(failing_app):
    client = failing_app.test_client()
    client.get("/metrics")
    text = client.get("/").text
    assert "no &lt;table&gt; at" in text
    assert "hunter2" not in text
