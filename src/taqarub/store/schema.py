"""The tables, the same on SQLite and PostgreSQL.

Nothing that an ingest writes depends on when or in how many runs it was written: numbers count articles in the order of
the inputs, and there are no clocks. So an ingest that was killed and started again gives the same rows as one that was
not. Only `corrections` says when: people wrote it.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

VERSION = 3

metadata = MetaData()


def _text(name: str, **options) -> Column:
    return Column(name, Text, **options)


def _needed(name: str, **options) -> Column:
    return Column(name, Text, nullable=False, **options)


meta = Table("meta", metadata, _needed("key", primary_key=True), _needed("value"))

# What has been read: the digest of the raw input, written in the transaction that stores the article. `source` is what
# the user named.
seen = Table(
    "seen", metadata,
    Column("digest", LargeBinary, primary_key=True), Column("article", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

articles = Table(
    "articles", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _needed("id", unique=True),
    Column("version", Integer, nullable=False),
    _text("url"), _text("outlet"), _text("published"), _text("day"), _needed("headline"), _text("label"),
    _needed("digest"),  # of the article's own content: another one under the same id is a new version
    _needed("record"),  # the whole record as JSON, with `by`
)  # fmt: skip
Index("articles_day", articles.c.day)
Index("articles_outlet", articles.c.outlet, articles.c.day)

# What an article said before it was published again with changes.
versions = Table(
    "versions", metadata,
    Column("article", Integer, primary_key=True), Column("version", Integer, primary_key=True),
    _text("published"), _needed("headline"), _needed("digest"), _needed("record"),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("article", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    _needed("type"), _text("mode"), _needed("quad"), Column("score", Float, nullable=False), _needed("status"),
    _text("date"), _text("place"), _text("reporter"), _text("file"), _needed("contexts"),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False), _needed("trigger"),
)  # fmt: skip
Index("events_type", events.c.type)
Index("events_file", events.c.file)

sides = Table(
    "event_sides", metadata,
    Column("article", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    _needed("side", primary_key=True), _needed("code", primary_key=True),
)  # fmt: skip
Index("event_sides_of", sides.c.code, sides.c.side, sides.c.article)  # answers which articles without a look at the rows

# What closeness asks of an event, a row a pair of codes (a < b, one on each side): `day`, from which its age counts, `known`,
# from which it was known, `weight` and `claimed` as in closeness.evidence; source and target are codes with a blank between,
# `file` is "" where there is none. By file and pair, so that the events of a file lie side by side. Made by store.dealings.
dealings = Table(
    "dealings", metadata,
    _needed("file", primary_key=True), _needed("a", primary_key=True), _needed("b", primary_key=True),
    Column("article", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    _needed("known"), _needed("day"), _needed("type"), _text("mode"), Column("score", Float, nullable=False),
    Column("weight", Float, nullable=False), _needed("status"), _text("claimed"), _needed("source"), _needed("target"),
    _needed("record"), _text("outlet"), Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
Index("dealings_article", dealings.c.article)
Index("dealings_pair", dealings.c.a, dealings.c.b)

statements = Table(
    "statements", metadata,
    Column("article", Integer, primary_key=True), Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False), _needed("text"), _needed("form"),
    _text("cue"), _needed("speaker"), _text("name"), _text("role"), _text("code"), _text("outlet"),
)  # fmt: skip
Index("statements_code", statements.c.code)
Index("statements_name", statements.c.name)

# Who and what an article names, once an identity; name and code are "" where there is none.
mentions = Table(
    "mentions", metadata,
    Column("article", Integer, primary_key=True), _needed("name", primary_key=True), _needed("code", primary_key=True),
    _needed("type", primary_key=True), Column("count", Integer, nullable=False),
)  # fmt: skip
Index("mentions_of_code", mentions.c.code, mentions.c.article)
Index("mentions_of_name", mentions.c.name, mentions.c.article)

files = Table(
    "article_files", metadata, Column("article", Integer, primary_key=True), _needed("file", primary_key=True),
)  # fmt: skip
Index("article_files_file", files.c.file)

# Which story an article tells. `story` is the id of the article that opened it, `copy_of` that of the article of which it
# is a near copy; `digest` is the article's when it was placed: a new version is placed anew. Filled by store.stories.
stories = Table(
    "stories", metadata,
    Column("article", Integer, primary_key=True, autoincrement=False), _needed("story"), _text("copy_of"),
    Column("score", Float), _text("reason"), _needed("digest"),
)  # fmt: skip
Index("stories_story", stories.c.story)

# What people of the desk said of an item that was read, in the order in which they said it. `layer` is entity, statement
# or event; `anchor` the JSON that finds the item again after a re-reading (start, end, text and what else tells it);
# `action` is confirm, correct, remove or add; `value` the JSON of corrected fields; `at` is ISO 8601 in UTC. A row with
# the action `withdraw` says who took the correction of the number in `value` back, whose `withdrawn` is then 1.
corrections = Table(
    "corrections", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _needed("article_id"), _needed("layer"), _needed("anchor"), _needed("action"), _text("value"), _needed("author"),
    _needed("at"), _text("note"), Column("withdrawn", Integer, nullable=False, server_default="0", default=0),
    sqlite_autoincrement=True,
)  # fmt: skip
Index("corrections_article", corrections.c.article_id)

# What the machine read in an article that people have corrected; its row in `articles` holds the corrected record, so
# that every figure and export shows the corrections.
readings = Table(
    "readings", metadata, Column("article", Integer, primary_key=True, autoincrement=False), _needed("record"),
)  # fmt: skip

# What could not be read. `stale` is 1 while its source is read again and it has not come up again.
failures = Table(
    "failures", metadata,
    _needed("source", primary_key=True), _needed("origin", primary_key=True), _needed("reason"),
    Column("stale", Integer, nullable=False),
)  # fmt: skip

BY_ARTICLE = (events, sides, dealings, statements, mentions, files)  # derived from a record: replaced with it
