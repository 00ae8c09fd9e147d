"""The page at `/`: what this is, where the metrics are and how the collectors fare."""

from flask import Response, render_template_string

from accounts import PROGRAM, __version__
from accounts import __doc__ as description
from accounts.scrape import CollectorRunner

# Links are relative, so that the page also works behind a path prefix.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ program }}</title>
<style>
  body { font-family: sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
  table { border-collapse: collapse; }
  td, th { border-bottom: 1px solid #ccc; padding: 0.3rem 1rem 0.3rem 0; text-align: left; }
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
{% if runs -%}
<h2>Collectors</h2>
<table>
<tr><th>Collector</th><th>State</th><th>Duration</th><th>Last error</th></tr>
{% for name, run in runs.items() -%}
<tr>
<td>{{ name }}</td>
{% if run -%}
<td>{{ "failed" if run.error else "ok" }}</td>
<td>{{ "%.3f s" | format(run.duration) }}</td>
{% else -%}
<td>not run yet</td>
<td></td>
{% endif -%}
<td>{{ errors[name] or "" }}</td>
</tr>
{% endfor -%}
</table>
{% endif -%}
</body>
</html>
"""


def landing_page(telemetry_path: str, runner: CollectorRunner) -> Response:
    """Render the page; Flask escapes every value."""
    page = render_template_string(
        _PAGE,
        program=PROGRAM,
        description=description,
        version=__version__,
        metrics=telemetry_path.lstrip("/"),
        runs=runner.last_runs,
        errors=runner.last_errors,
    )
    return Response(
        f"{page}\n",
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )
