"""An example route. Replace it by your own, and its test, tests/test_example.py, by theirs."""

from flask import Blueprint, Response, jsonify


def create_blueprint() -> Blueprint:
    """Create the routes."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def answer() -> Response:
        return jsonify(ok=True)

    return blueprint
