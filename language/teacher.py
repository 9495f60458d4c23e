"""Which trees does a larger parser draw over openly licensed texts?

    python language/teacher.py FOLDER

FOLDER holds the treebanks that `train` reads; ``texts``, which `texts` lists; and ``encoder`` with
``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2. The larger parser (`encoder`)
learns from ``*-train.conllu`` alone, is measured on ``*-dev.conllu``, and parses the texts; the
trees of which it is least sure are left out. It writes into FOLDER ``texts-silver.conllu``, from
which `train` learns, and ``texts-aside.conllu``, other sentences, from which `attach` learns how
what has not seen them should have hung them. Needs JAX and tokenizers, which nothing else here
does: ``pip install jax tokenizers``.

Half an hour on one free core to learn, some minutes to parse.
"""

from __future__ import annotations

import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from encoder import arcs, begin, best, loss, relations, shape, vectors
from train import Rows, trees

ROUNDS, PIECES = 3.0, 1100  # times through the treebanks; pieces of words in a step
RATES = {"encoder": 2e-4, "heads": 1.5e-3}
RISING, STEEPEST = 150, 2.0  # steps in which the rate rises; the longest slope that is followed
MANY, KEPT = 8700, 0.9  # sentences for `train`; of all that are parsed, those of which it is surest
SIZES = ((12, 10), (20, 16), (32, 26), (48, 40), (72, 60), (104, 88), (160, 136))
LEARNT = ("head", "relation", "tag", "part")

Item = dict[str, Sequence[int]]


class Labels(NamedTuple):
    """What words can bear."""

    relation: list[str]
    tag: list[str]
    part: list[str]  # part of speech|features


def bare(rows: Rows) -> Rows:
    """Return the words of a sentence, without what stands for several of them."""
    return [row for row in rows if row[0].isdigit()]


def borne(row: list[str]) -> tuple[str, str, str]:
    """Return relation, tag, and part of speech with features."""
    return row[7], row[4], f"{row[3]}|{row[5]}"


