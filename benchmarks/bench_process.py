"""Start-up time, and peak memory while the input grows.

Whole processes, as a user starts them: importing the package, the command line, reading one page, and reading more and
more articles through a pipe, where memory should stay flat.
"""

import json
from collections.abc import Iterator

from harness import Row, corpus, demo_articles, demo_files, models, process

SIZES = (200, 800)


def run() -> Iterator[Row]:
    page = str(demo_files(".txt")[0])
    for what, arguments in (
        ("import taqarub", ["-c", "import taqarub"]),
        ("taqarub --version", ["-m", "taqarub", "--version"]),
        *((f"read one page, {model}", ["-m", "taqarub", "read", "--jsonl", "--model", model, page]) for model in models()),
    ):
        process(*arguments)  # the first run warms the file cache
        seconds, memory = min(process(*arguments) for _ in range(3))
        yield Row(what, "taqarub", seconds, "s", f"peak {memory:.0f} MB")
    pool = corpus("ant-2018", max(SIZES), 10) or demo_articles() * 100
    for model in models():
        for size in SIZES:
            lines = "".join(
                json.dumps({**item, "id": str(n)}, ensure_ascii=False) + "\n" for n, item in enumerate(pool[:size])
            )
            seconds, memory = process("-m", "taqarub", "read", "--jsonl", "--model", model, "-", stdin=lines.encode())
            yield Row(f"read {size} articles, {model}", "taqarub", memory, "MB peak", f"{seconds:.1f} s")
