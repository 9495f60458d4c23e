"""What statements does the library textacy find in a parsed text?

textacy 0.13 runs in a Python of its own. It reads labels of the older English scheme, so the tree
of Universal Dependencies is told in them: ``dobj`` for ``obj``, ``nsubjpass``, an ``agent`` with
its ``pobj``, a name of several words headed by its last. Two of its functions find statements:
``direct_quotations``, and ``subject_verb_object_triples`` where the verb is one of its own
reporting verbs. A paragraph is asked by itself, since one unclosed quotation mark makes it refuse a
whole text.
"""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

import msgspec

from bench.brackets import Word
from bench.paired import Count, Row, parse, show
from bench.polnear import Attributed, paired, read
from bench.polnear import annotated as attributions_of
from quorate.press.load import load as reports_of
from quorate.reading.language import sentences
from quorate.reading.names import Names
from quorate.record.shipped import shipped
from quorate.views.annotated import Annotated, annotated
from quorate.views.evaluate import matched, predictions

LEAST = (0.3, 0.8)  # of two contents, the share of characters in common
READINGS = {"textacy_quotations": ("quotation",), "textacy_and_triples": ("quotation", "triple")}

WORKER = r"""
import json, sys, time, warnings
warnings.simplefilter("ignore")
from spacy.lang.en import English
from spacy.tokens import Doc
from textacy import constants, extract
vocab, asked, told = English().vocab, json.load(sys.stdin), []
reporting = constants.REPORTING_VERBS["en"]
docs = [
    Doc(vocab, words=one["words"], spaces=one["spaces"], pos=one["pos"], lemmas=one["lemmas"],
        heads=one["heads"], deps=one["deps"], sent_starts=one["starts"])
    for one in asked
]
begun = time.process_time()
for doc in docs:
    found = []
    try:
        for speaker, cue, content in extract.direct_quotations(doc):
            found.append(("quotation", [t.i for t in speaker], content.start + 1, content.end - 1))
    except ValueError:
        pass
    for subject, verb, object_ in extract.subject_verb_object_triples(doc):
        if any(t.lemma_ in reporting for t in verb):
            under = [u.i for t in object_ for u in t.subtree]
            found.append(("triple", [t.i for t in subject], min(under), max(under) + 1))
    told.append(found)
print(json.dumps({"seconds": time.process_time() - begun, "told": told}))
"""

OLDER = {
    "obj": "dobj", "iobj": "dative", "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass",
    "nsubj:outer": "nsubj", "csubj:outer": "csubj", "aux:pass": "auxpass", "root": "ROOT",
}  # fmt: skip


class Paragraph(NamedTuple):
    """The words of a paragraph with their places in the text, lemmas, and sentence openings."""

    words: list[Word]
    places: list[tuple[int, int]]
    lemmas: list[str]
    starts: list[bool]


class Found(NamedTuple):
    """A statement: by which function, its speaker's words and its content, as places of words."""

    by: str
    speaker: list[int]
    first: int
    last: int


class _Told(TypedDict):
    words: list[str]
    spaces: list[bool]
    pos: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    starts: list[bool]


def quotations(python: Path, paragraphs: Sequence[Paragraph]) -> tuple[float, list[list[Found]]]:
    """Return seconds of the processor, and the statements found in each paragraph."""
    done = subprocess.run(
        [str(python), "-c", WORKER], input=json.dumps([_told(each) for each in paragraphs]),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout.splitlines()[-1])
    return float(answer["seconds"]), [[Found(*each) for each in one] for one in answer["told"]]


def _told(paragraph: Paragraph) -> _Told:
    heads, labels = older(paragraph.words)
    ends = [end for _, end in paragraph.places]
    return {
        "words": [word.text for word in paragraph.words],
        "spaces": [a < b for a, (b, _) in zip(ends, paragraph.places[1:], strict=False)] + [False],
        "pos": [word.upos for word in paragraph.words],
        "lemmas": paragraph.lemmas,
        "heads": heads,
        "deps": labels,
        "starts": paragraph.starts,
    }


