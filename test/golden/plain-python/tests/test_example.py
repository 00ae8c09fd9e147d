import pytest

from plain import example


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_example_route_answers_json(make_app, method):
    app = make_app(create_routes=example.create_blueprint)
    response = app.test_client().open("/example", method=method)
    assert response.status_code == 200
    assert response.json == {"ok": True}
