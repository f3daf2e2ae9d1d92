"""The exported graph beside the network that it was written from."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra [train]")
pytest.importorskip("onnx", reason="needs the extra [train]")
import onnxruntime  # noqa: E402

from taqarub.language.forms import FEATURES, TABLE  # noqa: E402
from taqarub.language.training.batches import Batch  # noqa: E402
from taqarub.language.training.calm import loudness  # noqa: E402
from taqarub.language.training.graph import quantise, write_graph  # noqa: E402
from taqarub.language.training.network import Network, Shape  # noqa: E402

HIDDEN, FEEDFORWARD, PIECES, WORDS = 48, 96, 40, 25


@pytest.fixture(scope="module")
def network():
    chance = np.random.default_rng(3)
    sizes = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
    sizes |= {"fi": (FEEDFORWARD, HIDDEN), "fo": (HIDDEN, FEEDFORWARD)}
    weights = {"emb.word": chance.normal(size=60 * HIDDEN), "emb.pos": chance.normal(size=64 * HIDDEN)}
    weights["emb.type"] = chance.normal(size=HIDDEN)
    norms = ["emb.ln"]
    for layer in range(2):
        norms += [f"l{layer}.aln", f"l{layer}.oln"]
        for name, (rows, columns) in sizes.items():
            weights[f"l{layer}.{name}.w"] = chance.normal(size=rows * columns) / columns**0.5
            weights[f"l{layer}.{name}.b"] = chance.normal(size=rows) / 10
    for name in norms:
        weights[name + ".w"], weights[name + ".b"] = 1 + chance.normal(size=HIDDEN) / 10, chance.normal(size=HIDDEN) / 10
    weights["l0.aln.w"][5] = weights["l1.aln.w"][9] = 30.0  # loud channels
    torch.manual_seed(4)
    shape = Shape(HIDDEN, 4, FEEDFORWARD, 64, 1e-12, (0, 1))
    arrays = {name: array.astype(np.float32) for name, array in weights.items()}
    made = Network(arrays, shape, list(range(60)), {"pos": 7, "ner": 5}, ("speaker", "source")).eval()
    torch.nn.init.normal_(made.below.weight, std=0.3)  # zero before training
    return made


def window(seed: int) -> Batch:
    chance = np.random.default_rng(seed)
    first = np.sort(chance.choice(np.arange(1, PIECES - 1), WORDS, replace=False))
    last = np.append(first[1:] - 1, PIECES - 2)
    known = np.zeros((PIECES, FEATURES), dtype=np.int64)
    known[first] = chance.integers(1, TABLE, (WORDS, FEATURES))
    arrays = chance.integers(0, 60, PIECES), np.ones(PIECES, np.float32), first, last, known
    return Batch([], *(torch.from_numpy(array)[None] for array in arrays))


def distance(network, path, batch) -> tuple[float, float]:
    """How far tags and links of the graph are from the network's, as a part of their spread."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids, _, first, last, known = (array[0].numpy() for array in batch.inputs)
    got = session.run(None, {"ids": ids, "first": first, "last": last, "forms": known[first]})
    with torch.no_grad():
        wanted = [array[0].numpy() for array in network(*batch.inputs)]
    assert [array.shape for array in got] == [array.shape for array in wanted] == [(WORDS, 12), (WORDS, 256)]
    tags, links = (float(np.abs(a - b).mean() / b.std()) for a, b in zip(got, wanted, strict=True))
    return tags, links


def test_the_graph_says_what_the_network_says_and_calm_channels_bring_it_nearer(network, tmp_path):
    write_graph(network, tmp_path / "plain.onnx", {})
    write_graph(network, tmp_path / "calm.onnx", loudness(network, map(window, range(5))))
    plain = np.mean([distance(network, tmp_path / "plain.onnx", window(seed)) for seed in range(10, 15)], axis=0)
    calm = np.mean([distance(network, tmp_path / "calm.onnx", window(seed)) for seed in range(10, 15)], axis=0)
    assert (plain < 0.2).all()
    assert (calm < 0.05).all()
    assert (calm < plain).all()


def test_loud_channels_are_found(network):
    found = loudness(network, map(window, range(5)))
    assert set(found) == {"l0.up", "l0.down", "l1.up", "l1.down"}
    assert int(found["l0.up"].argmax()) == 5 and float(found["l0.up"][5]) > 3
    assert int(found["l1.up"].argmax()) == 9
    assert all(float(factors.min()) == 1 for factors in found.values())


def test_quantise_keeps_a_row_within_half_a_step():
    values = np.random.default_rng(1).normal(size=(6, 50)).astype(np.float32)
    values[2] = 0
    whole, scales = quantise(values, axis=1)
    assert whole.dtype == np.int8 and scales.shape == (6, 1)
    assert (np.abs(whole * scales - values) <= scales / 2 + 1e-6).all()
    assert np.abs(whole[0]).max() == 127
