#!/usr/bin/env python3
"""Share of PER and ORG mentions of world politics in the shared corpora that get a code, and the top of what the book lacks.

    .venv/bin/python scripts/coverage.py [--model fast] [--sample 1500] [--top 60] [--kept /tmp/sample.pickle] [--seed 11]

World politics: sections internationalNews and middleEast of ANT; of SaudiNewsNet (which has no sections) articles in which the
book alone, without a model, finds the names of two states and someone in an office of state, and which do not speak of matches.
Half the sample is drawn from each corpus with a fixed seed.
With --kept the words and names that the model found are kept in that file, so that a later run only links them anew: the
way to see what a line more in the book does.
"""

import argparse
import gzip
import json
import pickle
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from taqarub.language.heads import HeadOutput
from taqarub.reading import pipeline, to_doc
from taqarub.records import Article, Entity

CORPUS = Path(__file__).resolve().parents[2] / "shared/corpus"
# last part of `by`: the book lists the name, or the name itself or the role beside it says whose it is
KNOWN = (":book", ":pattern", ":pattern+context", ":role", ":role+context", ":adjective", ":kin", ":byline", ":ambiguous", "keeps")
SECTIONS = ("internationalNews", "middleEast", "politic")
OFFICES = frozenset((
    "president", "king", "emir", "crown prince", "prime minister", "foreign minister", "defence minister", "minister", "envoy",
    "ambassador", "foreign ministry spokesperson", "spokesperson", "secretary-general", "army chief", "commander",
))  # fmt: skip
SPORTS = re.compile("مباراة|المباراة|الدوري|لاعب|اللاعب|المنتخب|مدرب|البطولة|كأس")


def articles(corpus: str, seed: int) -> Iterator[Article]:
    """All articles of a corpus in a shuffled order, of sections of world politics where it has sections."""
    with gzip.open(CORPUS / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    random.Random(seed).shuffle(items)
    for i in items:
        if not i.get("section") or i["section"] in SECTIONS:
            yield Article(
                id=f"{corpus}/{i['id']}", headline=i["headline"], paragraphs=i["body"].split("\n"), published=i["date"], outlet=i["source"]
            )


def of_world_politics(article: Article, rules: Language) -> bool:
    """Whether the book alone finds two states and someone in an office of state in an article, and it is not on sports."""
    if len(SPORTS.findall(article.text)) > 1:
        return False
    doc = rules(to_doc(rules, article))
    states = {e.code for e in doc._.entities if e.type == "GPE" and e.code}
    return len(states) > 1 and any(m.role in OFFICES for m in doc._.mentions)


def drawn(sample: int, seed: int) -> list[Article]:
    """The sample, half from each corpus."""
    rules = only(pipeline(model=None), "taqarub_words", "taqarub_names")
    found: list[Article] = []
    for corpus in ("ant-2018", "saudi-2015"):
        enough = sample // 2
        for article in articles(corpus, seed):
            if corpus != "saudi-2015" or of_world_politics(article, rules):
                found.append(article)
                enough -= 1
            if not enough:
                break
    return found


def only(nlp: Language, *stages: str) -> Language:
    """A pipeline without its other stages."""
    for stage in list(nlp.pipe_names):
        if stage not in stages:
            nlp.remove_pipe(stage)
    return nlp


def worded(nlp: Language, chosen: Iterable[Article]) -> Iterator[tuple[Article, bytes]]:
    """Articles with the Doc that the stage of words made of them, of the model's scores only those of names kept."""
    docs = (to_doc(nlp, article) for article in chosen)
    for doc in nlp.pipe(docs, batch_size=64):
        article, doc._.article = doc._.article, None
        if doc._.heads is not None:
            state = doc._.heads.state()
            doc._.heads = HeadOutput.from_state({**state, "links": {}, "log": {"ner": state["log"]["ner"]}})
        yield article, doc.to_bytes()


def read(a: argparse.Namespace) -> Iterator[tuple[str, list[Entity]]]:
    """(corpus, entities) of every article of the sample."""
    nlp = pipeline(model=a.model)
    link = nlp.get_pipe("taqarub_names")
    if a.kept and a.kept.is_file():
        kept = pickle.loads(a.kept.read_bytes())  # written by an earlier run of this script
    else:
        kept = list(worded(only(nlp, "taqarub_words"), drawn(a.sample, a.seed)))
        if a.kept:
            a.kept.write_bytes(pickle.dumps(kept))
    for article, data in kept:
        yield article.id.partition("/")[0], link(Doc(nlp.vocab).from_bytes(data))._.entities


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", default="fast")
    ap.add_argument("--sample", type=int, default=1500)
    ap.add_argument("--seed", type=int, default=11)
    ap.add_argument("--top", type=int, default=60)
    ap.add_argument("--types", default="PER,ORG")
    ap.add_argument("--kept", type=Path, help="file that keeps what the model found")
    a = ap.parse_args()
    types = a.types.split(",")
    sizes: Counter[str] = Counter()
    shares: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    lacking: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, (corpus, entities) in enumerate(read(a)):
        sizes[corpus] += 1
        for e in entities:
            if e.type in types:
                known = (e.by or "").endswith(KNOWN)
                shares[corpus, e.type].update(all=1, coded=e.code is not None, known=known)
                if not known:
                    lacking[e.type, e.text].add(number)
    print("  ".join(f"{corpus}: {count} articles" for corpus, count in sizes.items()))
    for (corpus, kind), found in sorted(shares.items()):
        print(
            f"{corpus:11} {kind:4} {found['all']:6} mentions, with a code {found['coded'] / found['all']:.3f}, "
            f"known by book, pattern or role {found['known'] / found['all']:.3f}"
        )
    print("articles in which the book lacks a name:")
    for (kind, text), where in sorted(lacking.items(), key=lambda item: -len(item[1]))[: a.top]:
        print(f"{len(where):5} {kind} {text}")


if __name__ == "__main__":
    main()
