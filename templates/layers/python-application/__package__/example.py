{{#if hasEvents}}
"""An example route: records one of each business event.

Replace it by your own routes, and its test, tests/test_example.py, by theirs.
"""
{{else}}
"""An example route. Replace it by your own, and its test, tests/test_example.py, by theirs."""
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
