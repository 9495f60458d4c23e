"""Who may have which role in what, as far as a sentence names them?

Everything that may be a cue, a member or a group is kept; `weighing` tells how likely each is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from quorate.claims.claim import Role
from quorate.reading.language import lexicon
from quorate.reading.memberships.described import described, words_of
from quorate.reading.memberships.groups import BODIES, Group, Groups, of_event
from quorate.reading.syntax.memory import GROUPS
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.slots import Item, item
from quorate.reading.syntax.tokens import Token, singular, verb_forms, vocabulary
from quorate.reading.syntax.verbs import Chunk

_NOT = frozenset(
    (
        "not",
        "no",
        "never",
        "neither",
        "nor",
        "none",
        "nobody",
        "non",
        "no longer",
        "cannot",
        "without",
    )
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|-[^\W_]+|'s|\S")
_FAR = 30  # groups that were named before, at most
_EXCEPT = frozenset(
    ("none", "nobody", "except", "excepting", "excluding", "bar", "barring", "minus", "save", "not")
)
_ABOUT = ("on", "about", "over", "for", "in")
_IF = ("if", "unless", "whether")
_WILL = ("will", "shall", "'ll", "won't")
OFFICES = ("leader", "chair", "spokesperson", "founder")
_SKIPPED = frozenset(("the", "a", "an", "its", "their", "his", "her", "no", "not", "never"))


class Cue(NamedTuple):
    """Words that may give a role: tokens first to last, inclusive."""

    first: int
    last: int
    family: str
    roles: tuple[str, ...]
    negated: bool
    word: str
    kind: str


class Who(NamedTuple):
    """A possible member, where it stands, and how it is named."""

    item: Item
    token: int
    chunk: int
    form: str


class What(NamedTuple):
    """A possible group; `token` is -1 if it stands in an earlier sentence, `back` sentences ago."""

    group: Group
    token: int
    chunk: int
    kind: str
    back: int = 0


class Scene(NamedTuple):
    """What one sentence offers."""

    parse: Parse
    cues: list[Cue]
    members: list[Who]
    groups: list[What]
    chunk_of: list[int]


def role_of(role: str) -> tuple[Role, str]:
    """Return the role as claims have it, and the office of a holder."""
    return ("holder", role) if role in OFFICES else (role, "")  # type: ignore[return-value]


@lru_cache(maxsize=8192)
def _lemmas(word: str) -> frozenset[str]:
    known = {lemma for lemma, _ in verb_forms().get(word, ())}
    known |= {aux for aux in ("be", "have", "do") if word in vocabulary()[aux]}
    return frozenset({word, singular(word), *known, *_stems(word)})


def _stems(w: str) -> Iterator[str]:
    """Yield what a form may be of, as far as its ending tells."""
    for ending in ("ing", "ed", "es", "d"):
        if w.endswith(ending) and len(w) - len(ending) >= 3:
            stem = w[: -len(ending)]
            yield stem
            if ending in ("ing", "ed"):
                yield stem + "e"
                if stem[-1:] == stem[-2:-1]:
                    yield stem[:-1]
                if stem.endswith("i"):
                    yield stem[:-1] + "y"


_INFLECTED = ("word", "poss", "mark")  # kinds of token
_KINDS = ("agent", "patient", "holder", "thing", "mark")


@cache
def _words() -> dict[str, list[tuple[tuple[str, ...], int, str]]]:
    """Return, by its first word, each cue as words, the number of its family and its kind."""
    table: dict[str, list[tuple[tuple[str, ...], int, str]]] = defaultdict(list)
    for n, family in enumerate(families()):
        for kind in _KINDS:
            for entry in family.get(kind, ()):
                parts = tuple(entry.split())
                table[parts[0]].append((parts, n, kind))
    return table


@lru_cache(maxsize=8192)
def _begun_by(word: str, inflected: bool) -> tuple[tuple[tuple[str, ...], int, str], ...]:
    """Return the cues, as `_words` has them, that may begin with a word as it is said."""
    forms = sorted(_lemmas(word)) if inflected else [word]
    return tuple(entry for form in forms for entry in _words().get(form, ()))


@cache
def families() -> list[dict[str, Any]]:
    """Return the families of cues, as the lexicon has them."""
    return list(lexicon("belonging")["family"])


def stated(name: str, words: str, denied: bool) -> set[tuple[str, bool]]:
    """Which roles do words of a family give, each true if it is denied?

    None if they are no words of the family. Who is denied to take part, is absent.
    """
    family = next((row for row in families() if row["name"] == name), None)
    if family is None:
        return set()
    said = [_lemmas(word) for word in _WORD.findall(words.lower().replace("’", "'"))]
    entries = (tuple(e.split()) for kind in _KINDS for e in family.get(kind, ()))
    if not any(_runs(parts, said) for parts in entries):
        return set()
    negated = denied != bool(family.get("negated"))
    found = {(role, negated) for role in family["roles"]}
    return {("absent", False) if each == ("participant", True) else each for each in found}


def _runs(parts: tuple[str, ...], said: list[frozenset[str]]) -> bool:
    """Are these the words, articles between them left out?"""
    own = [w for n, w in enumerate(said) if not (n and w & _SKIPPED and not w & set(parts))]
    return len(own) == len(parts) and all(p in w for p, w in zip(parts, own, strict=True))


def cues_in(parse: Parse, chunk_of: list[int]) -> list[Cue]:
    """Which words of a sentence may give a role? Verbs where the sentence has one, nouns else."""
    tokens, found = parse.tokens, []
    for at, token in enumerate(tokens):
        begun = _begun_by(token.lower, token.kind in _INFLECTED)
        if not begun or (token.lower == "-" and not _alone(parse, token)):
            continue
        best: dict[tuple[int, str], tuple[tuple[str, ...], int]] = {}
        verb = parse.chunks[chunk_of[at]].kind == "verb"
        for parts, n, kind in begun:
            if (kind in ("agent", "patient") and not verb) or (
                kind in ("holder", "thing") and verb
            ):
                continue
            if len(parts) > len(best.get((n, kind), ((), 0))[0]):
                last = _said(parts, tokens, at)
                if last >= 0:
                    best[n, kind] = parts, last
        for (n, kind), (parts, last) in best.items():
            row = families()[n]
            found.append(
                Cue(at, last, row["name"], tuple(row["roles"]),
                    bool(row.get("negated")), " ".join(parts), kind)
            )  # fmt: skip
    return found


def _alone(parse: Parse, token: Token) -> bool:
    """Does a mark stand between blanks?"""
    around = parse.text[max(0, token.start - 1) : token.end + 1]
    return around[:1].isspace() and around[-1:].isspace()


def _said(parts: tuple[str, ...], tokens: list[Token], at: int) -> int:
    """Return the last token of words in a row, an article between them or not; -1 if not there."""
    k = at + 1  # the first is there
    for part in parts[1:]:
        if k < len(tokens) and not _is(tokens[k], part) and tokens[k].lower in _SKIPPED:
            k += 1
        if k >= len(tokens) or not _is(tokens[k], part):
            return -1
        k += 1
    return k - 1


def _is(token: Token, part: str) -> bool:
    return part in _lemmas(token.lower) if token.kind in _INFLECTED else part == token.lower


def supposed(parse: Parse, cue: Cue, chunk_of: list[int]) -> bool:
    """Is what a cue says only possible, planned or asked for, or said of neither of two?"""
    if parse.words & {"neither", "nor", "whoever"}:
        return True
    at = chunk_of[cue.first]
    if any(
        c.kind == "sub" and parse.phrases.word(i) in _IF for i, c in enumerate(parse.chunks[:at])
    ):
        return True
    while at >= 0 and parse.verb(at) is None:
        if parse.kind(at) in ("comma", "rel", "that", "sub", "mark", "said", "open"):
            return False
        at -= 1
    verb = parse.verb(at)
    if verb is None:
        return False
    subject = parse.subjects.get(at)
    return (bool(verb.modal) and verb.modal not in _WILL) or (
        subject is not None and bool(subject.modality)
    )


def excepted(parse: Parse, who: Who, first: int) -> bool:
    """Is it said of all but somebody, or of none of them: "all except Peru", "none from Peru"?

    Args:
        parse: the sentence.
        who: the somebody.
        first: the chunk where his list begins.
    """
    at = parse.chunks[min(first, who.chunk)].first
    before = [t.lower for t in parse.tokens[max(0, at - 3) : at]]
    return bool(_EXCEPT & set(before)) or ("but" in before and "all" in before)


def about(parse: Parse, who: Who, what: What) -> bool:
    """Does somebody only tell what an occasion is about: "the conference on Ukraine"?"""
    k = who.chunk - 1
    if what.back or parse.kind(k) != "prep" or parse.phrases.word(k) not in _ABOUT:
        return False
    return what.chunk == k - 1


def hangs(parse: Parse, who: Who) -> range | None:
    """Return the words of a noun on which a name hangs; None if it hangs on none.

    "The mayor of Lima" is not Lima; those who stand for it are: "the ministers of Peru".
    """
    k = who.chunk - 1
    if parse.kind(k) != "prep" or parse.phrases.word(k) != "of" or parse.kind(k - 1) != "np":
        return None
    chunk = parse.chunks[k - 1]
    head = parse.tokens[chunk.last]
    if head.lower in _standing() or singular(head.lower) in _standing() or head.lower.endswith("s"):
        return None
    return range(chunk.first, chunk.last + 1)


def owns(parse: Parse, who: Who, chunk_of: list[int]) -> range | None:
    """Return the words for a thing of a member's that stand after the name; None if none do.

    Whoever stands for the member is no thing: "Peru's delegation", "the Peruvian minister".
    """
    tokens, after = parse.tokens, who.token + 1
    mention = tokens[who.token].mention
    if mention is None or after >= len(tokens):
        return None
    if tokens[after].kind == "poss":
        words = range(after + 1, after + 4)
    elif mention.form == "adjective" and tokens[after].kind == "word":
        if chunk_of[who.token] != chunk_of[after]:
            return None
        words = range(after, after + 3)
    else:
        return None
    standing = _standing()
    if any(tokens[k].lower in standing for k in words if k < len(tokens)):
        return None
    return words


@cache
def _standing() -> frozenset[str]:
    return frozenset(lexicon("belonging")["standing"])


def negation(parse: Parse, cue: Cue) -> tuple[int, int] | None:
    """Return the words that deny what a cue says: of its verb or subject, or just before it."""
    at = next(i for i, c in enumerate(parse.chunks) if c.last >= cue.first)
    chunk = parse.chunks[at]
    if chunk.verb is None:
        return _denying(parse, max(0, cue.first - 3), cue.first)
    if chunk.verb.negated:
        return _denying(parse, chunk.first, chunk.last + 1)
    subject = parse.subjects.get(at)
    if subject is None or not subject.negated:
        return None
    first = next((n for n, t in enumerate(parse.tokens) if t.start >= subject.start), 0)
    return _denying(parse, max(0, first - 1), cue.first)


def _denying(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Return the last word of denial among some tokens, unless a mark or a verb follows it."""
    for token in reversed(parse.tokens[first:last]):
        if token.lower in _NOT or token.lower.endswith("n't"):
            return token.start, token.end
        if token.kind == "mark":
            return None
    return None


