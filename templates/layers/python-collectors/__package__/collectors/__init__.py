"""The collectors: each reads one upstream when a scrape asks for it."""

{{#if hasSql}}
from {{{package}}}.collectors.sql import SqlCollector
{{/if}}
from {{{package}}}.config import Config
from {{{package}}}.scrape import Collector


def create_collectors(config: Config) -> list[Collector]:
    """Create the collectors that are switched on."""
    collectors: list[Collector] = []
{{#if hasSample}}
    if config.collector_sql:
        collectors.append(SqlCollector(config.database_file))
{{/if}}
{{#if needsDatabase}}
    # The program does not start without a file; an app in a test may.
    if config.collector_sql and config.database_file:
        collectors.append(SqlCollector(config.database_file))
{{/if}}
    return collectors
