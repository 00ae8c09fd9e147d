"""An example route: records one of each business event.

Replace it with your own routes, and tests/test_example.py with their tests.
"""

from flask import Blueprint, Response, jsonify

from shop_exporter.metrics import Metrics


def create_blueprint(metrics: Metrics) -> Blueprint:
    """Create the routes around the metrics of the app."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def record_sample_events() -> Response:
        metrics.record_order(channel="web", market="example")
        metrics.record_refund(channel="web", reason="damaged")
        metrics.set_open_carts(1)
        metrics.observe_checkout_duration(1, channel="web")
        metrics.observe_receipt_size(1)
        metrics.observe_delivery_weight(1, carrier="example")
        return jsonify(ok=True)

    return blueprint
