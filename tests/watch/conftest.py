"""A paper to follow."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from site_of_paper import Paper


@pytest.fixture
def paper():
    opened = Paper()
    yield opened
    opened.close()
