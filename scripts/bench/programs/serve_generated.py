"""serve_generated.py PORT SERIES: the generated application with so many more series."""

import sys

from exporter import multiprocess
from exporter.config import load_config
from exporter.log import set_up_logging

port, count = sys.argv[1:]
config = load_config({"web.listen-address": f"127.0.0.1:{port}"}, {})
set_up_logging(config.log_level, config.log_format)
multiprocess.prepare(workers=1)

from exporter.listener import open_listener  # noqa: E402
from exporter.server import Server  # noqa: E402
from series import fill  # noqa: E402


class FilledServer(Server):
    def load(self):
        app = super().load()
        fill(app.extensions["exporter"].registry, int(count))
        return app


FilledServer(config, open_listener(config.web_listen_address), None).run()
