"""From probabilities to the files of an article, and to the file of an event."""

from __future__ import annotations

import numpy as np

from ..records import Event
from .evidence import Evidence, Weights

# What speaks for a file of an event: sides that are the file's two sides; one side that is an actor of a settled
# file; a phrase, word or name of it in the sentence; and how sure the article is about it.
PAIR, SETTLED, IN_SENTENCE, ARTICLE = 1.5, 1.0, (2.0, 1.0, 0.6, 0.2), 1.0
ENOUGH = 0.5


def choose(slugs: list[str], found: np.ndarray, weights: Weights) -> list[str]:
    """The files of an article, best first: those whose probability reaches the floor, at most `weights.most`."""
    order = np.argsort(-found, kind="stable")[: weights.most]
    return [slugs[i] for i in order if found[i] >= weights.floor]


def file_of(
    event: Event, sentence: str, article: list[str], found: np.ndarray, evidence: Evidence, day: str | None
) -> str | None:
    """The file that an event belongs to, or None.

    Candidates are the article's files and those files that are about the two sides of the event.

    Args:
        event: with source and target.
        sentence: the folded sentence of its trigger.
        article: the article's files.
        found: probability of each file, by the article.
        evidence: the dossiers.
        day: day of publication.
    """
    hits = evidence.matcher.count(sentence).counts
    sides = {*event.source, *event.target}
    best, best_score = None, ENOUGH
    for number, dossier in enumerate(evidence.dossiers):
        pair = dossier.between(event.source, event.target) and dossier.live(day)
        if dossier.slug not in article and not pair:
            continue
        actor = dossier.settled and bool(sides & set(dossier.actors))
        words = sum(worth for worth, n in zip(IN_SENTENCE, hits[number], strict=False) if n)
        score = ARTICLE * float(found[number]) + PAIR * pair + SETTLED * actor + min(words, 2.6)
        if score > best_score:
            best, best_score = dossier.slug, score
    return best
