"""How is the pipeline for English made?

    python language/train.py FOLDER OUT

FOLDER holds treebanks in CoNLL-U, EWT and the openly licensed documents of GUM: ``*-train.conllu``
is learnt from, ``*-dev.conllu`` says how training goes and is learnt from in the last stage;
``*-silver.conllu``, trees that a larger parser drew over open texts (`teacher`), is learnt from in
the fourth; nothing else is read. OUT is the folder of the pipeline. Six stages:

1. tagger, morphologizer and parser on the treebanks, 2,000 steps at one rate;
2. from there twice, with falling rate and the sentences of `written` added: once with documents of
   news, biography, speech and travel counted double, once without; the weights of both are
   averaged, which parses better than either and costs nothing;
3. from there once more, shorter and at a lower rate, with the press counted double; averaged again
   with what it began from;
4. from there in rounds, each twice on all of it and the silver trees, with the press counted
   double and not, averaged, at a lower rate than the one before;
5. the lemmatizer, tables drawn from the treebanks (`lemmas`);
6. what hangs conjuncts anew (`attach`), from what the pipeline parses by then.

Two hours on two free cores. Processors differ in the last digits of a sum, so the same seeds give
about the same accuracy, not the same bytes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ACTORS = HERE.parent / "src" / "quorate" / "facts" / "actors.toml"
WRITTEN = 3000
PRESS = ("weblog", "newsgroup", "_news_", "_bio_", "_speech_", "_voyage_", "_interview_")
SEEDS = (7, 11, 23)
STEPS, RATE = 1600, 0.0012  # the rate falls to nothing in that many steps
AGAIN = 520, 0.0009
TAUGHT = (1200, 0.0013), (1000, 0.001), (800, 0.0006), (500, 0.0003)  # a round each
DEV = 900  # sentences that are looked at while training

Rows = list[list[str]]


def trees(path: Path) -> Iterator[tuple[str, Rows]]:
    """Yield every sentence with its document; words written together keep their parts."""
    document, rows = "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            document = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if not any(" " in row[1] for row in rows):
                yield document, rows
            rows = []


def doc(vocab: Any, rows: Rows) -> Any:
    """Return the tree as spaCy holds it."""
    from spacy.tokens import Doc

    kept, spaces, last, spaced = [], [], 0, True
    for row in rows:
        if "-" in row[0]:
            last, spaced = int(row[0].partition("-")[2]), "SpaceAfter=No" not in row[9]
        elif "." not in row[0]:
            at, own = int(row[0]), "SpaceAfter=No" not in row[9]
            spaces.append(own if at > last else at == last and spaced)
            kept.append(row)
    heads = [at if row[6] == "0" else int(row[6]) - 1 for at, row in enumerate(kept)]
    return Doc(
        vocab,
        words=[row[1] for row in kept],
        spaces=spaces,
        lemmas=[row[2] for row in kept],
        pos=[row[3] for row in kept],
        tags=[row[4] for row in kept],
        morphs=["" if row[5] == "_" else row[5] for row in kept],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in kept],
    )


def corpora(folder: Path, out: Path) -> dict[str, Path]:
    """Write what the stages learn from; return it by name."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab
    from written import state_names, write

    own = out / "written.conllu"
    own.write_text("".join(write(WRITTEN, state_names(ACTORS))), "utf-8")
    bank = [tree for path in sorted(folder.glob("*-train.conllu")) for tree in trees(path)]
    dev = [tree for path in sorted(folder.glob("*-dev.conllu")) for tree in trees(path)]
    silver = [tree for path in sorted(folder.glob("*-silver.conllu")) for tree in trees(path)]
    press = [tree for tree in bank if any(each in tree[0] for each in PRESS)]
    written = list(trees(own))
    sets = {
        "first": bank,
        "press": [*bank, *written, *press],
        "plain": [*bank, *written],
        "silver": [*bank, *written, *silver],
        "pressed": [*bank, *written, *press, *silver],
        "dev": random.Random(1).sample(dev, min(DEV, len(dev))),
    }
    vocab, found = Vocab(), {}
    for name, each in sets.items():
        found[name] = out / f"{name}.spacy"
        DocBin(docs=[doc(vocab, rows) for _, rows in each]).to_disk(found[name])
    return found


