"""Where do sentences and quotations begin and end?

Offsets count Unicode code points of the text as given; nothing is normalised, so every span can be
cut from the text again. All functions take time linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby, pairwise, takewhile
from operator import itemgetter
from typing import Any, NamedTuple

import tomli

LONGEST = 1500  # a longer stretch without an end is cut: no grammar ever sees more at once
BACK = 240  # code points before a stretch in which its sentence is first looked for


class Stretch(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of a text and the number of the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


@cache
def lexicon(name: str, language: str = "") -> dict[str, Any]:
    """Return the word lists of one subject: of English, or of a language with a folder of its own.

    They are ``lexicon/<name>.toml`` and ``lexicon/<language>/<name>.toml``.
    """
    path = resources.files("quorate.reading") / "lexicon" / language / f"{name}.toml"
    return tomli.loads(path.read_text("utf-8"))


ENGLISH = "en"
_SMALL_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 4000  # code points that show what a report is written in


@cache
def languages() -> tuple[str, ...]:
    """Which languages are read beside English? Those that have a folder in ``lexicon/``."""
    folder = resources.files("quorate.reading") / "lexicon"
    return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir()))


@lru_cache(maxsize=8)  # reading and showing a report both ask
def language_of(text: str, stated: str = "") -> str:
    """In which language is a text written, as far as its small words ("the", "los") tell?

    Args:
        text: the report.
        stated: the language that its page or file gives, ISO 639-1; believed if it is read here.

    Returns:
        ISO 639-1: English, one of `languages`, or one that is only known so as not to be taken for
        another; English if no small word is known.

    >>> language_of("El Consejo no logró aprobar la resolución."), language_of("It failed.")
    ('es', 'en')
    """
    if stated == ENGLISH or stated in languages():
        return stated
    said = Counter(_SMALL_WORDS.findall(text[:_ENOUGH].lower()))
    count = {code: sum(said[word] for word in small) for code, small in _small_words().items()}
    return max(count, key=lambda code: count[code])  # the first, English, where they are even


@cache
def _small_words() -> dict[str, frozenset[str]]:
    codes = ((ENGLISH, ""), *((code, code) for code in languages()))
    known = {code: frozenset(lexicon("language", folder)["small"]) for code, folder in codes}
    others = {code: frozenset(row["small"]) for code, row in unread_languages().items()}
    return known | others


@cache
def unread_languages() -> dict[str, dict[str, Any]]:
    """Return the languages that are told from those read, and are not read: name and words."""
    rows = lexicon("language")["unread"]
    return {code: row for code, row in rows.items() if code not in languages()}


def words(*lists: list[str]) -> str:
    """Return the alternatives as a regular expression that tries the longest first.

    Beginnings that they share are tried once, and none is tried at a letter that begins none.

    >>> words(["in favour", "for", "form"])
    '(?:(?=[fi])(?:for(?:m)?|in favour))'
    """
    return _words(tuple(sorted({word for each in lists for word in each})))


def begun(*lists: Iterable[str], letters: int = 3) -> str:
    """Return, as a regular expression, the first letters of every word: what begins one of them.

    >>> begun(["March", "May"], {"to": 1})
    '(?:(?=[mt])(?:ma(?:r|y)|to))'
    """
    return words([word.lower()[:letters] for each in lists for word in each])


@cache
def _words(every: tuple[str, ...]) -> str:
    if not every or not every[0]:
        return f"(?:{_branches(every)})"
    first = "".join(re.escape(letter) for letter in dict.fromkeys(word[0] for word in every))
    return f"(?:(?=[{first}]){_branches(every)})"


def _branches(ends: Sequence[str]) -> str:
    """Return the ends of words, sorted, as alternatives; those that begin alike as one."""
    each = []
    for _, alike in groupby((end for end in ends if end), key=itemgetter(0)):
        several = list(alike)
        pairs = zip(several[0], several[-1], strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        rest = [end[shared:] for end in several]
        each.append(re.escape(several[0][:shared]).replace(r"\ ", " ") + _branches(rest))
    if not each:
        return ""
    if not ends[0]:
        return f"(?:{'|'.join(each)})?"
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)?")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[;:](?=\s*\n)")
_INITIALS = re.compile(r"(?:^|[^\w.'’])(?:[^\W\d_]\.){1,4}$")
_POSTED = re.compile(r"\b(?:on|en) X\.$")  # the network, and no initial
_LAST_WORD = re.compile(r"([\w.]+)\.$")


def sentences(text: str) -> list[Sentence]:
    """Where do the sentences stand?

    A line break ends a sentence unless the lines are wrapped at a width. No sentence is longer than
    `LONGEST`.

    >>> text = "Mr. Lee of the U.S. spoke. It failed."
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['Mr. Lee of the U.S. spoke.', 'It failed.']
    """
    return list(_sentences(text))


def sentences_at(text: str, start: int, end: int) -> list[Stretch]:
    """Which sentences does a stretch touch? The same as of `sentences`, found near it alone.

    >>> text = "It rained. It failed. Nobody spoke."
    >>> [text[s.start:s.end] for s in sentences_at(text, 14, 16)]
    ['It failed.']
    """
    found: list[Stretch] = []
    for block in _paragraphs(text):
        if block.start >= end or block.end <= start:
            continue
        back = BACK
        while True:  # back to where a sentence ends before the stretch, or to the paragraph's start
            first = max(block.start, start - back)
            while first > block.start and first < start and not text[first].isspace():
                first += 1
            cuts = list(_cuts_from(text, block, first, end))
            if first == block.start or any(cut <= start for cut in cuts):
                break
            back *= 2
        before = max((cut for cut in cuts if cut <= start), default=block.start)
        for cut in [*(cut for cut in cuts if cut > before), block.end]:
            found += [Stretch(s, e) for s, e in _pieces(text, before, cut) if s < end and e > start]
            before = cut
            if cut >= end:
                break
    return found


@lru_cache(maxsize=8)  # every reader of a report asks for its sentences
def _sentences(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for number, block in enumerate(_paragraphs(text)):
        start = block.start
        for cut in [*_cuts(text, block), block.end]:
            found += [Sentence(s, e, number) for s, e in _pieces(text, start, cut)]
            start = cut
    return tuple(found)


_POINT = re.compile(r"\d{1,2}[.)] ")  # "2. ", at the head of a line


def _paragraphs(text: str) -> list[Stretch]:
    """Return the blocks between line breaks that end a paragraph."""
    blocks, start = [], 0
    wrapped = _wrapped(text)
    for gap in _BREAK.finditer(text):
        if gap.end() < len(text) and gap.group().count("\n") == 1:
            follows = text[gap.end()]
            point = _POINT.match(text, gap.end())
            if follows.islower() or (wrapped and follows.isalnum() and not point):
                continue
        blocks.append(Stretch(start, gap.start()))
        start = gap.end()
    blocks.append(Stretch(start, len(text)))
    return [block for block in blocks if block.start < block.end]


def _wrapped(text: str) -> bool:
    """Are the lines wrapped at a width, so that a single break means nothing?"""
    lines = text.split("\n")
    inner = [len(line) for line, below in pairwise(lines) if line and below]
    return len(inner) >= 4 and sum(50 <= n <= 100 for n in inner) >= 0.8 * len(inner)


def _cuts(text: str, block: Stretch) -> list[int]:
    """Return where sentences end within a paragraph."""
    return list(_cuts_from(text, block, block.start, block.end))


def _cuts_from(text: str, block: Stretch, first: int, last: int) -> Iterator[int]:
    """Yield where sentences end in a paragraph from a blank on, up to the first after `last`."""
    for end in _END.finditer(text, first, block.end):
        before = text[max(block.start, end.start() - 24) : end.start() + 1]
        after = text[end.end() : end.end() + 3].lstrip()[:1]
        closed = end.group()[-1] in "\"'”’»)]" and after.islower()  # "...?" asked X
        if closed or (
            end.group() == "."
            and (
                after.islower()
                or _is_abbreviation(before, after)
                or (
                    _INITIALS.search(before)
                    and (after.isupper() or after.isdigit())
                    and not _POSTED.search(before)
                )
            )
        ):
            continue
        yield end.end()
        if end.end() >= last:
            return


def _is_abbreviation(before: str, after: str) -> bool:
    last = _LAST_WORD.search(before)
    word = last.group(1).rpartition(".")[2] if last else ""
    if not after.isdigit() and _SAID_NO.search(before):
        return False  # "Warsaw said no. Others did not."
    return word in _abbreviations()


_SAID_NO = re.compile(r"\b(?:said|says?|vot(?:ed?|es|ing)|a|answer(?:ed|s)?|was|is) no\.$")


@cache
def _abbreviations() -> frozenset[str]:
    every = ("", *languages())
    return frozenset(word for code in every for word in lexicon("language", code)["abbreviations"])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch without outer blanks, cut at blanks where it is too long."""
    pieces = []
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + LONGEST // 2, start + LONGEST), start + LONGEST // 2)
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)] if start < end else pieces


