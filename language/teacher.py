"""Which trees does a larger parser draw over openly licensed texts?

    python language/teacher.py FOLDER

FOLDER holds the treebanks that `train` reads; ``texts``, which `texts` lists; and ``encoder`` with
``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2. The larger parser (`encoder`)
learns from ``*-train.conllu`` alone, is measured on ``*-dev.conllu``, and parses the texts; the
trees of which it is least sure are left out. It writes into FOLDER ``texts-silver.conllu``, from
which `train` learns, and ``texts-aside.conllu``, other sentences, from which `attach` learns how
what has not seen them should have hung them. Needs PyTorch, safetensors, tokenizers and networkx,
which nothing else here does.

A minute to learn and one to parse on a large graphics card, an hour or two on one free core.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from encoder import Batch, Weighing, begin, shape
from train import Rows, trees

ROUNDS, PIECES = 5.0, 1100  # times through the treebanks; pieces of words in a step
RATES = {"encoder": 2e-4, "heads": 1.5e-3}
RISING, STEEPEST = 150, 2.0  # steps in which the rate rises; the longest slope that is followed
MANY, KEPT = (
    29800,
    0.9,
)  # sentences for `train`; of all that are parsed, those of which it is surest
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
) -> Iterator[tuple[list[int], Batch]]:
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
        groups += [(size, some[at : at + many]) for at in range(0, len(some), many)]
    if draw:
        draw.shuffle(groups)
    for (long, words), some in groups:
        batch = {"pieces": torch.zeros(len(some), long, dtype=torch.long)}
        batch["piece"] = torch.zeros(len(some), long, dtype=torch.bool)
        for name in ("first", "shape", *LEARNT):
            batch[name] = torch.zeros(len(some), words, dtype=torch.long)
        batch["word"] = torch.zeros(len(some), words, dtype=torch.bool)
        for row, at in enumerate(some):
            for name, values in items[at].items():
                batch[name][row, : len(values)] = torch.tensor(values)
            batch["piece"][row, : len(items[at]["pieces"])] = True
            batch["word"][row, : len(items[at]["first"])] = True
        yield some, batch


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


def learn(items: list[Item], path: Path, labels: Labels, device: str) -> Weighing:
    """Return what has learnt the trees."""
    torch.manual_seed(1)
    model = begin(path, *map(len, labels)).to(device).train()
    heads = {id(each) for each in model.heads.parameters()}
    groups = {
        "encoder": [each for each in model.parameters() if id(each) not in heads],
        "heads": [*model.heads.parameters()],
    }
    adam = torch.optim.Adam(
        [{"params": some, "most": RATES[name]} for name, some in groups.items()], betas=(0.9, 0.98)
    )
    draw, at = random.Random(5), 0
    total = int(ROUNDS * sum(1 for _ in batches(items, PIECES)))
    while at < total:
        for _, batch in batches(items, PIECES, draw):
            at += 1
            for group in adam.param_groups:
                group["lr"] = group["most"] * min(at / RISING, 1) * (1 - at / (total + 1))
            lost = model.loss({name: each.to(device) for name, each in batch.items()})
            adam.zero_grad(set_to_none=True)
            lost.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), STEEPEST)
            adam.step()
            if at % 100 == 0:
                print(f"{at} of {total} steps, loss {lost.item():.2f}", flush=True)
            if at == total:
                break
    return model.eval()


@torch.no_grad()
def parsed(
    items: list[Item], model: Weighing
) -> Iterator[tuple[int, list[int], dict[str, list[int]], float]]:
    """Yield the place of each sentence, its heads and labels, how sure the parser is of them."""
    device = model.places.device
    for some, batch in batches(items, 6000):
        own = {name: each.to(device) for name, each in batch.items()}
        seen = model(own)
        chances, heads = model.arcs(seen, own["word"]).cpu().numpy(), batch["head"].numpy()
        for row, at in enumerate(some):
            size = len(items[at]["first"])
            heads[row, :size] = spanning(chances[row, :size, : size + 1])
        named = model.relations(seen, batch["head"].to(device)).cpu().numpy()
        sure = np.take_along_axis(chances, heads[..., None], -1)[..., 0] + named.max(-1)
        found = {
            name: model.layer(seen, name).argmax(-1).cpu().numpy() for name in ("tag", "part")
        } | {"relation": named.argmax(-1)}
        for row, at in enumerate(some):
            size = len(items[at]["first"])
            borne = {name: each[row, :size].tolist() for name, each in found.items()}
            yield at, heads[row, :size].tolist(), borne, float(sure[row, :size].mean())


def measure(bank: list[Rows], cutter: Cutter, model: Weighing, labels: Labels) -> str:
    """Say LAS without punctuation over whole labels."""
    right = words = 0
    items = [cutter.item([row[1] for row in rows]) for rows in bank]
    for at, heads, found, _ in parsed(items, model):
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
    device = "cuda" if torch.cuda.is_available() else "cpu"
    learnt = learn(items, held / "model.safetensors", labels, device)
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
            parsed([cutter.item(each) for each in some], learnt), key=lambda each: -each[3]
        )
        with (folder / f"texts-{name}.conllu").open("w", encoding="utf-8") as out:
            for at, heads, own, _ in found[: int(KEPT * len(found))]:
                out.write(conllu(some[at], heads, own, labels))


if __name__ == "__main__":
    main()