class Cutter:
    """Cuts words into the pieces that the encoder knows."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self.known: dict[str, list[int]] = {}
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.ends = [self.tokenizer.token_to_id(each) for each in ("[CLS]", "[SEP]", "[UNK]")]

    def item(self, words: Sequence[str]) -> Item:
        opening, closing, unknown = self.ends
        pieces, first = [opening], []
        for word in words:
            if word not in self.known:
                found = self.tokenizer.encode(word, add_special_tokens=False).ids
                self.known[word] = (found or [unknown])[:8]
            first.append(len(pieces))
            pieces += self.known[word]
        shapes = [shape(word) for word in words]
        return {"pieces": [*pieces, closing], "first": first, "shape": shapes}


def batches(
    items: list[Item], pieces: int, draw: random.Random | None = None
) -> Iterator[tuple[list[int], dict[str, np.ndarray]]]:
    """Yield sentences of about one length together: their places, and what is known of them."""
    alike = defaultdict[tuple[int, int], list[int]](list)
    for at, item in enumerate(items):
        long, words = len(item["pieces"]), len(item["first"])
        size = next((each for each in SIZES if long <= each[0] and words <= each[1]), None)
        if size:
            alike[size].append(at)
    groups = []
    for size, some in alike.items():
        if draw:
            draw.shuffle(some)
        many = max(1, pieces // size[0])
        groups += [(size, many, some[at : at + many]) for at in range(0, len(some), many)]
    if draw:
        draw.shuffle(groups)
    for (long, words), many, some in groups:
        batch = {"pieces": np.zeros((many, long), np.int32), "piece": np.zeros((many, long), bool)}
        batch |= {name: np.zeros((many, words), np.int32) for name in ("first", "shape", *LEARNT)}
        batch["word"] = np.zeros((many, words), bool)
        batch["piece"][:, 0] = True
        for row, at in enumerate(some):
            for name, values in items[at].items():
                batch[name][row, : len(values)] = values
            batch["piece"][row, : len(items[at]["pieces"])] = True
            batch["word"][row, : len(items[at]["first"])] = True
        yield some, batch


@jax.jit
def step(weights: Any, moments: Any, pieces: Any, batch: Any, key: Any, at: Any, rate: Any) -> Any:
    """Go one step down the slope (Adam); return weights, moments and loss."""
    lost, slopes = jax.value_and_grad(loss)(weights, pieces, batch, key)
    steep = jnp.sqrt(sum((each * each).sum() for each in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1.0, STEEPEST / steep), slopes)
    mean, square = moments
    mean = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, mean, slopes)
    square = jax.tree.map(lambda old, new: 0.98 * old + 0.02 * new * new, square, slopes)

    def lower(scale: float) -> Any:
        def one(weight: Any, first: Any, second: Any) -> Any:
            grown = jnp.sqrt(second / (1 - 0.98**at)) + 1e-8
            return weight - rate * scale * first / (1 - 0.9**at) / grown

        return one

    weights = {
        name: jax.tree.map(lower(RATES[name]), weights[name], mean[name], square[name])
        for name in weights
    }
    return weights, (mean, square), lost


@jax.jit
def weighed(weights: Any, pieces: Any, batch: Any) -> Any:
    """Return chances of heads, tags, parts, and the vectors behind them."""
    seen = vectors(pieces, weights, batch)
    return (
        arcs(weights, seen, batch["word"]),
        best(weights, seen, "tag"),
        best(weights, seen, "part"),
        seen,
    )


related = jax.jit(relations)


def spanning(chances: np.ndarray) -> list[int]:
    """Which tree is the likeliest: the head of each word, 0 for the root, which one word has?

    Args:
        chances: for each word (rows) the logarithm of the chance of each head, root first.
    """
    import networkx as nx

    heads = chances.argmax(1).tolist()
    if heads.count(0) == 1 and _rooted(heads):
        return heads
    found = []
    for root in np.argsort(-chances[:, 0])[:4].tolist():
        graph = nx.DiGraph()
        for word, row in enumerate(chances, 1):
            for head, chance in enumerate(row.tolist()):
                if head != word and (word == root + 1) == (head == 0):
                    graph.add_edge(head, word, weight=chance)
        tree = nx.maximum_spanning_arborescence(graph)
        heads = [0] * len(chances)
        for head, word in tree.edges:
            heads[word - 1] = head
        found.append((sum(chances[at, head] for at, head in enumerate(heads)), heads))
    return max(found)[1]


def _rooted(heads: list[int]) -> bool:
    for word in range(len(heads)):
        at = word + 1
        for _ in heads:
            at = heads[at - 1] if at else 0
        if at:
            return False
    return True


def learn(items: list[Item], path: Path, labels: Labels) -> tuple[Any, Any]:
    """Return the vectors of pieces and the weights."""
    pieces, weights = begin(path, *map(len, labels))
    pieces, weights = jnp.asarray(pieces), jax.tree.map(jnp.asarray, weights)
    moments = jax.tree.map(jnp.zeros_like, weights), jax.tree.map(jnp.zeros_like, weights)
    draw, key, at = random.Random(5), jax.random.PRNGKey(1), 0
    total = int(ROUNDS * sum(1 for _ in batches(items, PIECES)))
    while at < total:
        for _, batch in batches(items, PIECES, draw):
            at += 1
            key, own = jax.random.split(key)
            rate = min(at / RISING, 1) * (1 - at / (total + 1))
            weights, moments, lost = step(weights, moments, pieces, batch, own, float(at), rate)
            if at % 100 == 0:
                print(f"{at} of {total} steps, loss {float(lost):.2f}", flush=True)
            if at == total:
                break
    return pieces, weights


def parsed(
    items: list[Item], pieces: Any, weights: Any
) -> Iterator[tuple[int, list[int], dict[str, list[int]], float]]:
    """Yield the place of each sentence, its heads and labels, how sure the parser is of them."""
    for some, batch in batches(items, 6000):
        chances, tags, parts, seen = weighed(weights, pieces, batch)
        chances, heads = np.asarray(chances), batch["head"]
        for row, at in enumerate(some):
            size = len(items[at]["first"])
            heads[row, :size] = spanning(chances[row, :size, : size + 1])
        named = np.asarray(related(weights, seen, heads))
        sure = np.take_along_axis(chances, heads[..., None], -1)[..., 0] + named.max(-1)
        found = {"relation": named.argmax(-1), "tag": np.asarray(tags), "part": np.asarray(parts)}
        for row, at in enumerate(some):
            size = len(items[at]["first"])
            borne = {name: each[row, :size].tolist() for name, each in found.items()}
            yield at, heads[row, :size].tolist(), borne, float(sure[row, :size].mean())


def measure(bank: list[Rows], cutter: Cutter, weights: tuple[Any, Any], labels: Labels) -> str:
    """Say LAS without punctuation over whole labels."""
    right = words = 0
    items = [cutter.item([row[1] for row in rows]) for rows in bank]
    for at, heads, found, _ in parsed(items, *weights):
        for row, head, label in zip(bank[at], heads, found["relation"], strict=True):
            words += row[7] != "punct"
            right += row[7] != "punct" and (head, labels.relation[label]) == (int(row[6]), row[7])
    return f"LAS {right / words:.4f}"


def conllu(words: Sequence[str], heads: list[int], own: dict[str, list[int]], all_: Labels) -> str:
    """Return a tree as it is written down."""
    lines = []
    for at, (word, head) in enumerate(zip(words, heads, strict=True)):
        part, _, features = all_.part[own["part"][at]].partition("|")
        row = [
            str(at + 1), word, word, part, all_.tag[own["tag"][at]], features,
            str(head), all_.relation[own["relation"][at]], "_", "_",
        ]  # fmt: skip
        lines.append("\t".join(row) + "\n")
    return "".join(lines) + "\n"


def main() -> None:
    """Learn, measure, parse the texts, and write the trees."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    held, texts_ = folder / "encoder", folder / "texts"
    for needed in (held / "model.safetensors", held / "tokenizer.json", texts_):
        if not needed.exists():
            sys.exit(f"'{needed}' is missing; language/README.md says what it is.")
    from texts import key, read

    from quorate.reading.pipeline import load

    banks = {
        path.stem: [bare(rows) for _, rows in trees(path)]
        for path in sorted(folder.glob("*.conllu"))
        if not path.stem.endswith(("-silver", "-aside"))
    }
    train = [rows for name, bank in banks.items() if name.endswith("-train") for rows in bank]
    labels = Labels(*(sorted({each[at] for rows in train for each in map(borne, rows)})
                      for at in range(3)))  # fmt: skip
    places = [{each: at for at, each in enumerate(names)} for names in labels]
    cutter, items = Cutter(held / "tokenizer.json"), list[Item]()
    for rows in train:
        item = cutter.item([row[1] for row in rows])
        item["head"] = [int(row[6]) for row in rows]
        for name, known, own in zip(
            LEARNT[1:], places, zip(*map(borne, rows), strict=True), strict=True
        ):
            item[name] = [known[each] for each in own]
        items.append(item)
    learnt = learn(items, held / "model.safetensors", labels)
    for name, bank in banks.items():
        if name.endswith("-dev"):
            print(name, measure(bank, cutter, learnt, labels))
    cut = load()._pipeline.make_doc
    known = {key(row[1] for row in rows) for bank in banks.values() for rows in bank}
    sentences = list(
        read(texts_, lambda text: [each.text for each in cut(text) if not each.is_space], known)
    )
    random.Random(3).shuffle(sentences)
    for name, some in (("silver", sentences[:MANY]), ("aside", sentences[MANY:])):
        found = sorted(
            parsed([cutter.item(each) for each in some], *learnt), key=lambda each: -each[3]
        )
        with (folder / f"texts-{name}.conllu").open("w", encoding="utf-8") as out:
            for at, heads, own, _ in found[: int(KEPT * len(found))]:
                out.write(conllu(some[at], heads, own, labels))


if __name__ == "__main__":
    os.environ.setdefault(
        "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    )
    main()
