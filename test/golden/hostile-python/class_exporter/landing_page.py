"""The page at `/`: what this is and where the metrics are."""

from flask import Response, render_template_string

from class_exporter import PROGRAM, __version__
from class_exporter import __doc__ as description

# Links are relative, so that the page also works behind a path prefix.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ program }}</title>
<style>
  body { font-family: sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
</style>
</head>
<body>
<h1>{{ program }}</h1>
<p>{{ description }}</p>
<p>Version {{ version }}</p>
<ul>
<li><a href="{{ metrics }}">Metrics</a></li>
<li><a href="healthz">Health</a></li>
<li><a href="readyz">Readiness</a></li>
</ul>
</body>
</html>
"""


def landing_page(telemetry_path: str) -> Response:
    """Render the page; Flask escapes every value."""
    page = render_template_string(
        _PAGE,
        program=PROGRAM,
        description=description,
        version=__version__,
        metrics=telemetry_path.lstrip("/"),
    )
    return Response(
        f"{page}\n",
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )
