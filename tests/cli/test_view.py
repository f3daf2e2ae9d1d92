"""The readable view of a record."""

import pytest
from rich.console import Console

from taqarub.cli.view import coloured, view
from taqarub.records import Article, Entity, Event, Furniture, Record, Related, Span, Speaker, Statement, Time

TEXT = "لافروف: سنرد بالمثل\nأعلن سيرغي لافروف في 29 مارس 2018 أن موسكو ستطرد 60 دبلوماسيا أميركيا."


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


@pytest.fixture
def record():
    return Record(
        id="x",
        outlet="المنارة",
        published="2018-03-29",
        headline=TEXT.split("\n")[0],
        label="عاجل",
        byline=["ريم الأتاسي"],
        text=TEXT,
        body_start=TEXT.index("\n") + 1,
        related=[Related(headline="ألمانيا تستدعي السفير", label="بالفيديو")],
        furniture=[Furniture(kind="share", text="شارك المقال")],
        entities=[
            Entity(**span("لافروف"), type="PER", name="Sergey Lavrov", code="RUS", role="وزير الخارجية", by="book"),
            Entity(**span("سيرغي لافروف"), type="PER", name="Sergey Lavrov", code="RUS"),
            Entity(**span("موسكو"), type="GPE", name="Moscow", code="RUS"),
        ],
        times=[Time(**span("29 مارس 2018"), type="DATE", value="2018-03-29")],
        statements=[
            Statement(
                **span("موسكو ستطرد 60 دبلوماسيا أميركيا"),
                form="indirect",
                cue=Span(**span("أعلن")),
                speaker=Speaker(text="سيرغي لافروف", name="Sergey Lavrov", code="RUS"),
                outlet="روسيا اليوم",
            )
        ],
        events=[
            Event(
                type="SANCTION", mode="expel", quad="material conflict", score=-5.5, trigger=Span(**span("ستطرد")),
                source=["RUS"], target=["USA"], status="planned", date="2018-03-29", reporter="سيرغي لافروف",
            )
        ],
        files=["ukraine"],
    )  # fmt: skip


def shown(record, width=110, **options):
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(view(record, **options))
    return capture.get()


def row(text, word):
    return next(line.split() for line in text.split("\n") if word in line)


def test_every_stage_has_its_block(record):
    out = shown(record)
    for title in ("Entities (3)", "Times (1)", "Statements (1)", "Events (1)", "Files (1)", "Related headlines (1)"):
        assert title in out
    assert "عاجل · المنارة · 2018-03-29" in out
    assert "ريم الأتاسي" in out


def test_one_row_for_an_identity_with_its_mentions(record):
    out = shown(record)
    lavrov = next(line for line in out.split("\n") if "Sergey Lavrov" in line and "PER" in line)
    assert "لافروف، سيرغي لافروف" in lavrov
    assert "وزير الخارجية" in lavrov
    assert "موسكو" in " ".join(row(out, "GPE"))


def test_an_event_reads_who_what_whom(record):
    assert row(shown(record), "SANCTION")[:7] == ["RUS", "SANCTION", "expel", "→", "USA", "planned", "2018-03-29"]


def test_a_statement_has_speaker_and_outlet(record):
    out = shown(record)
    assert "indirect" in row(out, "أميركيا") or "موسكو ستطرد 60 دبلوماسيا أميركيا" in out
    assert "to روسيا اليوم" in out


def test_explain_names_the_rule(record):
    assert "book" not in shown(record)
    assert "book" in row(shown(record, explain=True), "PER")


def test_empty_stages_are_left_out_and_a_bare_record_can_be_shown():
    article = Article(id="x", headline="عنوان بلا متن")
    out = shown(Record(id="x", headline=article.headline, text=article.text, body_start=article.body_start))
    assert "عنوان بلا متن" in out
    assert "(0)" not in out and "Entities" not in out


def test_layers_lie_in_the_body(record):
    body = coloured(record)
    assert body.plain == TEXT.split("\n")[1]
    styled = {body.plain[s.start : s.end]: s.style for s in body.spans}
    assert styled["29 مارس 2018"] == "yellow"
    assert styled["سيرغي لافروف"] == "cyan"
    assert styled["ستطرد"] == "bold red"


@pytest.mark.parametrize("width", [20, 60, 200])
def test_any_width_keeps_within_its_lines(record, width):
    assert max(map(len, shown(record, width=width).split("\n"))) <= width
