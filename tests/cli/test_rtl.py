"""Arabic lines on terminals with and without bidirectional text."""

import pytest
from rich.console import Console
from rich.text import Text

from taqarub.cli.rtl import LRI, PDI, RLI, Arabic, bidi_of, ordered, shaped


def lines(text, bidi, width=30):
    console = Console(width=width, file=None, color_system=None)
    with console.capture() as capture:
        console.print(Arabic(text, bidi))
    return capture.get().split("\n")[:-1]


def test_lines_are_broken_and_set_to_the_right():
    out = lines("أعلنت موسكو اليوم أنها ستطرد ستين دبلوماسيا أميركيا", "plain", 20)
    assert [line.strip() for line in out] == ["أعلنت موسكو اليوم", "أنها ستطرد ستين", "دبلوماسيا أميركيا"]
    assert all(len(line) == 20 for line in out)


def test_marks_isolate_the_line_and_latin_within_it():
    (line,) = lines("طائرة F-16 أمريكية", "marks")
    assert line.strip() == f"{RLI}طائرة {LRI}F-16{PDI} أمريكية{PDI}"


def test_a_line_without_arabic_is_left_alone():
    assert ordered(Text("2018-06-12"), "marks").plain == "2018-06-12"
    assert ordered(Text("RUS (x)"), "visual").plain == "RUS (x)"


def test_visual_order_reverses_letters_and_keeps_dates_and_brackets():
    line = ordered(Text("في 26/03/2018 (روس)"), "visual").plain
    assert line == "(" + shaped("روس")[::-1] + ") 26/03/2018 " + shaped("في")[::-1]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),  # initial, medial, final
        ("دار", "\ufea9\ufe8d\ufead"),  # letters that join to none after them stay isolated
        ("قاد", "\ufed7\ufe8e\ufea9"),  # alef takes its final form after a joining letter
        ("ء", "\ufe80"),
    ],
)
def test_letters_take_their_joined_forms(word, forms):
    assert shaped(word) == forms


def test_marks_on_letters_do_not_break_the_joining():
    assert shaped("بَيت")[2:] == shaped("بيت")[1:]
    assert len(shaped("مُحَمَّد")) == len("مُحَمَّد")


def test_styles_go_with_their_words():
    text = Text("زار موسكو")
    text.stylize("bold", 4, 9)
    for bidi in ("marks", "visual"):
        line = ordered(text, bidi)
        bold = "".join(line.plain[s.start : s.end] for s in sorted(line.spans) if s.style == "bold")
        assert bold == ("موسكو" if bidi == "marks" else shaped("موسكو")[::-1])


def test_terminal_decides_and_the_user_overrides(monkeypatch):
    for name in ("TAQARUB_BIDI", "TERM_PROGRAM", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert bidi_of(True) == "marks"
    assert bidi_of(False) == "plain"
    monkeypatch.setenv("TERM_PROGRAM", "vscode")
    assert bidi_of(True) == "visual"
    monkeypatch.setenv("TAQARUB_BIDI", "plain")
    assert bidi_of(True) == "plain"
