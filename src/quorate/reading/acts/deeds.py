"""Which nouns say what somebody does, and to whom?

"The arrest of X by Y", "X's suspension", "an attack by Y on X", "talks between X and Y": the row of
the noun in ``lexicon/acts.toml`` says what "of X" and "X's" mean. What is only asked for, feared or
denied is not read; a noun without a party is not either, unless it is counted ("40 arrests").
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.nominals import owner_before
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import Token, vocabulary

_LIST = 16  # chunks of a list looked back over, at most
_STEPS = 6  # prepositions followed after a noun, at most
_WITHIN = ("of", "from", "in", "by", "against")  # from a thing to whose it is: "oil imports from X"
_BESIDE = ("in", "on", "at", "near", "during", "after", "since", "before", "over")


class Deed(NamedTuple):
    """An act that a noun tells: its type, who does it to whom, where, and how surely."""

    type: str
    sources: tuple[Named, ...]
    targets: tuple[Named, ...]
    main: tuple[int, int]
    cue: tuple[int, int]
    modality: Literal["actual", "hypothetical"] = "actual"


@cache
def _nouns() -> dict[str, dict[str, Any]]:
    return {word: row for row in lexicon("acts")["noun"] for word in row["words"]}


def find_deeds(parse: Parse) -> list[Deed]:
    """Which nouns of a sentence tell an act?"""
    found = []
    for i, chunk in enumerate(parse.chunks):
        if chunk.kind != "np":
            continue
        head = parse.tokens[chunk.last]
        row = _nouns().get(head.lower) if head.kind == "word" else None
        if row is not None and _real(parse, i):
            deed = _deed(parse, i, row)
            if deed is not None:
                asked = _listed(parse, i)
                found.append(deed._replace(modality="hypothetical") if asked else deed)
    return found


def _real(parse: Parse, i: int) -> bool:
    """Is the act told as done: not asked for, feared, planned or denied?"""
    table = lexicon("acts")["unreal"]
    inside = {t.lower for t in parse.phrases.tokens_in(parse.chunks[i])}
    if inside & set(table["words"]):
        return False
    for k in range(i - 1, max(-1, i - 4), -1):
        verb = parse.verb(k)
        if verb is not None:
            return not (verb.negated or verb.modal or verb.lemmas & set(table["verbs"]))
        if parse.kind(k) not in ("prep", "np", "adv"):
            break
        if parse.phrases.word(k) in table["prepositions"]:
            return False
        last = parse.tokens[parse.chunks[k].last].lower
        if parse.kind(k) == "np" and last in table["nouns"]:
            return False
    return True


def _listed(parse: Parse, i: int) -> bool:
    """Does the act stand in a list of what is asked for, feared or denied: "wanted X, Y and Z"?"""
    verbs, several = set(lexicon("acts")["unreal"]["verbs"]), False
    for k in range(i - 1, max(-1, i - _LIST), -1):
        verb = parse.verb(k)
        if verb is not None:
            return several and bool(verb.lemmas & verbs) and not (verb.passive or verb.reduced)
        several = several or parse.kind(k) in ("comma", "cc", "mark")
        mark = parse.kind(k) == "mark" and parse.phrases.word(k) != ":"
        if mark or parse.kind(k) not in ("np", "prep", "adv", "comma", "cc", "mark", "date"):
            return False
    return False


def _deed(parse: Parse, i: int, row: dict[str, Any]) -> Deed | None:
    phrases, chunk = parse.phrases, parse.chunks[i]
    head = parse.tokens[chunk.last]
    slot = _slot(phrases.word(i + 1), row) if phrases.kind(i + 1) == "prep" else ""
    if head.lower in lexicon("acts")["people"] and not slot:
        return None  # "the Xian opposition"
    owned = row.get("counted") != "target" and row.get("owner") != "none"
    owner = owner_before(parse, i) if owned else None
    sources, targets = list[Named](), list[Named]()
    end = chunk.end
    k, of, pending = _sides(parse, i), False, ""
    for _ in range(_STEPS):
        while phrases.kind(k) in ("date", "adv"):
            k += 1
        verb = parse.verb(k)
        if verb is not None and verb.reduced and verb.lemmas & set(lexicon("acts")["done"]):
            k += 1
        while phrases.kind(k) == "prep" and phrases.kind(k + 1) == "date":
            k += 2  # "imposed in May by X"
        if phrases.kind(k) != "prep" or phrases.kind(k + 1) != "np":
            break
        word, (named, after) = phrases.word(k), phrases.forward(k + 1)
        if word == "between" and phrases.kind(after) == "cc" and phrases.kind(after + 1) == "np":
            other = phrases.one(after + 1)  # "talks between X and Y resumed"
            named, after = [*named, *([other] if other else [])], after + 2
        if word == "by" and phrases.word(k + 2) == "of" and any(n.form == "name" for n in named):
            after = k + 2  # "the seizure by X of Y"
        within = pending and word in _WITHIN and _slot(word, row) != "source"
        into = pending if within else _slot(word, row)
        pending = into if not named else ""
        whose = phrases.owner(k + 1) if into == "target" and not named else None
        named = [whose] if whose is not None else named  # "expulsion of the Aurian chargé"
        if into:
            (sources if into == "source" else targets).extend(named)
            of = of or word == "of"
            end = max([end, *(n.end for n in named)])
        elif word not in _BESIDE:
            break
        k = after
    if owner is not None:
        (sources if row.get("owner") != "target" or of else targets)[:0] = [owner]
    if row.get("counted") == "target" and _counted(parse, i):
        first = next(t for t in parse.phrases.tokens_in(chunk) if _number(t)).start
        words = parse.text[first : chunk.end]
        targets[:0] = [Named(Party(words=words), first, chunk.end, form="nominal")]
    others = {n.party for n in sources}
    targets = [n for n in targets if n.party not in others]
    enough = bool(sources) if row.get("needs") == "source" else bool(sources or targets)
    if row.get("needs") == "both":
        then = phrases.kind(k) == "prep" and phrases.word(k) in row.get("then", ())
        enough = bool(sources) and (len(sources) > 1 or bool(targets) or then)
    enough = enough or bool(row.get("counted") and _counted(parse, i))
    if not enough:
        if not row.get("dated") or not _dated(parse, i):
            return None
        if parse.country is not None:  # "elections in May": of the report's country
            state = Party(actor_id(parse.country))
            sources = [Named(state, head.start, head.end, form="nominal", type="state")]
        elif not any(t.kind == "date" for t in phrases.tokens_in(chunk)):
            return None
    start = min([chunk.start, *(n.start for n in (*sources, *targets) if n.end <= head.start)])
    return Deed(row["type"], tuple(sources), tuple(targets), (start, end), (head.start, head.end))


def _sides(parse: Parse, i: int) -> int:
    """Return the chunk after a noun, or where its sides are told: "fighting broke out between"."""
    at = i + 1 + (parse.kind(i + 1) in ("rel", "that"))  # "talks which opened between"
    verb, k = parse.verb(at), at + 1
    if verb is not None and not verb.passive and verb.lemmas <= {"come", "arrive"}:
        return k if parse.phrases.word(k) == "from" else i + 1  # "criticism came from X"
    if verb is None or verb.passive or not verb.lemmas & set(lexicon("acts")["erupting"]):
        return i + 1
    while parse.kind(k) in ("adv", "date") or (
        parse.kind(k) == "prep" and parse.phrases.word(k) in _BESIDE[:4]
    ):
        k += 2 if parse.kind(k) == "prep" else 1
    return k if parse.phrases.word(k) in ("between", "among") else i + 1


def _slot(word: str, row: dict[str, Any]) -> str:
    """Return what a preposition leads to: the ``source``, the ``target``, or nobody (empty)."""
    if word in row.get("source", ("by", "from")):
        return "source"
    return "target" if word in row.get("target", ("of",)) else ""


def _counted(parse: Parse, i: int) -> bool:
    """Does a number stand before the noun: "40 arrests", "at least two dead"?"""
    return any(_number(t) for t in parse.phrases.tokens_in(parse.chunks[i])[:-1])


def _dated(parse: Parse, i: int) -> bool:
    """Does a date stand in the noun phrase, or right after it: "elections in May"?"""
    if any(t.kind == "date" for t in parse.phrases.tokens_in(parse.chunks[i])):
        return True
    k = i + 1
    verb = parse.verb(k)
    k += verb is not None and bool(verb.lemmas & {"hold"})
    return parse.kind(k) == "prep" and parse.kind(k + 1) == "date"


def _number(token: Token) -> bool:
    several = {"dozens", "scores", "hundreds", "thousands", "several"}
    words = vocabulary()["number_words"] | several
    return token.kind == "number" or token.lower.split("-")[0] in words
