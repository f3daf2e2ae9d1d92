"""Articles of 2010 to 2025 on every dossier, and on none."""

import re
from pathlib import Path

from taqarub.files import dossiers

EXAMPLES = Path(__file__).parent / "examples.tsv"


def read_examples():
    """Yield (day, wanted, allowed in addition, headline, body)."""
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day, files, headline, body = (line + "\t").split("\t")[:4]
            extra = re.findall(r"\(([\w-]+)\)", files)
            wanted = [slug for slug in re.sub(r"\([\w-]+\)", "", files).split() if slug != "-"]
            yield day, wanted, extra, headline, body


def test_every_dossier_has_examples():
    wanted = {slug for _, files, *_ in read_examples() for slug in files}
    assert wanted == set(dossiers())


def test_examples_are_read_as_they_should_be(files):
    right = spurious = missed = 0
    by_dossier = dict.fromkeys(dossiers(), 0)
    for day, wanted, extra, headline, body in read_examples():
        found = set(files(headline, body, day))
        right += len(found & set(wanted))
        missed += len(set(wanted) - found)
        spurious += len(found - set(wanted) - set(extra))
        for slug in found & set(wanted):
            by_dossier[slug] += 1
    f1 = 2 * right / (2 * right + spurious + missed)
    assert f1 >= 0.9, f"F1 {f1:.3f}: {right} right, {spurious} spurious, {missed} missed"
    assert [slug for slug, count in by_dossier.items() if not count] == []
