"""How does the larger parser weigh heads and relations? By biaffine forms over an encoder.

The encoder is MiniLM (six layers of width 384, uncased), whose weights are read from
``model.safetensors``. A word is the vector of its first piece with one for its shape, since the
encoder sees no capitals. Each pair of words has a number for the arc, each arc one for every
relation (Dozat and Manning, *Deep Biaffine Attention for Neural Dependency Parsing*, 2017); two
linear layers give the tag and the part of speech with its features. Written in JAX; used by
``teacher.py`` alone, nothing of it is shipped.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

WIDTH, VIEWS, LAYERS = 384, 12, 6
PLACES = 256  # pieces in a sentence, at most
SHAPES, SHAPED = 9, 32
ARC, RELATION = 256, 96  # widths in which arcs and relations are weighed
INNER, OUTER = 0.1, 0.25  # what is dropped while learning: within the encoder, from its last layer
LIGHTLY = 0.3  # how much a wrong tag counts beside a wrong head

Weights = dict[str, Any]
Batch = dict[str, Any]


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


def pretrained(path: Path) -> dict[str, np.ndarray]:
    """Return the weights in a file of safetensors by name."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    found, begin = {}, 8 + size
    for name, each in json.loads(raw[8:begin]).items():
        if each.get("dtype") == "F32":
            first, last = each["data_offsets"]
            values = np.frombuffer(raw[begin + first : begin + last], np.float32)
            found[name] = values.reshape(each["shape"])
    return found


def begin(path: Path, relations: int, tags: int, parts: int) -> tuple[np.ndarray, Weights]:
    """Return the vectors of pieces, which stay as they are, and all that is learnt."""
    held, chance = pretrained(path), np.random.default_rng(0)

    def drawn(*sizes: int) -> np.ndarray:
        return (chance.normal(0, 1, sizes) / np.sqrt(sizes[0])).astype(np.float32)

    def linear(name: str) -> tuple[np.ndarray, np.ndarray]:
        return np.ascontiguousarray(held[name + ".weight"].T), held[name + ".bias"]

    def layer(at: int) -> Weights:
        own = f"encoder.layer.{at}."
        asked = [linear(f"{own}attention.self.{each}") for each in ("query", "key", "value")]
        norms = [own + each + ".LayerNorm" for each in ("attention.output", "output")]
        return {
            "asked": (
                np.concatenate([each for each, _ in asked], 1),
                np.concatenate([each for _, each in asked]),
            ),
            "given": linear(own + "attention.output.dense"),
            "wide": linear(own + "intermediate.dense"),
            "narrow": linear(own + "output.dense"),
            "norms": [(held[each + ".weight"], held[each + ".bias"]) for each in norms],
        }

    word, zeros = WIDTH + SHAPED, lambda size: np.zeros(size, np.float32)
    encoder = {
        "layers": [layer(at) for at in range(LAYERS)],
        "places": held["embeddings.position_embeddings.weight"][:PLACES]
        + held["embeddings.token_type_embeddings.weight"][0],
        "norm": (held["embeddings.LayerNorm.weight"], held["embeddings.LayerNorm.bias"]),
    }
    heads = {
        "shape in": np.zeros((SHAPES, WIDTH), np.float32),
        "shape": chance.normal(0, 0.5, (SHAPES, SHAPED)).astype(np.float32),
        "arc below": (drawn(word, ARC), zeros(ARC)),
        "arc above": (drawn(word, ARC), zeros(ARC)),
        "arc": (drawn(ARC, ARC) / np.float32(np.sqrt(ARC)), zeros(ARC)),
        "relation below": (drawn(word, RELATION), zeros(RELATION)),
        "relation above": (drawn(word, RELATION), zeros(RELATION)),
        "relation": drawn(RELATION, relations * RELATION) / np.float32(np.sqrt(RELATION)),
        "relation alone": (drawn(2 * RELATION, relations), zeros(relations)),
        "tag": (drawn(word, tags), zeros(tags)),
        "part": (drawn(word, parts), zeros(parts)),
    }
    return held["embeddings.word_embeddings.weight"], {"encoder": encoder, "heads": heads}


def _normed(x: Any, norm: Any) -> Any:
    away = x - x.mean(-1, keepdims=True)
    scale, shift = norm
    return away * jax.lax.rsqrt((away * away).mean(-1, keepdims=True) + 1e-12) * scale + shift


def _dropped(x: Any, share: float, key: Any) -> Any:
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def _linear(x: Any, weights: Any) -> Any:
    return x @ weights[0] + weights[1]