def older(words: Sequence[Word]) -> tuple[list[int], list[str]]:
    """Return heads and labels of a tree by the older English scheme.

    >>> words = [Word("Ann", "NNP", "PROPN", 2, "nsubj"), Word("Lee", "NNP", "PROPN", 0, "flat"),
    ...          Word("said", "VBD", "VERB", 2, "root"), Word("it", "PRP", "PRON", 2, "obj")]
    >>> older(words)
    ([1, 2, 2, 2], ['compound', 'nsubj', 'ROOT', 'dobj'])
    """
    heads = [word.head for word in words]
    labels = [OLDER.get(word.deprel, word.deprel) for word in words]
    for at, word in enumerate(words):
        if word.deprel in ("obl:agent", "obl") and words[word.head].tag == "VBN":
            by = [c for c, w in enumerate(words) if w.head == at and w.text.lower() == "by"]
            if by and labels[by[0]] == "case":
                heads[by[0]], labels[by[0]] = word.head, "agent"
                heads[at], labels[at] = by[0], "pobj"
        if word.relation == "advmod" and word.text.lower() in ("not", "n't", "n’t", "never"):
            labels[at] = "neg"
    for at in range(len(words)):
        tail = [c for c, w in enumerate(words) if w.head == at and w.relation == "flat" and c > at]
        if tail and words[at].upos == "PROPN":
            last = tail[-1]
            heads[last], labels[last] = (last if heads[at] == at else heads[at]), labels[at]
            for each, head in enumerate(heads):
                if each not in (last, at) and head == at:
                    heads[each] = last
                    labels[each] = "compound" if each in tail else labels[each]
            heads[at], labels[at] = last, "compound"
    return heads, labels


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, parsed, with the places of their words in it."""
    cuts = sentences(text)
    held: dict[int, Paragraph] = {}
    for cut, each in zip(cuts, parse(text[c.start : c.end] for c in cuts), strict=True):
        own = held.setdefault(cut.paragraph, Paragraph([], [], [], []))
        before = len(own.words)
        own.words.extend(w._replace(head=w.head + before) for w in each.words)
        own.places.extend((a + cut.start, b + cut.start) for a, b in each.places)
        own.lemmas.extend(each.lemmas)
        own.starts.extend(n == 0 for n in range(len(each.words)))
    return list(held.values())


class Said(NamedTuple):
    """A statement that the library found: by which function, what, by whom, in what words."""

    by: str
    content: tuple[int, int]
    speaker: frozenset[int]
    names: list[str]


def said(library: Path, texts: Sequence[str]) -> list[list[Said]]:
    """Return the statements of each text; a triple within a quotation is the quotation."""
    laid = [paragraphs(text) for text in texts]
    found = iter(quotations(library, [each for one in laid for each in one])[1])
    told = []
    for text, one in zip(texts, laid, strict=True):
        mine: list[Said] = []
        for own in one:
            for each in sorted(next(found), key=lambda f: f.by):
                if each.last <= each.first:
                    continue
                content = own.places[each.first][0], own.places[each.last - 1][1]
                if each.by == "quotation" or not any(
                    content[0] < s.content[1] and s.content[0] < content[1] for s in mine
                ):
                    mine.append(_said(text, own, each, content))
        told.append(mine)
    return told


def _said(text: str, own: Paragraph, each: Found, content: tuple[int, int]) -> Said:
    spans = _runs(own, each.speaker)
    letters = frozenset(i for a, b in spans for i in range(a, b))
    beside = _runs(own, _beside(own.words, each.speaker))
    return Said(each.by, content, letters, [text[a:b] for a, b in [*spans, *beside]])


def _runs(own: Paragraph, words: Sequence[int]) -> list[tuple[int, int]]:
    """Return where the runs of neighbouring words stand."""
    runs: list[list[int]] = []
    for at in sorted(words):
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [(own.places[run[0]][0], own.places[run[-1]][1]) for run in runs]


def _beside(words: Sequence[Word], speaker: Sequence[int]) -> list[int]:
    """Return the words of the name set beside a speaker, which also says who it is."""
    found = {at for at, w in enumerate(words) if w.head in speaker and w.relation == "appos"} - set(
        speaker
    )
    while True:
        more = {
            at
            for at, word in enumerate(words)
            if word.head in found and word.relation in ("flat", "compound")
        } - found
        if not more:
            return sorted(found)
        found |= more


def show_statements(folders: Sequence[Path], library: Path) -> None:
    for folder in folders:
        reports = annotated(folder)
        mine = predictions(folder)
        ours = [
            [r for r in mine.get(each.file, ()) if r["kind"] == "statement"] for each in reports
        ]
        found = said(library, [each.text for each in reports])
        theirs = {
            name: [
                [
                    {"kind": "statement", "start": s.content[0], "end": s.content[1],
                     "speakers": s.names, "mode": "direct"}
                    for s in each
                    if s.by in kinds
                ]
                for each in found
            ]
            for name, kinds in READINGS.items()
        }  # fmt: skip
        print(f"{folder}: {len(reports)} reports")
        show(
            "  words and speaker",
            _matched(reports, ours),
            **{name: _matched(reports, rows) for name, rows in theirs.items()},
        )
        show(
            "  the same, direct speech alone",
            _matched(reports, ours, "direct"),
            **{name: _matched(reports, rows, "direct") for name, rows in theirs.items()},
        )
        gold = [_contents(each) for each in reports]
        for least in LEAST:
            show(
                f"  content at {least}",
                _paired(gold, [[_content(r) for r in each] for each in ours], least),
                **{
                    name: _paired(gold, [[_content(r) for r in each] for each in rows], least)
                    for name, rows in theirs.items()
                },
            )


def _matched(
    reports: Sequence[Annotated], rows: Sequence[Sequence[Row]], mode: str = ""
) -> list[Count]:
    """Count statements; with a mode, those of another count neither for nor against."""
    done = []
    for report, own in zip(reports, rows, strict=True):
        only = copy.copy(report)
        only.items = [
            msgspec.structs.replace(i, optional=i.optional or mode not in ("", i.says["mode"]))
            for i in report.items
            if i.kind == "statement"
        ]
        done.append(matched(only, "statement", own))
    return [Count(len(d.reached), len(d.missed), len(d.false)) for d in done]


def _contents(report: Annotated) -> list[Attributed]:
    return [
        Attributed(frozenset(i for a, b in item.spans for i in range(a, b)), frozenset())
        for item in report.items
        if item.kind == "statement"
    ]


def _content(row: Row) -> Attributed:
    spans = row.get("segments") or [(row["start"], row["end"])]
    return Attributed(frozenset(i for a, b in spans for i in range(a, b)), frozenset())


def _paired(
    gold: Sequence[Sequence[Attributed]], found: Sequence[Sequence[Attributed]], least: float
) -> list[Count]:
    told = []
    for own, mine in zip(gold, found, strict=True):
        pairs = len(list(paired(own, mine, least)))
        told.append(Count(pairs, len(own) - pairs, len(mine) - pairs))
    return told


def show_attributions(folder: Path, library: Path) -> None:
    """Print how PolNeAR's attributions are found; a source is right if it overlaps by half."""
    names = Names(shipped().actors())
    paths = [
        path
        for path in sorted((folder / "text").glob("*.txt"))
        if any((folder / "attributions").glob(f"{path.stem}_*.ann"))
    ]
    gold = [
        attributions_of(min((folder / "attributions").glob(f"{path.stem}_*.ann"))) for path in paths
    ]
    found = said(library, [report.text for report in reports_of(paths).reports])
    readers = {"Quorate": [read(path, names) for path in paths]} | {
        name: [
            [Attributed(frozenset(range(*s.content)), s.speaker) for s in each if s.by in kinds]
            for each in found
        ]
        for name, kinds in READINGS.items()
    }
    print(f"{folder}: {len(paths)} articles, {sum(map(len, gold))} attributions")
    for least in LEAST:
        counted = {n: _paired(gold, mine, least) for n, mine in readers.items()}
        show(f"  content at {least}", counted.pop("Quorate"), **counted)
    for name, mine in readers.items():
        right, many = _sources(gold, mine)
        print(f"  sources right: {name.replace('_', ' ')} {right / max(many, 1):.3f} of {many}")


def _sources(
    gold: Sequence[Sequence[Attributed]], found: Sequence[Sequence[Attributed]]
) -> tuple[int, int]:
    right = many = 0
    for own, mine in zip(gold, found, strict=True):
        for i, j in paired(own, mine, LEAST[0]):
            one, other = own[i].source, mine[j].source
            many += bool(one)
            right += bool(one) and len(one & other) >= 0.5 * len(one | other)
    return right, many
