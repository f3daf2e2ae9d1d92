"""The network: a pretrained encoder with one linear head a task and bilinear links between words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..forms import TABLE

WIDTH = 64  # of a link's projections
FORM = 64  # width of the features of word forms
FAINT = 0.1  # how loud they are beside the pretrained embeddings: louder, and the encoder forgets what it knows
REACH = 64  # words: distances beyond it are taken as this


@dataclass(frozen=True)
class Shape:
    """Sizes of a network. `layers` names which layers of the pretrained encoder are taken, in order."""

    hidden: int
    heads: int
    feedforward: int
    positions: int
    eps: float
    layers: tuple[int, ...]


def _linear(weights: dict[str, np.ndarray], name: str, rows: int, columns: int) -> nn.Linear:
    module = nn.Linear(columns, rows)
    module.weight.data = torch.from_numpy(weights[name + ".w"].reshape(rows, columns).copy())
    module.bias.data = torch.from_numpy(weights[name + ".b"].copy())
    return module


def _norm(weights: dict[str, np.ndarray], name: str, size: int, eps: float) -> nn.LayerNorm:
    module = nn.LayerNorm(size, eps=eps)
    module.weight.data = torch.from_numpy(weights[name + ".w"].copy())
    module.bias.data = torch.from_numpy(weights[name + ".b"].copy())
    return module


class Layer(nn.Module):
    """One transformer layer, normalised after each part (BERT)."""

    def __init__(self, weights: dict[str, np.ndarray], n: int, shape: Shape, dropout: float):
        super().__init__()
        h, self.heads = shape.hidden, shape.heads
        self.q, self.k, self.v, self.out = (_linear(weights, f"l{n}.{x}", h, h) for x in ("q", "k", "v", "ao"))
        self.up = _linear(weights, f"l{n}.fi", shape.feedforward, h)
        self.down = _linear(weights, f"l{n}.fo", h, shape.feedforward)
        self.norm1 = _norm(weights, f"l{n}.aln", h, shape.eps)
        self.norm2 = _norm(weights, f"l{n}.oln", h, shape.eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """x [batch, pieces, hidden], bias [batch, 1, 1, pieces] (0 or a large negative number)."""
        b, s, h = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.view(b, s, self.heads, h // self.heads).transpose(1, 2)

        a = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=bias)
        x = self.norm1(x + self.dropout(self.out(a.transpose(1, 2).reshape(b, s, h))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    """Encoder and heads.

    Args:
        weights: arrays of the pretrained encoder (training.weights).
        shape: sizes, and which layers to take.
        kept: old ids of the cut vocabulary's pieces.
        heads: head name -> number of labels.
        links: names of the links.
    """

    def __init__(
        self, weights: dict[str, np.ndarray], shape: Shape, kept: list[int], heads: dict[str, int],
        links: tuple[str, ...], dropout: float = 0.1,
    ):  # fmt: skip
        super().__init__()
        h = shape.hidden
        table = weights["emb.word"].reshape(-1, h)[kept]
        # frozen: the labelled words are a small part of the vocabulary, and the others must not be left behind
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(table.copy()), freeze=True)
        self.position = nn.Parameter(torch.from_numpy(weights["emb.pos"].reshape(-1, h)[: shape.positions].copy()))
        self.segment = nn.Parameter(torch.from_numpy(weights["emb.type"][:h].copy()))
        self.norm = _norm(weights, "emb.ln", h, shape.eps)
        self.layers = nn.ModuleList(Layer(weights, n, shape, dropout) for n in shape.layers)
        self.dropout = nn.Dropout(dropout)
        self.head_names = tuple(heads)
        self.head_sizes = tuple(heads.values())
        self.link_names = links
        self.forms = nn.Embedding(TABLE, FORM, padding_idx=0)
        self.below = nn.Linear(FORM, h, bias=False)  # into the encoder, where context meets it
        self.above = nn.Linear(FORM, h)  # to the heads
        nn.init.normal_(self.forms.weight, std=0.1)
        nn.init.zeros_(self.below.weight)  # the pretrained encoder starts undisturbed
        self.tags = nn.Linear(h, sum(heads.values()))
        self.mix = nn.Linear(h, h)
        self.links = nn.Linear(h, 2 * WIDTH * len(links))
        self.distance = nn.Parameter(torch.zeros(len(links), 2 * REACH + 1))
        self.nothing = nn.Parameter(torch.zeros(len(links)))  # score of pointing to no word
        nn.init.normal_(self.links.weight, std=0.05)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, first: torch.Tensor, last: torch.Tensor, forms: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of every word.

        Args:
            ids, mask: [batch, pieces], int64 and float.
            first, last: [batch, words], int64: where each word's first and last pieces stand.
            forms: [batch, pieces, FEATURES], int64: language.forms of the word at its first piece, else 0.

        Returns:
            (tags [batch, words, labels of all heads], links [batch, words, 2 × WIDTH × links]).
        """
        known = self.forms(forms).sum(2)
        x = self.norm(self.word(ids) + self.position[: ids.shape[1]] + self.segment + FAINT * self.below(known))
        bias = ((1.0 - mask) * -1e9)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        h = x.shape[-1]
        words = x.gather(1, first[..., None].expand(-1, -1, h)) + x.gather(1, last[..., None].expand(-1, -1, h))
        known = known.gather(1, first[..., None].expand(-1, -1, FORM))
        words = self.dropout(words + self.above(known))
        return self.tags(words), self.links(F.gelu(self.mix(words)))

    def split_tags(self, tags: torch.Tensor) -> dict[str, torch.Tensor]:
        """Scores by head."""
        return dict(zip(self.head_names, tags.split(self.head_sizes, dim=-1), strict=True))

    def link_scores(self, links: torch.Tensor, name: str, heads: torch.Tensor) -> torch.Tensor:
        """Scores [len(heads), words] of one text's link from head words to every word.

        Args:
            links: [words, 2 × WIDTH × links], one text.
            heads: indices of words.
        """
        at = self.link_names.index(name)
        left, right = links[:, 2 * at * WIDTH :][:, :WIDTH], links[:, (2 * at + 1) * WIDTH :][:, :WIDTH]
        places = torch.arange(links.shape[0])
        gap = (places[None, :] - heads[:, None]).clamp(-REACH, REACH) + REACH
        return left[heads] @ right.T / WIDTH**0.5 + self.distance[at][gap]


def build(sizes: dict[str, Any], weights: dict[str, np.ndarray], layers: tuple[int, ...], **rest: Any) -> Network:
    """A network on top of the pretrained encoder `weights` with the sizes read beside them."""
    shape = Shape(
        sizes["hidden"], sizes["heads"], sizes["feedforward"], sizes["positions"], sizes["eps"], tuple(layers)
    )
    return Network(weights, shape, **rest)