def _bent(x: Any, weights: Any) -> Any:
    return jax.nn.leaky_relu(_linear(x, weights), 0.1)


def vectors(pieces: Any, weights: Weights, batch: Batch, key: Any = None) -> Any:
    """Return the vectors of root and words; with a key, some of it dropped for learning."""
    encoder, heads = weights["encoder"], weights["heads"]
    many, long = batch["pieces"].shape
    keys = [None] * (2 * LAYERS + 2) if key is None else jax.random.split(key, 2 * LAYERS + 2)
    rows = jnp.arange(many)[:, None]
    x = pieces[batch["pieces"]] + encoder["places"][:long]
    x = x.at[rows, batch["first"]].add(heads["shape in"][batch["shape"]])
    x = _dropped(_normed(x, encoder["norm"]), INNER, keys[-1])
    unseen = jnp.where(batch["piece"], 0.0, -1e9)[:, None, None, :]
    for at, layer in enumerate(encoder["layers"]):
        asked = _linear(x, layer["asked"]).reshape(many, long, 3 * VIEWS, WIDTH // VIEWS)
        query, known, value = jnp.split(asked.transpose(0, 2, 1, 3), 3, 1)
        near = query @ known.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // VIEWS) + unseen
        seen = (jax.nn.softmax(near, -1) @ value).transpose(0, 2, 1, 3).reshape(many, long, WIDTH)
        seen = _dropped(_linear(seen, layer["given"]), INNER, keys[2 * at])
        x = _normed(x + seen, layer["norms"][0])
        wide = jax.nn.gelu(_linear(x, layer["wide"]), approximate=True)
        narrow = _dropped(_linear(wide, layer["narrow"]), INNER, keys[2 * at + 1])
        x = _normed(x + narrow, layer["norms"][1])
    words = jnp.concatenate([x[rows, batch["first"]], heads["shape"][batch["shape"]]], -1)
    root = jnp.pad(x[:, :1], ((0, 0), (0, 0), (0, SHAPED)))
    return _dropped(jnp.concatenate([root, words], 1), OUTER, keys[-2])


def arcs(weights: Weights, seen: Any, word: Any) -> Any:
    """Return the logarithm of the chance of each head (columns, root first) of each word."""
    heads, size = weights["heads"], word.shape[1]
    below, above = _bent(seen[:, 1:], heads["arc below"]), _bent(seen, heads["arc above"])
    pair, alone = heads["arc"]
    scores = (below @ pair) @ above.transpose(0, 2, 1) + (above @ alone)[:, None, :]
    may = jnp.pad(word, ((0, 0), (1, 0)), constant_values=True)[:, None, :]
    may &= ~jnp.eye(size, size + 1, 1, dtype=bool)[None]
    return jax.nn.log_softmax(jnp.where(may, scores, -1e9), -1)


def relations(weights: Weights, seen: Any, above: Any) -> Any:
    """Return the logarithm of the chance of each relation of each word to the head given."""
    heads = weights["heads"]
    below = _bent(seen[:, 1:], heads["relation below"])
    over = _bent(seen, heads["relation above"])
    over = jnp.take_along_axis(over, above[..., None], 1)
    pair = (below @ heads["relation"]).reshape(*below.shape[:2], -1, RELATION)
    scores = jnp.einsum("bnlk,bnk->bnl", pair, over)
    alone = _linear(jnp.concatenate([below, over], -1), heads["relation alone"])
    return jax.nn.log_softmax(scores + alone, -1)


def loss(weights: Weights, pieces: Any, batch: Batch, key: Any) -> Any:
    """Return how unlikely the trees of the treebank are, a word."""
    seen, word = vectors(pieces, weights, batch, key), batch["word"]

    def unlikely(chances: Any, right: Any) -> Any:
        return -jnp.take_along_axis(chances, right[..., None], -1)[..., 0]

    def layer(name: str) -> Any:
        return jax.nn.log_softmax(_linear(seen[:, 1:], weights["heads"][name]), -1)

    total = unlikely(arcs(weights, seen, word), batch["head"])
    total += unlikely(relations(weights, seen, batch["head"]), batch["relation"])
    total += LIGHTLY * unlikely(layer("tag"), batch["tag"])
    total += LIGHTLY * unlikely(layer("part"), batch["part"])
    return (total * word).sum() / word.sum()


def best(weights: Weights, seen: Any, name: str) -> Any:
    """Return the likeliest tag, or part of speech with features, of each word."""
    return jnp.argmax(_linear(seen[:, 1:], weights["heads"][name]), -1)