_MARK = re.compile("''(?!')|``|[“”„«»\"‘’‚']")
_CLOSES = {
    "“": ("”",), "«": ("»",), "„": ("“", "”"), "‘": ("’",), "‚": ("‘",),
    '"': ('"',), "'": ("'",), "''": ("''",), "``": ("''",),
}  # fmt: skip


def quotations(text: str) -> list[Stretch]:
    """Which stretches stand in quotation marks?

    The stretches are the words without the marks. One that is not closed ends with its paragraph; a
    quotation within a quotation is part of the outer one. An apostrophe is no mark; two make one.

    >>> text = "He said “it's the 23’s turn” twice"
    >>> [text[q.start:q.end] for q in quotations(text)]
    ["it's the 23’s turn"]
    """
    return list(_quotations(text))


@lru_cache(maxsize=8)
def _quotations(text: str) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    for block in _paragraphs(text):
        opened: tuple[str, int] | None = None
        for mark in _MARK.finditer(text, block.start, block.end):
            at, sign = mark.start(), mark.group()
            if opened is None:
                if _opens(text, at, sign):
                    opened = (sign, mark.end())
            elif sign in _CLOSES[opened[0]] and _closes(text, at, sign):
                if opened[1] < at:
                    found.append(Stretch(opened[1], at))
                opened = None
        if opened is not None and opened[0] not in "'‘‚" and opened[1] < block.end:
            found.append(Stretch(opened[1], block.end))
    return tuple(found)


def _opens(text: str, at: int, sign: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(sign) : at + len(sign) + 1] or " "
    if sign in "”’»":
        return False
    return not before.isalnum() and not after.isspace()


def _closes(text: str, at: int, sign: str) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + len(sign) : at + len(sign) + 1] or " "
    return not before.isspace() and (sign not in ("'", "’") or not after.isalnum())
