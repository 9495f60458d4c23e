"""Which words say that somebody says something?

A stretch of the report is cut into tokens: words, marks, and names, dates and quotations as wholes.
A *cue* is a verb of saying in one of its forms, found by ``lexicon/statements.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence, Stretch, lexicon
from quorate.reading.names import Mention

TokenKind: TypeAlias = Literal["word", "mark", "name", "adjective", "date", "quote", "possessive"]
Form: TypeAlias = Literal["plain", "s", "ed", "ing"]

SHORT = 40  # code points of a quotation in which nobody else is made to speak
LIMIT = 400  # tokens of a stretch that are read: a longer one is a table or a list


class Token(NamedTuple):
    """A word, mark, name, date or quotation of a report.

    Attributes:
        start, end: its code points; of a quotation with its marks.
        text: its words in small letters; empty for names and quotations.
        kind: what it is; a mention of a country as an adjective is ``adjective``.
        names: the actors named, several in a list of names.
        capital: true if it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    kind: TokenKind
    names: tuple[Mention, ...] = ()
    capital: bool = False


class Unit(NamedTuple):
    """Sentences that are read together, because a quotation runs through them."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]


class Cue(NamedTuple):
    """A verb of saying.

    Attributes:
        first, last: its tokens, from the first to one past the last.
        verb: its plain form.
        form: which form it stands in.
        frames: how what is said may follow it.
    """

    first: int
    last: int
    verb: str
    form: Form
    frames: frozenset[str]


@cache
def table(name: str) -> frozenset[str]:
    """Return one of the word lists."""
    return frozenset(lexicon("statements")["words"][name])


def text_at(tokens: Sequence[Token], at: int) -> str:
    """Return the words of a token, or empty text outside the tokens."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def kind_at(tokens: Sequence[Token], at: int) -> str:
    """Return the kind of a token, or empty text outside the tokens."""
    return tokens[at].kind if 0 <= at < len(tokens) else ""


# ---------------------------------------------------------------- tokens
TITLES = ("Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Sen", "Rep", "Gov", "Lt", "Del", "Maj",
          "Capt", "Sgt", "Adm", "Prof", "Rev", "Hon", "Amb", "Messrs", "Sens", "Reps")  # fmt: skip
_TITLED = frozenset(TITLES)
_WORD = re.compile(
    r"(?:" + "|".join(TITLES) + r")\.(?=\s)|"
    r"(?i:(?:it|that|he|she|what|there|here|who|where|how|let|when|why|this)[’']s)\b|"
    r"[’']s\b|(?<=s)[’'](?=\s)|(?:[^\W\d_]\.){2,}|\d+-[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,]*(?<![.,])|\w+(?:-\w+|[’'](?!s\b)\w+)*|[^\w\s]",
    re.UNICODE,
)


def units(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Stretch],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
) -> list[Unit]:
    """Return the sentences as tokens; those joined by a quotation are one unit."""
    marked = [_with_marks(text, q) for q in quotes]
    spans: list[tuple[int, int, TokenKind, tuple[Mention, ...]]] = []
    spans += [(d.start, d.end, "date", ()) for d in dates]
    spans += [
        (m.start, m.end, "adjective" if m.form == "adjective" else "name", (m,))
        for m in mentions
        if not _shouted_verb(text[m.start : m.end])
    ]
    spans += [(q.start, q.end, "quote", ()) for q in marked]
    spans.sort(key=lambda s: (s[0], -s[1], s[2] != "quote"))
    starts = [s[0] for s in spans]
    found = []
    for start, end, paragraph in _joined(sentences, marked):
        here = spans[bisect_left(starts, start) : bisect_left(starts, end)]
        tokens = tuple(_listed(list(_tokens(text, start, end, here))))[:LIMIT]
        found.append(Unit(start, end, paragraph, tokens))
    return found


def quoted_units(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Stretch],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
) -> list[Unit]:
    """Return the sentences that stand within long quotations, as tokens."""
    pieces, at = [], 0
    for quote in quotes:
        if quote.end - quote.start < SHORT:
            continue
        while at < len(sentences) and sentences[at].end <= quote.start:
            at += 1
        for sentence in sentences[at:]:
            if sentence.start >= quote.end:
                break
            start, end = max(sentence.start, quote.start), min(sentence.end, quote.end)
            pieces.append(Sentence(start, end, sentence.paragraph))
    return units(text, pieces, (), mentions, dates)


