"""Which database is read. The program does not start before that is settled."""

from plain.config import Config
from plain.option_values import ConfigError


def check_database_choice(config: Config) -> None:
    """Refuse to run without a database."""
    if not config.collector_sql:
        return
    if not config.database_file:
        raise ConfigError(
            "--database.file is missing: name the database to read,"
            " or turn the collector off with --no-collector.sql."
        )