def scenes(parses: list[Parse], groups: Groups) -> Iterator[Scene]:
    """What does each sentence offer?

    Where it has a cue and somebody who may be a member, the groups that were named before too.
    """
    rows, chunks = [], []
    for parse in parses:
        chunk_of = [0] * len(parse.tokens)
        for i, chunk in enumerate(parse.chunks):
            for t in range(chunk.first, chunk.last + 1):
                chunk_of[t] = i
        chunks.append(chunk_of)
        rows.append(list(_groups_in(parse, groups, chunk_of)))
    before: dict[str, tuple[int, What]] = {}  # by id, the one named last at the end
    for n, parse in enumerate(parses):
        cues, members = cues_in(parse, chunks[n]), list(_members_in(parse, chunks[n]))
        carried = _carried(before, n, rows[n]) if cues and members else ()
        yield Scene(parse, cues, members, [*rows[n], *carried], chunks[n])
        for what in rows[n]:
            before.pop(what.group.id, None)
            before[what.group.id] = n, what


def _carried(before: dict[str, tuple[int, What]], n: int, here: list[What]) -> Iterator[What]:
    """Yield the groups that were named before a sentence, those named in it left out."""
    seen = {what.group.id for what in here}
    for at, what in islice(reversed(before.values()), _FAR):
        if what.group.id not in seen:
            yield what._replace(token=-1, chunk=-1, back=n - at)


