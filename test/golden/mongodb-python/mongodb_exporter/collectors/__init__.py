"""The collectors: each reads one upstream when a scrape asks for it."""

from collections.abc import Callable

from mongodb_exporter.collector import Collector
from mongodb_exporter.collectors.mongodb import MongodbCollector, check_mongodb_uri
from mongodb_exporter.config import Config
from mongodb_exporter.secret import secret_from


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
    if config.collector_mongodb:
        mongodb = MongodbCollector(_mongodb_uri(config))
        mongodb.max_series = config.collector_mongodb_max_series
        mongodb.min_interval = config.collector_mongodb_min_interval
        collectors.append(mongodb)
    return collectors


def check_collectors(config: Config) -> None:
    """Check what `--config.check` can tell without reading anything."""
    if config.collector_mongodb:
        check_mongodb_uri(_mongodb_uri(config)())


def _mongodb_uri(config: Config) -> Callable[[], str]:
    return secret_from(
        value=config.mongodb_uri,
        file=config.mongodb_uri_file,
        flag="mongodb.uri-file",
    )
