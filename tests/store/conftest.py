"""A database of its own for each test."""

import sys
from pathlib import Path

import pytest

from taqarub.store import open_database

sys.path.insert(0, str(Path(__file__).parent))  # desk.py and killed.py, which other processes must find, too


@pytest.fixture
def path(tmp_path):
    return tmp_path / "desk.db"


@pytest.fixture
def database(path):
    with open_database(str(path), write=True) as opened:
        yield opened