def _nominals(parse: Parse) -> Iterator[tuple[int, Chunk, Token]]:
    """Yield the noun phrases that no name heads, with their last word."""
    for k, chunk in enumerate(parse.chunks):
        head = parse.tokens[chunk.last]
        if chunk.kind == "np" and head.mention is None and head.kind == "word":
            yield k, chunk, head


def _members_in(parse: Parse, chunk_of: list[int]) -> Iterator[Who]:
    """Yield everybody a sentence names who may be a member."""
    for t, token in enumerate(parse.tokens):
        m = token.mention
        if m is not None:
            yield Who(item(m), t, chunk_of[t], m.form)
    for k, chunk, head in _nominals(parse):
        if head.lower in vocabulary()["pronouns"]:
            one = parse.phrases.one(k)
            if one is not None and one.party.actor and not one.party.members:
                who = Item(one.start, one.end, one.party.actor, one.party.actor, one.type)
                yield Who(who, chunk.last, k, "pronoun")
            continue
        inside = parse.tokens[chunk.first : chunk.last + 1]
        if head.text[:1].isupper() and head.start > parse.sentence.start:
            words, start, end = words_of(
                parse, _capital(parse, chunk.first, chunk.last), chunk.last
            )
            yield Who(Item(start, end, words, words, ""), chunk.last, k, "capital")
        elif not _sides().isdisjoint(t.lower for t in inside):
            words, start, end = words_of(parse, chunk.first, chunk.last)
            yield Who(Item(start, end, words, words, ""), chunk.last, k, "nominal")


