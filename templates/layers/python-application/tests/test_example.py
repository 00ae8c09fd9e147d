{{#if hasEvents}}
from unittest.mock import create_autospec

{{/if}}
import pytest

from {{{package}}} import example
{{#if hasEvents}}
from {{{package}}}.metrics import Metrics


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_example_route_records_one_of_every_event(make_app, method, monkeypatch):
    events = {
        name: create_autospec(event, side_effect=event)
        for name, event in vars(Metrics).items()
        if not name.startswith("_")
    }
    for name, event in events.items():
        monkeypatch.setattr(Metrics, name, event)
    app = make_app(create_routes=example.create_blueprint)
    response = app.test_client().open("/example", method=method)
    assert response.status_code == 200
    assert response.json == {"ok": True}
    assert {name: event.call_count for name, event in events.items()} == dict.fromkeys(events, 1)
{{else}}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_example_route_answers_json(make_app, method):
    app = make_app(create_routes=example.create_blueprint)
    response = app.test_client().open("/example", method=method)
    assert response.status_code == 200
    assert response.json == {"ok": True}
{{/if}}
