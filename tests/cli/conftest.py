"""The command line, run inside the test's own process."""

import pytest
from typer.testing import CliRunner

from taqarub.cli import build


@pytest.fixture
def taqarub():
    """Run a command: taqarub("read", "page.txt") gives a result with exit_code, stdout and stderr."""
    runner = CliRunner()

    def run(*arguments, **options):
        return runner.invoke(build(), list(arguments), **options)

    return run
