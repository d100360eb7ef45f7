"""Prefect for tests: a home of its own, so that a user's server and runs are neither used nor touched."""

import os
import tempfile

_HOME = tempfile.TemporaryDirectory(prefix="whowhom-prefect-", ignore_cleanup_errors=True)
os.environ["PREFECT_HOME"] = _HOME.name
os.environ.pop("PREFECT_API_URL", None)

import flows  # noqa: F401  gives Prefect its settings before a test imports it
