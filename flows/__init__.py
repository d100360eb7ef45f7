"""Ingest, the Prefect flow, its schedule and the `whowhom` command.

Prefect reads its settings from the environment when it is imported, so they are given here, and only where
the user has given none: a quiet terminal (the runs' logs are kept by the Prefect server), no usage
statistics, and patience with a slow machine when the embedded server starts.
"""

import os

for _name, _value in {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}.items():
    os.environ.setdefault(_name, _value)
