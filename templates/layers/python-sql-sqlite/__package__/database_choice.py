"""Which database is read. The program does not start before that is settled."""

{{#if showsSample}}
import os
from pathlib import Path

{{/if}}
from {{{package}}}.config import Config
from {{{package}}}.option_values import ConfigError
{{#if showsSample}}

SAMPLE_SQL = Path(__file__).resolve().parents[1] / "database" / "sample.sql"
{{/if}}


def check_database_choice(config: Config) -> None:
{{#if showsSample}}
    """Refuse to guess: invented values are shown to nobody who has not asked for them."""
{{else}}
    """Refuse to run without a database."""
{{/if}}
    if not config.collector_sql:
        return
{{#if showsSample}}
    if config.database_file and config.database_sample:
        raise ConfigError(
            "--database.file and --database.sample are both set:"
            " leave one of them out, also as a variable."
        )
    if not config.database_file and not config.database_sample:
        raise ConfigError(
            "--database.file is missing: name the database to read,"
            " ask for sample data with --database.sample,"
            " or turn the collector off with --no-collector.sql."
        )
    if config.database_sample and not os.path.exists(SAMPLE_SQL):
        raise ConfigError(
            f"The sample data {SAMPLE_SQL} does not exist: name a database with --database.file."
        )
{{else}}
    if not config.database_file:
        raise ConfigError(
            "--database.file is missing: name the database to read,"
            " or turn the collector off with --no-collector.sql."
        )
{{/if}}
