"""An example route.

Replace it with your own routes, and tests/test_example.py with their tests.
"""

from flask import Blueprint, Response, jsonify


def create_blueprint() -> Blueprint:
    """Create the routes."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def answer() -> Response:
        return jsonify(ok=True)

    return blueprint
