from bare import PROGRAM, __version__


def test_links_are_relative(app):
    response = app.test_client().get("/")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert f"<h1>{PROGRAM}</h1>" in response.text
    assert __version__ in response.text
    assert '<a href="metrics">' in response.text
    assert 'href="/' not in response.text
