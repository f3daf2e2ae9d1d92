"""The HTML test pages, for tests and benchmarks."""

from pathlib import Path

HERE = Path(__file__).parent / "html"


def html_pages() -> list[tuple[str, bytes]]:
    """Name and content of every HTML test page, in order of names."""
    return [(path.stem, path.read_bytes()) for path in sorted(HERE.glob("*.html"))]