def stage(
    train: Path,
    dev: Path,
    out: Path,
    seed: int,
    start: Path | None = None,
    course: tuple[int, float] = (STEPS, RATE),
) -> Path:
    """Train once, from nothing or on from an earlier pipeline; return where the last one lies."""
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run
    from spacy.util import load_config

    config = load_config(HERE / "english.cfg", interpolate=False)
    config["paths"] = {"train": str(train), "dev": str(dev)}
    config["system"]["seed"] = seed
    if start is not None:
        names = ("tok2vec", "tagger", "morphologizer", "parser")
        config["components"] = {name: {"source": str(start)} for name in names}
        config["corpora"]["train"]["gold_preproc"] = True
        steps, rate = course
        config["training"] |= {
            "max_steps": steps,
            "eval_frequency": max(200, steps // 4),
            "dropout": 0.2,
        }
        config["training"]["batcher"]["size"] = 1000
        config["training"]["optimizer"]["learn_rate"] = {
            "@schedules": "warmup_linear.v1",
            "warmup_steps": 50,
            "total_steps": steps + 50,
            "initial_rate": rate,
        }
    out.mkdir(parents=True, exist_ok=True)
    run(init_nlp(config), out)
    return out / "model-last"


def average(paths: list[Path]) -> Any:
    """Return the first pipeline with the mean of all weights."""
    import spacy

    loaded: list[Any] = [spacy.load(path) for path in paths]
    first, *others = loaded
    for name, part in first.pipeline:
        walks = [list(each.get_pipe(name).model.walk()) for each in (first, *others)]
        for alike in zip_longest(*walks):
            for weight in alike[0].param_names:
                if alike[0].has_param(weight):
                    values = [node.get_param(weight) for node in alike]
                    alike[0].set_param(weight, sum(values) / len(values))
        assert part.model is walks[0][0]
    return first


def words(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """Yield form, part of speech and lemma of every word of a corpus."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    for each in DocBin().from_disk(corpus).get_docs(Vocab()):
        for token in each:
            yield token.text, token.pos_, token.lemma_


def main() -> None:
    """Make the pipeline, or say in one sentence what is missing."""
    folder, out = (Path(each) if each else None for each in (*sys.argv[1:], "", "")[:2])
    if folder is None or out is None or not list(folder.glob("*-train.conllu")):
        sys.exit(
            f"No treebank NAME-train.conllu lies in '{folder or ''}'; "
            "run: make language TREEBANKS=FOLDER (language/README.md says which)."
        )
    from lemmas import add_lemmatizer
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    work = out.parent / f"{out.name}-training"
    work.mkdir(parents=True, exist_ok=True)
    sets = corpora(folder, work)
    first = stage(sets["first"], sets["dev"], work / "1", SEEDS[0])
    second = [
        stage(sets[name], sets["dev"], work / f"2-{name}", seed, first)
        for name, seed in zip(("press", "plain"), SEEDS[:2], strict=True)
    ]
    average(second).to_disk(work / "2")
    third = stage(sets["press"], sets["dev"], work / "3", SEEDS[2], work / "2", AGAIN)
    average([work / "2", third]).to_disk(work / "4")
    begun = work / "4"
    for turn, course in enumerate(TAUGHT):
        taught = [
            stage(sets[name], sets["dev"], work / f"5-{turn}-{name}", seed + turn, begun, course)
            for name, seed in zip(("pressed", "silver"), SEEDS[:2], strict=True)
        ]
        nlp, begun = average(taught), work / f"5-{turn}"
        nlp.to_disk(begun)
    add_lemmatizer(nlp, words(sets["first"]))
    finish(nlp, out, sets["silver"])
    subprocess.run([sys.executable, HERE / "attach.py", folder, out], check=True)
    print(f"{out} is written; python bench/language.py FOLDER measures it.")


def forget(out: Path, nlp: Any, learnt: set[str]) -> None:
    """Take the words of the treebanks from the strings of a pipeline; its labels stay."""
    import spacy

    needed = set(spacy.blank("en").vocab.strings)
    for label in (each for labels in nlp.pipe_labels.values() for each in labels):
        needed |= {label, *label.split("||"), *label.split("|"), label.partition("-")[2]}
    path = out / "vocab" / "strings.json"
    strings = json.loads(path.read_text("utf-8"))
    kept = [each for each in strings if each in needed or each.lower() not in learnt]
    path.write_text(json.dumps(kept, indent=0, ensure_ascii=False), "utf-8")


def finish(nlp: Any, out: Path, corpus: Path) -> None:
    """Write the pipeline with who made it, from what, and under which licence."""
    nlp.meta |= {
        "name": "quorate",
        "version": "1.0",
        "description": "English in Universal Dependencies, for press reports on crises.",
        "author": "the Quorate authors",
        "license": "CC BY-SA 4.0",
        "sources": [
            {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
            {
                "name": "UD English GUM, its openly licensed documents",
                "license": "CC BY 4.0 and others",
            },
            {"name": "sentences of language/written.py", "license": "Apache-2.0"},
            {
                "name": "WikiText-2, Wikigold, WikiSplit, MASC and messages on the state of the "
                "Union, parsed by language/teacher.py",
                "license": "CC BY-SA 3.0 and 4.0, CC BY 4.0, research and development, "
                "public domain",
            },
        ],
        "performance": {},
    }
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.to_disk(out)
    forget(out, nlp, {each.lower() for form, _, lemma in words(corpus) for each in (form, lemma)})
    meta = json.loads((out / "meta.json").read_text("utf-8"))
    meta["spacy_version"] = ">=3.8,<4.0"
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False), "utf-8")
    (out / "LICENSE").write_text((HERE / "LICENSE").read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    main()
