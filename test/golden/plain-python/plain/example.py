"""An example route: records one of each business event.

Replace it with your own routes, and tests/test_example.py with their tests.
"""

from flask import Blueprint, Response, jsonify

from plain.metrics import Metrics


def create_blueprint(metrics: Metrics) -> Blueprint:
    """Create the routes around the metrics of the app."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def record_sample_events() -> Response:
        metrics.observe_payload_size(1, direction="in")
        metrics.observe_turnaround(0.25)
        return jsonify(ok=True)

    return blueprint
