"""An example route: records one of each business event.

Replace it with your own routes, and tests/test_example.py with their tests.
"""

from flask import Blueprint, Response, jsonify

from class_exporter.metrics import Metrics


def create_blueprint(metrics: Metrics) -> Blueprint:
    """Create the routes around the metrics of the app."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def record_sample_events() -> Response:
        metrics.record_quote(class_="it's", type="example")
        metrics.record_template(value="a", amount_="c", from_="d")
        metrics.set_lines(1, self_="example", lambda_="example")
        metrics.set_default(1)
        metrics.record_delete()
        metrics.observe_very_long_name_of_a_measurement_that_nobody(
            0.02,
            seconds_="a_rather_long_known_value_of_a_label",
        )
        metrics.observe_size(1, size_bytes_="a", bytes_="b")
        return jsonify(ok=True)

    return blueprint
