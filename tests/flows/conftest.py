"""Prefect for tests: a home of its own, so that a user's server and runs are neither used nor touched."""

import os
import shutil
from collections.abc import Iterator
from tempfile import mkdtemp

import pytest

os.environ["PREFECT_HOME"] = mkdtemp(prefix="whowhom-prefect-")
os.environ.pop("PREFECT_API_URL", None)

import flows  # noqa: F401  gives Prefect its settings before a test imports it


@pytest.fixture(scope="session", autouse=True)
def _prefect_home() -> Iterator[None]:
    yield
    shutil.rmtree(os.environ["PREFECT_HOME"], ignore_errors=True)
