{{#if hasEvents}}
"""An example route: records one of each business event.

Replace it with your own routes, and tests/test_example.py with their tests.
"""
{{else}}
"""An example route.

Replace it with your own routes, and tests/test_example.py with their tests.
"""
{{/if}}

from flask import Blueprint, Response, jsonify
{{#if hasEvents}}

from {{{package}}}.metrics import Metrics


def create_blueprint(metrics: Metrics) -> Blueprint:
    """Create the routes around the metrics of the app."""
{{else}}


def create_blueprint() -> Blueprint:
    """Create the routes."""
{{/if}}
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
{{#if hasEvents}}
    def record_sample_events() -> Response:
{{#each events}}
        {{{event-call this usualValue on='metrics' language='python' indent=8}}}
{{/each}}
        return jsonify(ok=True)
{{else}}
    def answer() -> Response:
        return jsonify(ok=True)
{{/if}}

    return blueprint
