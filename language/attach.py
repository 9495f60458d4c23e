"""How are the weights made by which conjuncts are hung anew?

    python language/attach.py FOLDER PIPELINE [--folds]

parses the treebanks in FOLDER by PIPELINE, learns from what the parse of each word that is weighed
anew (`quorate.reading.attach`) should have been, and writes ``attach.npz`` into PIPELINE. What the
pipeline has not learnt from, and parses as it will parse reports, counts more than what it has: the
trees that the larger parser drew over other texts (``*-aside.conllu``), most of what is learnt
from, and the treebanks' ``*-dev.conllu``. Sentences of `written` keep right what it hangs well.
``--folds`` writes nothing: it says how well each fifth of ``*-dev.conllu`` is parsed with weights
learnt from everything else.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from train import ACTORS, trees
from written import state_names, write

from quorate.reading import attach
from quorate.reading.attach import DECIDED, KEPT, Attacher, Choice, Feature, Kinds, Tree
from quorate.reading.pipeline import load

UNITS, ROUNDS, BATCH, RATE, DROPPED, SHRINK = 28, 6, 256, 0.003, 0.4, 1e-5
SEEDS = 1, 2  # the hidden units of several trainings stand beside each other
LEAST = 12  # times that a property was seen
COUNTED = {"train": 0.3, "dev": 2.0, "aside": 1.0, "written": 0.5}  # for how much a word counts
WRITTEN, SEED = 900, 123  # sentences of `written`, others than those the pipeline learns from
FIRST, DEPTHS, DEEPEST = {"noun": 3, "verb": 29}, (6, 8), 25  # of WordNet's files; in its tree
NOUNS = (
    "tops", "act", "animal", "artifact", "attribute", "body", "cognition", "communication",
    "event", "feeling", "food", "group", "location", "motive", "object", "person", "phenomenon",
    "plant", "possession", "process", "quantity", "relation", "shape", "state", "substance", "time",
)  # fmt: skip
VERBS = (
    "body", "change", "cognition", "communication", "competition", "consumption", "contact",
    "creation", "emotion", "motion", "perception", "possession", "social", "stative", "weather",
)  # fmt: skip
FOLDS, BLOCK = 5, 8  # sentences that follow one another are held out together


class Gold(NamedTuple):
    """A parsed sentence and where its words should hang."""

    tree: Tree
    heads: list[int]
    labels: list[str]


class Case(NamedTuple):
    """A word that is weighed anew, and the right candidate and relation."""

    sentence: int
    choice: Choice
    right: tuple[int, int] | None
    counted: float


def parsed(parser: Any, path: Path) -> Iterator[Gold]:
    """Yield every sentence of a treebank as the pipeline parses it."""
    bank = [[row for row in rows if row[0].isdigit()] for _, rows in trees(path)]
    for rows, tree in zip(
        bank, parser.trees([row[1] for row in rows] for rows in bank), strict=True
    ):
        heads = [at if row[6] == "0" else int(row[6]) - 1 for at, row in enumerate(rows)]
        yield Gold(tree, heads, [row[7] for row in rows])


def cases(bank: Iterable[Gold], counted: float, sorts: Kinds) -> Iterator[Case]:
    """Yield every word that is weighed anew."""
    for number, gold in enumerate(bank):
        for choice in attach.choices(gold.tree, sorts):
            heads = [head for head, _ in choice.heads]
            plain = gold.labels[choice.word].partition(":")[0]
            same = gold.labels[choice.word] == gold.tree.labels[choice.word]
            relation = DECIDED.index(plain) if plain in DECIDED else KEPT if same else -1
            head = gold.heads[choice.word]
            known = head in heads and relation >= 0
            yield Case(number, choice, (heads.index(head), relation) if known else None, counted)


def several(known: list[Case]) -> tuple[list[Feature], dict[str, np.ndarray]]:
    """Return the properties and the weights that give the mean of several trainings."""
    (names, first), *others = (learn(known, seed) for seed in SEEDS)
    each = [first, *(weights for _, weights in others)]
    size = len(each)
    return names, {
        "inner": np.concatenate([own["inner"] for own in each], 1),
        "inner_bias": np.concatenate([own["inner_bias"] for own in each]),
        "outer": np.concatenate([own["outer"] for own in each]) / size,
        "outer_bias": np.sum([own["outer_bias"] for own in each], 0) / size,
        "straight": np.sum([own["straight"] for own in each], 0) / size,
    }


def learn(known: list[Case], seed: int) -> tuple[list[Feature], dict[str, np.ndarray]]:
    """Return the properties and their weights, by descent on the log-likelihood (Adam)."""
    known = [each for each in known if each.right]
    counted = Counter(
        name
        for each in known
        for names in (each.choice.own, *(features for _, features in each.choice.heads))
        for name in names
    )
    names = [name for name, times in counted.items() if times >= LEAST]
    rows = {name: at for at, name in enumerate(names)}
    pointers, columns, first = [0], list[int](), [0]
    allowed, right = list[list[bool]](), list[list[bool]]()
    for each in known:
        own = [rows[name] for name in each.choice.own if name in rows]
        for rank, (_, features) in enumerate(each.choice.heads):
            columns += own + [rows[name] for name in features if name in rows]
            pointers.append(len(columns))
            allowed.append([True] * KEPT + [each.choice.now[1] == KEPT])
            right.append([(rank, relation) == each.right for relation in range(KEPT + 1)])
        first.append(len(right))
    matrix = sparse.csr_matrix(
        (np.ones(len(columns), np.float32), columns, pointers), shape=(len(right), len(names))
    )
    gold, may, starts = np.array(right, np.float32), np.array(allowed), np.array(first)
    counts = np.array([each.counted for each in known], np.float32)
    chance = np.random.default_rng(seed)
    weights = {
        "inner": chance.normal(0, 0.1, (len(names), UNITS)),
        "inner_bias": np.zeros(UNITS),
        "outer": chance.normal(0, 0.2, (UNITS, KEPT + 1)),
        "outer_bias": np.zeros(KEPT + 1),
        "straight": np.zeros((len(names), KEPT + 1)),
    }
    weights = {name: each.astype(np.float32) for name, each in weights.items()}
    moments = {name: (np.zeros_like(each), np.zeros_like(each)) for name, each in weights.items()}
    step, total = 0, ROUNDS * (len(known) // BATCH + 1)
    for _ in range(ROUNDS):
        order = chance.permutation(len(known))
        for begin in range(0, len(known), BATCH):
            some = order[begin : begin + BATCH]
            at = np.concatenate([np.arange(starts[each], starts[each + 1]) for each in some])
            group = np.repeat(np.arange(len(some)), starts[some + 1] - starts[some])
            x = matrix[at]
            dropped = (chance.random((len(at), UNITS)) >= DROPPED) / (1 - DROPPED)
            hidden = np.maximum(x @ weights["inner"] + weights["inner_bias"], 0) * dropped
            hidden = hidden.astype(np.float32)
            scores = hidden @ weights["outer"] + weights["outer_bias"] + x @ weights["straight"]
            scores = np.where(may[at], scores, -np.inf)
            highest = np.full(len(some), -np.inf)
            np.maximum.at(highest, group, scores.max(axis=1))
            likely = np.exp(scores - highest[group][:, None])
            likely /= np.bincount(group, likely.sum(axis=1))[group][:, None]
            share = counts[some] / counts[some].sum()
            off = ((likely - gold[at]) * share[group][:, None]).astype(np.float32)
            back = ((off @ weights["outer"].T) * (hidden > 0) * dropped).astype(np.float32)
            slopes = {
                "inner": x.T @ back,
                "inner_bias": back.sum(axis=0),
                "outer": hidden.T @ off,
                "outer_bias": off.sum(axis=0),
                "straight": x.T @ off,
            }
            step += 1
            rate = RATE * max(0.05, 1 - step / total)
            for name, weight in weights.items():
                slope, (mean, square) = slopes[name] + SHRINK * weight, moments[name]
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope * slope - square)
                grown = np.sqrt(square / (1 - 0.999**step)) + 1e-8
                weight -= rate * (mean / (1 - 0.9**step)) / grown
    return names, weights


def kinds(folder: Path, banks: Iterable[list[Gold]]) -> Kinds:
    """Return what WordNet puts words of the banks under, and whatever it counts or places."""
    found: Kinds = {}
    for part, name, classes in (("NOUN", "noun", NOUNS), ("VERB", "verb", VERBS)):
        seen = {
            gold.tree.lemma(at)
            for bank in banks
            for gold in bank
            for at, own in enumerate(gold.tree.upos)
            if own.replace("PROPN", "NOUN") == part
        }
        file, above = dict[str, str](), dict[str, str]()
        for line in (folder / f"data.{name}").read_text("utf-8").splitlines():
            if not line.startswith(" "):
                fields = line.partition(" | ")[0].split()
                file[fields[0]] = classes[int(fields[1]) - FIRST[name]]
                at = fields.index("@") if "@" in fields else 0
                at = at or (fields.index("@i") if "@i" in fields else 0)
                if at:
                    above[fields[0]] = fields[at + 1]
        numbers: dict[str, int] = {}
        found[part] = {}
        for line in (folder / f"index.{name}").read_text("utf-8").splitlines():
            lemma, *fields = line.split()
            if line.startswith(" ") or "_" in lemma:
                continue
            pointers = int(fields[2])
            counted, sense = int(fields[4 + pointers]), fields[5 + pointers]
            if lemma in seen or counted or file[sense] == "location":
                line_up = [sense]
                while line_up[-1] in above and len(line_up) < DEEPEST:
                    line_up.append(above[line_up[-1]])
                wide, narrow = (
                    numbers.setdefault(line_up[max(0, len(line_up) - 1 - depth)], len(numbers))
                    for depth in DEPTHS
                )
                found[part][lemma] = file[sense], wide, narrow
    return found


def attacher(names: list[Feature], weights: dict[str, np.ndarray], sorts: Kinds) -> Attacher:
    """Return the weights as the pipeline uses them."""
    bias = weights["inner_bias"], weights["outer_bias"]
    return Attacher(names, weights["inner"], weights["outer"], weights["straight"], bias, sorts)


def save(path: Path, names: list[Feature], weights: dict[str, np.ndarray], sorts: Kinds) -> None:
    """Write the weights, in half precision."""
    texts = {
        name: np.frombuffer(json.dumps(each, ensure_ascii=False).encode("utf-8"), np.uint8)
        for name, each in (("names", names), ("kinds", sorts))
    }
    half = {name: each.astype(np.float16) for name, each in weights.items()}
    np.savez_compressed(path, **texts, **half)  # type: ignore[arg-type]


def measure(bank: Iterable[Gold]) -> str:
    """Say LAS without punctuation over whole labels, and F1 by relation."""
    right = words = 0
    count: Counter[tuple[str, str]] = Counter()
    for gold in bank:
        found = zip(gold.tree.heads, gold.tree.labels, gold.heads, gold.labels, strict=True)
        for head, label, true_head, true_label in found:
            a, b = label.partition(":")[0], true_label.partition(":")[0]
            words += b != "punct"
            right += b != "punct" and (head, label) == (true_head, true_label)
            count.update([(a, "found"), (b, "asked")])
            count[a, "hit"] += a == b and head == true_head
    shares = (
        f"{name} {2 * count[name, 'hit'] / max(1, count[name, 'found'] + count[name, 'asked']):.3f}"
        for name in DECIDED
    )
    return f"LAS {right / words:.4f}, " + ", ".join(shares)


def main() -> None:
    """Learn and write, or say how well it goes on sentences held out."""
    folder, pipeline = Path(sys.argv[1]), Path(sys.argv[2])
    parser = load(str(pipeline))
    parser.attacher = None
    files = {end: sorted(folder.glob(f"*-{end}.conllu")) for end in ("train", "dev", "aside")}
    with tempfile.TemporaryDirectory() as work:
        files["written"] = [Path(work) / "written.conllu"]
        own = "".join(write(WRITTEN, state_names(ACTORS), SEED))
        files["written"][0].write_text(own, "utf-8")
        banks = {end: [g for path in files[end] for g in parsed(parser, path)] for end in files}
    sorts = kinds(folder / "wordnet", banks.values())
    found = {end: list(cases(bank, COUNTED[end], sorts)) for end, bank in banks.items()}
    held, unseen = found.pop("dev"), banks["dev"]
    learnt = [each for some in found.values() for each in some]
    if "--folds" not in sys.argv:
        names, weights = several(learnt + held)
        save(pipeline / "attach.npz", names, weights, sorts)
        print(f"{len(names)} properties, from {len(learnt) + len(held)} words")
        return
    print("as parsed:", measure(unseen))
    draw = random.Random(1)
    folds = [draw.randrange(FOLDS) for _ in range(len(unseen) // BLOCK + 1)]
    for fold in range(FOLDS):
        rest = [each for each in held if folds[each.sentence // BLOCK] != fold]
        fitted = attacher(*several(learnt + rest), sorts)
        for number, gold in enumerate(unseen):
            if folds[number // BLOCK] == fold:
                fitted.mend(gold.tree)
    print("hung anew:", measure(unseen))


if __name__ == "__main__":
    main()