def _shouted_verb(word: str) -> bool:
    """Is it a verb in capitals, as in the operative part of a declaration?"""
    if len(word) < 4 or not word.isupper():
        return False
    return word.lower() in _entries() or word.lower() in table("prepositions")


_TWO = ("''", "``")  # marks of two characters


def _with_marks(text: str, quote: Stretch) -> Stretch:
    start, end = max(0, quote.start - 1), quote.end
    if start and text[start - 1 : start + 1] in _TWO:
        start -= 1
    if end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 2 if text[end : end + 2] in _TWO else 1
    return Stretch(start, end)


def inner(text: str, token: Token) -> tuple[int, int]:
    """Return the words of a quotation without its marks."""
    start = token.start + (2 if text[token.start : token.start + 2] in _TWO else 1)
    end = token.end - 1 if text[token.end - 1] in "”\"’'»“‘" else token.end
    end -= end < token.end and text[end - 1 : end + 1] in _TWO
    return start, max(end, start + 1)


def _joined(
    sentences: Sequence[Sentence], quotes: Sequence[Stretch]
) -> Iterator[tuple[int, int, int]]:
    """Join the sentences of a paragraph through which one quotation runs."""
    at = 0
    start, end, paragraph = -1, -1, -1
    for sentence in sentences:
        while at < len(quotes) and quotes[at].end <= sentence.start:
            at += 1
        inside = at < len(quotes) and quotes[at].start < sentence.start
        if inside and sentence.paragraph == paragraph:
            end = sentence.end
            continue
        if start >= 0:
            yield start, end, paragraph
        start, end, paragraph = sentence
    if start >= 0:
        yield start, end, paragraph


def _tokens(
    text: str,
    start: int,
    end: int,
    spans: Sequence[tuple[int, int, TokenKind, tuple[Mention, ...]]],
) -> Iterator[Token]:
    at = start
    for first, last, kind, names in spans:
        if first < at or last > end:
            continue
        yield from _plain(text, at, first)
        if kind == "quote" and _quoted_verb(text[first + 1 : last - 1]):
            yield from _plain(text, first + 1, last - 1)
            at = last
            continue
        yield Token(first, last, "" if kind != "date" else text[first:last].lower(), kind, names)
        at = last
    yield from _plain(text, at, end)


def _quoted_verb(words: str) -> bool:
    """Is it no more than a verb of saying in quotation marks: the text "urges" X to ...?"""
    verb = words.rpartition(" ")[2].lower()
    if words.partition(" ")[0].lower() in table("breaks") | table("prepositions"):
        return False  # "if asked"
    return words.count(" ") < 2 and any(
        e.form in ("s", "ed")
        and not e.rest
        and {"object", "urge"} & e.frames
        and (e.form == "ed" or e.verb not in table("nouns"))
        for e in _entries().get(verb, ())
    )


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        first, (start, end) = word[0], match.span()
        kind: TokenKind = "word" if first.isalnum() else "mark"
        if word in ("'s", "’s", "'", "’"):
            kind = "possessive"
        said = (
            word[:-1] if word[-1] == "." and word[:-1] in _TITLED else word
        )  # "Mr." without its dot
        yield Token(start, end, said.lower(), kind, (), first.isupper())


