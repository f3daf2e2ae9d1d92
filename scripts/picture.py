#!/usr/bin/env python3
"""The picture in the README: a bundled article as `taqarub read` shows it on a terminal.

    .venv/bin/python scripts/picture.py docs/images/read.svg [ARTICLE]
"""

import io
import sys
from pathlib import Path

from rich.console import Console

import taqarub
from taqarub.cli.demo import PAGES
from taqarub.cli.view import view
from taqarub.pages.sources import open_inputs


def main() -> None:
    out = Path(sys.argv[1])
    article = Path(sys.argv[2]) if len(sys.argv) > 2 else PAGES / "01-dam-egyptian-paper.txt"
    record = next(taqarub.read_many(list(open_inputs([article]))))
    record.furniture, record.related = [], record.related[:4]
    console = Console(record=True, width=108, force_terminal=True, color_system="truecolor", file=io.StringIO())
    console.print(view(record, bidi="visual"))
    svg = console.export_svg(title="taqarub read", clear=False)
    # the lines are in visual order already: the browser must not order them again
    svg = svg.replace("<style>", "<style>\n    text { unicode-bidi: bidi-override; direction: ltr; }\n", 1)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