@cache
def _sides() -> frozenset[str]:
    return frozenset(lexicon("slots")["lists"]["sides"]) | {"rebels", "separatists", "army"}


def _capital(parse: Parse, first: int, last: int) -> int:
    """Return where the capitalised words that end a noun phrase begin."""
    at = last
    while (
        at > first
        and parse.tokens[at - 1].text[:1].isupper()
        and parse.tokens[at - 1].kind == "word"
    ):
        at -= 1
    return at


def _groups_in(parse: Parse, groups: Groups, chunk_of: list[int]) -> Iterator[What]:
    """Yield everything in a sentence that one may belong to or take part in."""
    start, end = parse.sentence.start, parse.sentence.end
    events = [e for e in groups.events if start <= e.start < end]
    taken: list[tuple[int, int]] = []
    for e in events:
        t = next((n for n, x in enumerate(parse.tokens) if x.end >= e.end), len(parse.tokens) - 1)
        taken.append((e.start, e.end))
        yield What(of_event(e), t, chunk_of[t], "met" if e.verb else e.type)
    for t, token in enumerate(parse.tokens):
        m = token.mention
        if m is not None and m.type in (*GROUPS, "") and m.form != "person":
            yield What(groups.of(m), t, chunk_of[t], m.type or "unlisted")
    for k, chunk, head in _nominals(parse):
        if any(s < chunk.end and chunk.start < e for s, e in taken):
            continue
        plain = head.lower in BODIES or groups.bodies.called(head.lower, head.start) is not None
        pointed = groups.within(head.start, head.end, ("body",)) if plain else None
        if pointed is not None:
            yield What(pointed, chunk.last, k, "pointed")
        keys = ("one", "gatherings", "papers")
        found = described(parse, k, keys)
        if found is not None:
            yield What(found, chunk.last, k, "described")
        elif head.text[:1].isupper() and head.start > start:
            first = _capital(parse, chunk.first, chunk.last)
            yield What(Group(*words_of(parse, first, chunk.last)), chunk.last, k, "capital")
