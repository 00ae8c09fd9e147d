"""An example route. Replace it by your own routes, and `/example` in the tests by one of theirs."""

from flask import Blueprint, Response, jsonify


def create_blueprint() -> Blueprint:
    """Create the routes."""
    blueprint = Blueprint("example", __name__)

    @blueprint.route("/example", methods=["GET", "POST"])
    def answer() -> Response:
        return jsonify(ok=True)

    return blueprint
