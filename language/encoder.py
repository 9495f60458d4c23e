"""How does the larger parser weigh heads and relations? By biaffine forms over an encoder.

The encoder is MiniLM (six layers of width 384, uncased), whose weights are read from
``model.safetensors``. A word is the vector of its first piece with one for its shape, since the
encoder sees no capitals. Each pair of words has a number for the arc, each arc one for every
relation (Dozat and Manning, *Deep Biaffine Attention for Neural Dependency Parsing*, 2017); two
linear layers give the tag and the part of speech with its features. Used by ``teacher.py`` alone,
nothing of it is shipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

WIDTH, VIEWS, LAYERS = 384, 12, 6
PLACES = 256  # pieces in a sentence, at most
SHAPES, SHAPED = 9, 32
ARC, RELATION = 256, 96  # widths in which arcs and relations are weighed
INNER, OUTER = 0.1, 0.25  # what is dropped while learning: within the encoder, from its last layer
LIGHTLY = 0.3  # how much a wrong tag counts beside a wrong head
NEVER = -1e9

Batch = dict[str, torch.Tensor]


def shape(word: str) -> int:
    """Return the class of its capitals and figures."""
    if word.isdigit():
        return 5
    if any(each.isdigit() for each in word):
        return 6
    if not any(each.isalpha() for each in word):
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 4
    return 3 if word[0].isupper() else 8


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, held: dict[str, torch.Tensor], own: str) -> None:
        super().__init__()
        asked = [f"{own}attention.self.{each}" for each in ("query", "key", "value")]
        self.asked = _linear(
            torch.cat([held[f"{each}.weight"] for each in asked]),
            torch.cat([held[f"{each}.bias"] for each in asked]),
        )
        self.given, self.wide, self.narrow = (
            _linear(held[f"{own}{each}.weight"], held[f"{own}{each}.bias"])
            for each in ("attention.output.dense", "intermediate.dense", "output.dense")
        )
        self.first, self.second = (
            _norm(held, f"{own}{each}.LayerNorm") for each in ("attention.output", "output")
        )

    def forward(self, x: torch.Tensor, unseen: torch.Tensor) -> torch.Tensor:
        many, long, _ = x.shape
        query, known, value = (
            self.asked(x).view(many, long, 3, VIEWS, WIDTH // VIEWS).permute(2, 0, 3, 1, 4)
        )
        near = query @ known.transpose(-1, -2) / (WIDTH // VIEWS) ** 0.5 + unseen
        seen = (near.softmax(-1) @ value).transpose(1, 2).reshape(many, long, WIDTH)
        x = self.first(x + functional.dropout(self.given(seen), INNER, self.training))
        narrow = self.narrow(functional.gelu(self.wide(x)))
        out: torch.Tensor = self.second(x + functional.dropout(narrow, INNER, self.training))
        return out


class Weighing(nn.Module):
    """Encoder and heads.

    Args:
        held: the encoder's weights by name.
        relations, tags, parts: how many of each there are.
    """

    def __init__(
        self, held: dict[str, torch.Tensor], relations: int, tags: int, parts: int
    ) -> None:
        super().__init__()
        own, word = "embeddings.", WIDTH + SHAPED
        self.pieces: torch.Tensor
        self.register_buffer("pieces", held[own + "word_embeddings.weight"])  # stay as they are
        places = held[own + "position_embeddings.weight"][:PLACES]
        self.places = nn.Parameter(places + held[own + "token_type_embeddings.weight"][0])
        self.norm = _norm(held, own + "LayerNorm")
        self.layers = nn.ModuleList(Layer(held, f"encoder.layer.{at}.") for at in range(LAYERS))
        self.heads = nn.ModuleDict(
            {
                "shape in": nn.Embedding.from_pretrained(torch.zeros(SHAPES, WIDTH), freeze=False),
                "shape": nn.Embedding.from_pretrained(
                    torch.randn(SHAPES, SHAPED) * 0.5, freeze=False
                ),
                "arc below": _drawn(word, ARC),
                "arc above": _drawn(word, ARC),
                "arc": _drawn(ARC, ARC, ARC**-0.5),
                "relation below": _drawn(word, RELATION),
                "relation above": _drawn(word, RELATION),
                "relation": _drawn(RELATION, relations * RELATION, RELATION**-0.5),
                "relation alone": _drawn(2 * RELATION, relations),
                "tag": _drawn(word, tags),
                "part": _drawn(word, parts),
            }
        )

    def forward(self, batch: Batch) -> torch.Tensor:
        """Return the vectors of root and words."""
        first, shapes = batch["first"], batch["shape"]
        many, long = batch["pieces"].shape
        rows = torch.arange(many, device=first.device)[:, None].expand_as(first)
        capitals = self.heads["shape in"](shapes) * batch["word"][..., None]
        x = self.pieces[batch["pieces"]] + self.places[:long]
        x = x.index_put((rows, first), capitals, accumulate=True)
        x = functional.dropout(self.norm(x), INNER, self.training)
        unseen = torch.where(batch["piece"], 0.0, NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, unseen)
        words = torch.cat([x[rows, first], self.heads["shape"](shapes)], -1)
        root = functional.pad(x[:, :1], (0, SHAPED))
        return functional.dropout(torch.cat([root, words], 1), OUTER, self.training)

    def arcs(self, seen: torch.Tensor, word: torch.Tensor) -> torch.Tensor:
        """Return the logarithm of the chance of each head (columns, root first) of each word."""
        below = _bent(self.heads["arc below"](seen[:, 1:]))
        above = _bent(self.heads["arc above"](seen))
        scores = self.heads["arc"](below) @ above.transpose(1, 2)
        size = word.shape[1]
        itself = torch.eye(size, dtype=torch.bool, device=word.device)
        may = functional.pad(word, (1, 0), value=True)[:, None, :]
        return scores.masked_fill(~may | functional.pad(itself, (1, 0)), NEVER).log_softmax(-1)

    def relations(self, seen: torch.Tensor, above: torch.Tensor) -> torch.Tensor:
        """Return the logarithm of the chance of each relation of each word to the head given."""
        below = _bent(self.heads["relation below"](seen[:, 1:]))
        over = _bent(self.heads["relation above"](seen))
        over = over.gather(1, above[..., None].expand(-1, -1, RELATION))
        pair = self.heads["relation"](below).view(*below.shape[:2], -1, RELATION)
        alone = self.heads["relation alone"](torch.cat([below, over], -1))
        return (torch.einsum("bnlk,bnk->bnl", pair, over) + alone).log_softmax(-1)

    def layer(self, seen: torch.Tensor, name: str) -> torch.Tensor:
        """Return the logarithm of the chance of each tag or part of each word."""
        scores: torch.Tensor = self.heads[name](seen[:, 1:])
        return scores.log_softmax(-1)

    def loss(self, batch: Batch) -> torch.Tensor:
        """Return how unlikely the trees of the treebank are, a word."""
        seen, word = self(batch), batch["word"]

        def unlikely(chances: torch.Tensor, right: str) -> torch.Tensor:
            return -chances.gather(-1, batch[right][..., None])[..., 0]

        total = unlikely(self.arcs(seen, word), "head")
        total = total + unlikely(self.relations(seen, batch["head"]), "relation")
        for name in ("tag", "part"):
            total = total + LIGHTLY * unlikely(self.layer(seen, name), name)
        return (total * word).sum() / word.sum()


def begin(path: Path, relations: int, tags: int, parts: int) -> Weighing:
    """Return what learns, its encoder from a file, its heads drawn by chance."""
    from safetensors.torch import load_file

    return Weighing(load_file(path), relations, tags, parts)


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    layer = nn.Linear(*reversed(weight.shape))
    layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
    return layer


def _drawn(size: int, out: int, scale: float = 1.0) -> nn.Linear:
    return _linear(torch.randn(out, size) * scale * size**-0.5, torch.zeros(out))


def _norm(held: dict[str, torch.Tensor], name: str) -> nn.LayerNorm:
    norm = nn.LayerNorm(WIDTH, eps=1e-12)
    norm.weight = nn.Parameter(held[f"{name}.weight"])
    norm.bias = nn.Parameter(held[f"{name}.bias"])
    return norm


def _bent(x: Any) -> torch.Tensor:
    return functional.leaky_relu(x, 0.1)