def _listed(tokens: list[Token]) -> list[Token]:
    """Join names that are listed: "A, B and C"."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        last, names = _list_from(tokens, at)
        if len(names) > 1:
            found.append(Token(tokens[at].start, tokens[last].end, "", "name", names))
        else:
            found.append(tokens[at])
        at = last + 1
    return found


def _list_from(tokens: list[Token], first: int) -> tuple[int, tuple[Mention, ...]]:
    """Return the last token of the list that begins here, and its names."""
    if tokens[first].kind != "name":
        return first, ()
    names, last, at, closed = list(tokens[first].names), first, first + 1, False
    while not closed:
        ahead = at
        while ahead < len(tokens) and ahead - at < 5 and tokens[ahead].text in _LINKS:
            ahead += 1
        if ahead == at or ahead >= len(tokens) or tokens[ahead].kind != "name":
            break
        if (tokens[ahead].names[0].type == "person") != (names[0].type == "person"):
            break
        closed = any(t.text in ("and", "or") for t in tokens[at:ahead])
        if closed and last == first and tokens[at].text == ",":
            break  # "sanctions on Damascus, and Britain said"
        names += tokens[ahead].names
        last, at = ahead, ahead + 1
    if not closed or (last + 1 < len(tokens) and tokens[last + 1].kind == "possessive"):
        return first, tokens[first].names
    return last, tuple(names)


_LINKS = frozenset([",", "and", "or", "the", "as", "well"])


# ---------------------------------------------------------------- cues
class _Entry(NamedTuple):
    verb: str
    form: Form
    rest: tuple[str, ...]
    frames: frozenset[str]


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """Return, for each form of a first word, the cues that begin with it, the longest first."""
    frames: dict[str, set[str]] = {}
    for frame, verbs in lexicon("statements")["cues"].items():
        for verb in verbs:
            frames.setdefault(verb, set()).add(frame)
    entries: dict[str, set[_Entry]] = {}
    for verb, of in frames.items():
        first, *rest = verb.split()
        for form, word in _forms(first):
            entry = _Entry(verb, form, tuple(rest), frozenset(of))
            entries.setdefault(word, set()).add(entry)
    order = {"ed": 0, "s": 1, "ing": 2, "plain": 3}
    return {
        word: tuple(sorted(of, key=lambda e: (-len(e.rest), order[e.form], e.verb)))
        for word, of in entries.items()
    }


_DOUBLING = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]|qui[^aeiouwxy]")  # "shrugged", "quipped"


def _forms(verb: str) -> list[tuple[Form, str]]:
    irregular = lexicon("statements")["forms"].get(verb)
    if irregular:
        s, ed, ing, *participle = irregular
        more: list[tuple[Form, str]] = [("ed", word) for word in participle]
        return [("plain", verb), ("s", s), ("ed", ed), ("ing", ing), *more]
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [("plain", verb), ("s", verb[:-1] + "ies"), ("ed", verb[:-1] + "ied"),
                ("ing", verb + "ing")]  # fmt: skip
    s = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem += verb[-1] if _DOUBLING.fullmatch(verb) else ""
    return [("plain", verb), ("s", s), ("ed", stem + "ed"), ("ing", stem + "ing")]


def _sure_to_say(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Does a quotation stand close before or after, or "that" follow?"""
    after = text_at(tokens, last)
    opens = after == ":" and (last - first > 1 or last == len(tokens) - 1)
    if after == "that" or opens:
        return True  # "was adamant: no inspectors"
    if text_at(tokens, last) in ("on", "in", "to") and text_at(tokens, last + 2) == "that":
        return True
    if _that_later(tokens, last):
        return True
    pronoun = text_at(tokens, first - 1) in table("persons") | table("things")
    if text_at(tokens, first - 2) == "," and after in (",", ".") and pronoun:
        return True  # ", he went on,"
    if tokens[first].text in _RULED and _posed(tokens, first, last):
        return True
    return any(t.kind == "quote" for t in tokens[max(0, first - 8) : last + 8])


def _that_later(tokens: Sequence[Token], at: int) -> bool:
    """Does "that" follow a day or an insertion: "found in May that", "ruled, by 4 to 1, that"?"""
    begin = at
    while at < begin + 5 and (kind_at(tokens, at) == "date" or text_at(tokens, at) in _WHEN):
        at += 1
    counted = text_at(tokens, at) in table("numerals") or text_at(tokens, at).isdigit()
    if counted and text_at(tokens, at + 2) == "ago":
        at += 3
    if text_at(tokens, at) == ",":
        near = range(at + 2, min(len(tokens), at + 16))
        ends = (i for i in near if tokens[i].kind in ("mark", "quote"))
        at = next(ends, at)
        return text_at(tokens, at) == "," and text_at(tokens, at + 1) == "that"
    return at > begin and text_at(tokens, at) == "that"


_WHEN = frozenset(["on", "in", "late", "early", "last", "yesterday", "today", "again"])
_ORDERING = frozenset(
    [
        "order",
        "demand",
        "urge",
        "recommend",
        "propose",
        "insist",
        "instruct",
        "direct",
        "advise",
        "request",
    ]
)
_RULED = frozenset(["ruled", "decided", "agreed", "concluded", "found", "judged", "determined"])
_ENDS = frozenset([".", ",", "on", "in", "at", "by", "late", "early", "last", "unanimously"])


def posed(tokens: Sequence[Token], cue: Cue) -> bool:
    """Does a verb of ordering stand behind what is ordered: "X must go, the court ordered"?"""
    return cue.verb in _ORDERING and cue.form == "ed" and _posed(tokens, cue.first, cue.last)


def _posed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Does it stand behind what was decided: "A may stay, the court ruled on Monday"?"""
    if text_at(tokens, last) not in _ENDS and kind_at(tokens, last) != "date":
        return False
    comma = next((n for n in range(first - 1, max(3, first - 9), -1) if tokens[n].text == ","), 0)
    if not comma or text_at(tokens, first - 1) == ",":
        return False
    begins = text_at(tokens, comma + 1) in table("determiners") or tokens[comma + 1].capital
    between = [t.text for t in tokens[comma + 1 : first]]
    plain = not table("breaks") & {*between} and not {"who", "which", "that", "and"} & {*between}
    dash = max((n for n in range(comma) if tokens[n].text in ("--", "-", "–", "—")), default=-1)
    lead = [t.text for t in tokens[dash + 1 : comma]]
    if lead and lead[0] in table("prepositions"):
        return False
    told = {*lead} & (table("auxiliaries") | table("modals"))
    told = told or any(w.endswith(("ed", "s")) for w in lead[1:])  # type: ignore[assignment]
    return begins and plain and bool(told) and "," not in lead


def _resolves(tokens: Sequence[Token], at: int, one: _Entry) -> bool:
    """Does an infinitive say what was resolved: "resolved on Monday to", "it was agreed to"?"""
    impersonal = text_at(tokens, at - 2) == "it" and text_at(tokens, at - 1) in ("was", "is")
    after = text_at(tokens, at + 1)
    if impersonal and "clause" in one.frames:
        return after == "to"
    if one.verb != "resolve" or one.form not in ("ed", "s"):
        return False
    return after in ("to", "not", "on", ",") or kind_at(tokens, at + 1) == "date"


def _as_operative(tokens: Sequence[Token], at: int) -> bool:
    """Does a verb stand at the head of a point or after "we"?"""
    if at <= 3 and (at == 0 or tokens[at - 1].kind == "mark"):
        return True
    return text_at(tokens, at - 1) in ("we", "hereby", "further")


def sure_verb(token: Token) -> bool:
    """Is it a verb of saying that is hardly ever a noun or adjective?"""
    if token.kind != "word" or token.capital:
        return False
    return any(
        not e.rest and e.form in ("plain", "s", "ed") and e.verb in _sure()
        for e in _entries().get(token.text, ())
    )


@cache
def _sure() -> frozenset[str]:
    nouns = table("nouns")
    cues = lexicon("statements")["cues"]
    return frozenset(cues["clause"] + ["tell"]) - nouns - frozenset(cues["quoting"])


def _over_day(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> int:
    """Return how many tokens tell the day within a cue: "called late on Monday for"."""
    day = at
    while day < at + 2 and text_at(tokens, day) in ("late", "early", "on", "in", "again"):
        day += 1
    if kind_at(tokens, day) != "date" or text_at(tokens, day + 1) != rest[0]:
        return 0
    return day + 1 - at


def _on_day(tokens: Sequence[Token], at: int, one: _Entry) -> bool:
    """Does "on" belong to a day, and not to the verb: "called on Monday"?"""
    return one.rest == ("on",) and kind_at(tokens, at + 1) == "date"


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the verbs of saying, in order."""
    entries, found = _entries(), []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        entry = None
        if token.kind == "word":
            for one in entries.get(token.text, ()):
                over = _over_day(tokens, at + 1, one.rest) if one.rest else 0
                rest = at + 1 + over
                after = tuple(t.text for t in tokens[rest : rest + len(one.rest)])
                if after != one.rest or _on_day(tokens, rest, one):
                    continue
                listed = "operative" in one.frames and _as_operative(tokens, at)
                if (
                    "quoting" not in one.frames
                    or listed
                    or _resolves(tokens, at, one)
                    or _sure_to_say(tokens, at, rest + len(after))
                ):
                    entry = one
                    break
        if entry is None:
            at += 1
            continue
        last = at + 1 + over + len(entry.rest)
        found.append(Cue(at, last, entry.verb, entry.form, entry.frames))
        at = last
    return found


@cache
def nouns_before(after: str) -> frozenset[str]:
    """Return the nouns of saying that this word follows: claim, for "that"."""
    nouns = lexicon("statements")["nouns"].get(after, ())
    return frozenset([*nouns, *(_plural_of(noun) for noun in nouns)])


def _plural_of(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("ly") else noun + "s"
