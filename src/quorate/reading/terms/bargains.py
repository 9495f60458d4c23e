"""What does a sentence say that somebody asks, offers, or no longer asks?

By verbs ("insists on X", "is ready to X", "has dropped its demand for X"), by what somebody would
do if ("will X only if Y", "refuses to X until Y"), and by nouns ("its offer is to X"). "X in
exchange for Y" is both sides of one trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quorate.reading.language import lexicon, words
from quorate.reading.syntax.cues import Cue, matches
from quorate.reading.syntax.fitting import fits, object_of
from quorate.reading.syntax.memory import GROUPS, Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.verbs import Verb
from quorate.reading.terms.stretches import Stretch, Told, behind, lists

ASK, OFFER, DROP, TRADE, NEED = "ask", "offer", "drop", "trade", "need"
_WILL, _MAY = ("will", "would", "'ll", "shall"), ("could", "can")


class Bargain(NamedTuple):
    """What somebody asks or offers.

    Attributes:
        start, end: the words of the whole.
        party: who asks or offers.
        cue: the words that say that it is asked or offered.
        asks: false if it is offered.
        dropped: true if it is no longer asked.
        issue: what is asked or offered.
        other: what it is asked or offered for; empty if nothing is said of it.
        condition: on what, with "if", "until" and the like; empty if nothing is said of it.
        taken: true if it is what another gives: "accepted an exemption".
    """

    start: int
    end: int
    party: Named
    cue: Stretch
    asks: bool
    dropped: bool
    issue: Stretch
    other: Stretch = Stretch()
    condition: Stretch = Stretch()
    taken: bool = False


def stands_for(
    cue: str, labels: frozenset[str], main: str, before: str
) -> tuple[bool, bool] | None:
    """Return what words say of an issue: whether it is asked, and whether no longer; or None.

    Args:
        cue: the words of the cue.
        labels: what its verbs stand for in the lexicon ``terms``.
        main: the words of the whole.
        before: the words before the issue. "In exchange for" and "until" turn the side: who asks
            offers that, who offers or refuses asks for it.
    """
    said = set(re.findall(r"[a-z'’]+", cue.lower()))
    price = bool(_price().search(before))
    if DROP in labels:
        return True, True
    if (tied := _on_condition().fullmatch(cue)) and tied["for"]:
        return not before.endswith(cue + " "), False
    if TRADE in labels or tied:
        return before.endswith(cue[-8:] + " "), False
    if ASK in labels or said & set(lists()["ask_nouns"]):
        return not price, False
    if (
        _exchange().search(main)
        or labels & {OFFER, NEED}
        or said & {*_WILL, *_MAY, *lists()["offer_nouns"], "is", "are", "won't"}
    ):
        return price, False
    return None


def bargains_in(parse: Parse) -> Iterator[Bargain]:
    """Yield what a sentence says that somebody asks or offers, in the order of its verbs."""
    taken = -1
    for i, chunk in enumerate(parse.chunks):
        if chunk.verb is None or i <= taken:
            continue
        for found, until in _at(parse, i):
            taken = max(taken, until)
            yield found


# ---------------------------------------------------------------------------- one verb
def _at(parse: Parse, i: int) -> Iterator[tuple[Bargain, int]]:
    """Yield what the verb at a chunk says, and the last chunk that is read with it."""
    verb = parse.chunks[i].verb
    assert verb is not None
    if _open(parse, i, verb):
        return
    found = [(c, last) for c, last in matches(parse, i, verb, "terms") if _suits(parse, i, c, last)]
    if found:
        cue, last = max(found, key=lambda f: (len(f[0].rest), f[0].negated))
        if verb.negated and not cue.negated:
            yield from _if(Told(parse, i, parse.chunks[i].last), negated=True)
            return
        yield from _by_cue(Told(parse, i, last), cue.label, cue.rest)
    elif verb.passive or verb.form == "part":
        return
    elif verb.lemmas & {"make"}:
        yield from _conditional(parse, i)
    elif verb.lemmas & {"be"}:
        yield from _by_noun(parse, i)
        yield from _bound_to(parse, i)
    elif verb.modal not in _WILL and not (verb.modal in _MAY and _gives_way(parse, i, verb)):
        yield from _traded(Told(parse, i, parse.chunks[i].last))
    else:
        nobody = parse.phrases.word(parse.left(i)) in ("nobody", "none", "nothing", "neither")
        yield from _if(Told(parse, i, parse.chunks[i].last), verb.negated or nobody)


def _open(parse: Parse, i: int, verb: Verb) -> bool:
    """Is it only supposed, or only seems: "would have accepted", "provided that both agree to"?"""
    if (verb.modal and verb.perfect) or parse.subjects[i].governor & {"seem", "appear"}:
        return True
    for k in range(i - 1, -1, -1):
        if parse.kind(k) in ("mark", "comma") or (parse.verb(k) is not None and k < i - 1):
            return False
        if _supposing().match(parse.text, parse.chunks[k].start):
            return True
    return False


def _suits(parse: Parse, i: int, cue: Cue, last: int) -> bool:
    """Does the verb group suit the row: passive only for "be ready", and "would like"?"""
    verb = parse.chunks[i].verb
    assert verb is not None
    said = parse.text[parse.chunks[i].start : parse.chunks[i].end]
    if cue.negated and cue.label == DROP and "no longer" not in said:
        return False
    row = lexicon("terms")["cue"][cue.row]
    if not fits(parse, i, verb, last, row) or (row.get("would") and verb.modal != "would"):
        return False
    return cue.copula or not verb.passive


def _by_cue(told: Told, label: str, rest: tuple[str, ...]) -> Iterator[tuple[Bargain, int]]:
    if label == TRADE:
        yield from _tied(told, rest)
        return
    if label == NEED:  # "refuses to sign until"
        yield from _if(told, negated=True)
        return
    addressed = bool({"<x>", "<party>"} & set(rest))
    if addressed:  # "asked X to free Y", "called on X to free Y"
        at = told.parse.chunks[told.i].last + 1
        at += told.parse.tokens[at].lower in ("on", "upon")
        told.begin = told.parse.tokens[at].start
    issue = told.issue()
    if not issue.end or not told.parties or _no_object().match(told.parse.text, *issue):
        return
    if addressed and _to_all().match(told.parse.text, *issue):
        return  # "asked both sides to return to the table"
    issue = _promised(told.parse, issue)
    asks, dropped = label in (ASK, DROP), label == DROP
    issue, gapped = _cut(told, issue)
    for found, until in _both(told, told.parties, issue, asks, dropped, told.condition()[0]):
        yield found._replace(taken=_taken(told, found)), until
    if gapped is not None:
        party, other = gapped
        yield from _both(told, (party,), other, asks, dropped, Stretch())


def _taken(told: Told, found: Bargain) -> bool:
    """Is what is offered another's to give: "accepted an exemption", "agreed to a plan"?"""
    verb = told.parse.chunks[told.i].verb
    takes = verb is not None and bool(verb.lemmas & set(lists()["taking"]))
    return takes and not found.asks and _A_THING.match(told.parse.text, *found.issue) is not None


def _both(
    told: Told,
    parties: tuple[Named, ...],
    issue: Stretch,
    asks: bool,
    dropped: bool,
    condition: Stretch,
) -> Iterator[tuple[Bargain, int]]:
    """Yield what each party asks or offers, and what it is for."""
    issue, other = _exchanged(told, issue)
    start, end = _whole(told, parties, issue, other, condition)
    for party in parties:
        whole = Bargain(start, end, party, told.cue, asks, dropped, issue, other, condition)
        yield whole, told.stop - 1
        if other.end and not dropped:
            turned = whole._replace(asks=not asks, issue=other, other=issue, condition=Stretch())
            yield turned, told.stop - 1


def _whole(told: Told, parties: tuple[Named, ...], *stretches: Stretch) -> Stretch:
    """Return the words from the first to the last of a bargain, its party's in this sentence."""
    here = [Stretch(p.start, p.end) for p in parties if p.start >= told.parse.sentence.start]
    parts = [told.cue, *here, *(s for s in stretches if s.end)]
    return Stretch(min(s.start for s in parts), max(s.end for s in parts))


def _if(told: Told, negated: bool) -> Iterator[tuple[Bargain, int]]:
    """Yield what somebody would do on a condition, or in exchange; what he will not do without."""
    parse = told.parse
    condition, word = told.condition()
    done = told.deed()
    if negated:
        parties = told.parties or _retorting(told)
        if word not in _REFUSED or not parties:
            return
        refused = told.issue() if told.of_cue else done
        refused = refused if refused.end else done
        begins = re.compile(rf"{word}\s*", re.IGNORECASE).search(parse.text, *condition)
        asked = Stretch(begins.end() if begins else condition.start, condition.end)
        start, end = _whole(told, parties, asked, refused)
        for party in parties:
            whole = Bargain(start, end, party, told.cue, True, False, asked, refused)
            yield whole, told.stop
            yield whole._replace(asks=False, issue=refused, other=asked), told.stop
        return
    traded = _exchange().search(parse.text, done.start, done.end)
    begun = _FRONTED.match(parse.text, parse.sentence.start, told.cue.start)
    if not (
        traded
        or begun
        or _given_behind(told)
        or (condition.end and word not in ("before", "until"))
    ):
        return
    yield from _both(told, told.parties, done, False, False, condition)
    asked = Stretch() if traded else _asked_of_another(told, condition)
    if asked.end:
        start, end = _whole(told, told.parties, asked, done)
        for party in told.parties:
            yield Bargain(start, end, party, told.cue, True, False, asked, done), told.stop


def _asked_of_another(told: Told, condition: Stretch) -> Stretch:
    """Return what another, who is named, is to do for it: "would free them if X paid"."""
    parse, verb = told.parse, told.parse.chunks[told.i].verb
    begins = _first().match(parse.text, *condition) if condition.end else None
    if begins is None or verb is None or not _gives_way(parse, told.i, verb):
        return Stretch()
    own = {p.party.actor for p in told.parties}
    k = next((k for k, c in enumerate(parse.chunks) if c.end > begins.end()), 0)
    other, does = parse.tokens[parse.chunks[k].first].mention, parse.verb(k + 1)
    if other is None or other.type not in ("state", *GROUPS) or other.form == "adjective":
        return Stretch()
    if (other.actor or other.name) in own or does is None or does.passive:
        return Stretch()
    if not does.lemmas or does.lemmas == {"do"}:  # "would join if X did"
        return Stretch()
    return Stretch(begins.end(), condition.end)


def _gives_way(parse: Parse, i: int, verb: Verb) -> bool:
    """Does a verb tell of a deed by which its doer gives way or helps, and not alone?"""
    told, rows = Told(parse, i, parse.chunks[i].last), lexicon("acts")["cue"]
    found = [
        (len(cue.rest), cue.label)
        for cue, last in matches(parse, i, verb, "acts")
        if fits(parse, i, verb, last, rows[cue.row])
    ]
    longest = max(found, default=(0, ""))[0]
    if not longest and told.first >= told.stop:
        return False  # "would withdraw if": its troops, or from the talks?
    return any(n == longest and label in lists()["giving_way"] for n, label in found)


def _retorting(told: Told) -> tuple[Named, ...]:
    """Return who says so behind the verb: "nobody would sign, X retorted, unless"."""
    parse = told.parse
    between = range(told.stop, behind(parse, told.stop))
    verbs = [k for k in between if parse.verb(k) is not None]
    return parse.subjects[verbs[0]].parties if verbs else ()


def _traded(told: Told) -> Iterator[tuple[Bargain, int]]:
    """Yield the trade of a verb that says nothing of itself: "negotiates X in exchange for Y"."""
    verb = told.parse.chunks[told.i].verb
    issue = told.issue()
    if verb is None or verb.negated or not told.parties or not issue.end:
        return
    match = _exchange().search(told.parse.text, *issue)
    if match and match.end() < issue.end and match[0].rstrip().endswith("for"):
        given = issue if verb.lemmas & set(lists()["dealing"]) else told.deed()
        yield from _both(told, told.parties, given, False, False, Stretch())


def _by_noun(parse: Parse, i: int) -> Iterator[tuple[Bargain, int]]:
    """Yield what "X's offer is to ..." says."""
    k = parse.left(i)
    if parse.kind(k) != "np":
        return
    noun = parse.tokens[parse.chunks[k].last].lower
    asks = noun in lists()["ask_nouns"]
    owner = parse.phrases.owner(k)
    if (not asks and noun not in lists()["offer_nouns"]) or owner is None:
        return
    told = Told(parse, i, parse.chunks[i].last)
    issue = told.issue()
    issue = Stretch(issue.start + len(_LEAD.match(parse.text, *issue)[0]), issue.end)  # type: ignore[index]  # may be empty
    told.cue = Stretch(parse.chunks[k].start, parse.chunks[i].end)
    if issue.start < issue.end:
        yield from _both(told, (owner,), issue, asks, False, told.condition()[0])


def _bound_to(parse: Parse, i: int) -> Iterator[tuple[Bargain, int]]:
    """Yield what somebody is to do under a deal."""
    verb = parse.verb(i + 1)
    if verb is None or verb.form != "to" or not parse.words & set(lists()["deals"]):
        return
    told = Told(parse, i, parse.chunks[i].last)
    at = parse.tokens[parse.chunks[i + 1].last].start
    issue = Stretch(at, parse.chunks[max(told.stop - 1, i + 1)].end)
    if told.parties:
        issue, gapped = _cut(told, issue)
        yield from _both(told, told.parties, issue, False, False, told.condition()[0])
        if gapped is not None:
            yield from _both(told, (gapped[0],), gapped[1], False, False, Stretch())


def _tied(told: Told, rest: tuple[str, ...]) -> Iterator[tuple[Bargain, int]]:
    """Yield what is asked and what is given for it, of "conditions X on Y"."""
    parse = told.parse
    given = next((k for k in range(told.i + 1, told.first) if parse.kind(k) == "np"), -1)
    asked = told.issue()
    if given < 0 or not asked.end or not told.parties or "<x>" not in rest:
        return
    last = [k for k in range(told.first, told.stop) if parse.phrases.word(k) == "to"]
    if rest[-1] == "to" and last and parse.kind(last[-1]) == "prep":  # "ties aid to X to a truce"
        told.cue = Stretch(told.cue.start, parse.chunks[last[-1]].end)
        asked = Stretch(parse.chunks[last[-1] + 1].start, asked.end)
    ends = (k for k in range(given, told.stop) if parse.chunks[k].end >= told.cue.end)
    stop = next(ends, given)
    asked = _unexplained(parse, asked)
    offered = Stretch(parse.chunks[given].start, parse.chunks[max(stop - 1, given)].end)
    yield from _trade(told, asked, offered)


def _conditional(parse: Parse, i: int) -> Iterator[tuple[Bargain, int]]:
    """Yield what is asked and what is given for it, of "makes X conditional on Y"."""
    on = _on_condition().search(parse.text, parse.chunks[i].end, parse.sentence.end)
    last = next((n for n, t in enumerate(parse.tokens) if on and t.end == on.end()), -1)
    if on is None or last < 0:
        return
    told = Told(parse, i, last)
    told.cue = Stretch(*on.span())
    asked = _unexplained(parse, told.issue())
    offered = Stretch(parse.tokens[parse.chunks[i].last + 1].start, on.start() - 1)
    between = parse.text[offered.start : offered.end]
    if on["for"]:  # "made a truce a condition for talks"
        asked, offered = offered, asked
    if told.parties and asked.end and not {",", ";"} & set(between):
        yield from _trade(told, asked, offered)


def _trade(told: Told, asked: Stretch, offered: Stretch) -> Iterator[tuple[Bargain, int]]:
    start, end = _whole(told, told.parties, asked, offered)
    for party in told.parties:
        whole = Bargain(start, end, party, told.cue, True, False, asked, offered)
        yield whole, told.stop - 1
        yield whole._replace(asks=False, issue=offered, other=asked), told.stop - 1


# ---------------------------------------------------------------------------- stretches
def _cut(told: Told, issue: Stretch) -> tuple[Stretch, tuple[Named, Stretch] | None]:
    """Part what another asks with the verb left out: "X demands A, and Y B"."""
    parse = told.parse
    for k in range(told.first + 1, len(parse.chunks) - 2):
        verb = parse.verb(k)
        if k > told.stop and (parse.kind(k) == "mark" or (verb and verb.form == "finite")):
            break
        if parse.kind(k) not in ("comma", "cc", "mark"):
            continue
        at = k + 1
        while parse.kind(at) in ("cc", "comma"):
            at += 1
        follows = parse.verb(at + 1)
        bound = follows is not None and follows.form == "to"
        if parse.kind(at) != "np" or not (bound or parse.kind(at + 1) == "np"):
            continue
        party = parse.phrases.one(at)
        if party is None or not (party.form == "name" or party.plural):
            continue
        begins = parse.tokens[parse.chunks[at + 1].last if bound else parse.chunks[at + 1].first]
        _, stop = object_of(parse, at, parse.chunks[at].last)
        ends = parse.chunks[told.dated(max(stop, at + 2)) - 1].end
        own = Stretch(issue.start, min(issue.end, parse.chunks[k - 1].end))
        return own, (party, Stretch(begins.start, ends))
    return issue, None


def _exchanged(told: Told, issue: Stretch) -> tuple[Stretch, Stretch]:
    """Part what is asked or offered from what it is for."""
    match = _exchange().search(told.parse.text, *issue)
    if match is None:
        return _unexplained(told.parse, issue), _given_behind(told) or _given_for(told)
    return Stretch(issue.start, match.start()), Stretch(match.end(), issue.end)


def _unexplained(parse: Parse, issue: Stretch) -> Stretch:
    """Return the words without what they are called: ", a condition that X dropped"."""
    match = _called().search(parse.text, issue.start + 1, issue.end)
    return Stretch(issue.start, match.start()) if match else issue


def _given_behind(told: Told) -> Stretch | None:
    """Return what it is for behind an insertion: "X would go, it said, in exchange for Y"."""
    parse = told.parse
    at = behind(parse, told.stop)
    if at >= len(parse.chunks):
        return None
    match = _exchange().match(f" {parse.text[parse.chunks[at].start : parse.sentence.end]}")
    if match is None or not match[0].rstrip().endswith("for"):
        return None
    k = next((k for k in range(at, at + 4) if parse.phrases.word(k) == "for"), at)
    _, stop = object_of(parse, k, parse.chunks[k].last)
    return Stretch(parse.chunks[k + 1].start, parse.chunks[stop - 1].end) if stop > k + 1 else None


def _given_for(told: Told) -> Stretch:
    """Return what stands before the clause: "In exchange for X, Y would"."""
    parse = told.parse
    match = _FRONTED.match(parse.text, parse.sentence.start, parse.chunks[told.i].start)
    return Stretch(*match.span("for")) if match and match["for"] else Stretch()


def _promised(parse: Parse, issue: Stretch) -> Stretch:
    """Return what is to be done, or given, of "promised X that it would", "offered it aid"."""
    match = _TO_DO.match(parse.text, *issue) or _TO_IT.match(parse.text, *issue)
    return Stretch(match.end(), issue.end) if match and match.end() < issue.end else issue


_A_THING = re.compile(r"(?:an?|the|its|his|her|their|this|that|one)\b")
_REFUSED = ["until", "unless", "before", "without"]  # what is not done without a condition
_FRONTED = re.compile(
    r"(?:[^,;.]{0,40}, )?[Ii]n (?:exchange|return)(?: for (?P<for>[^;.,]{3,140}))?, "
)
_LEAD = re.compile(r"(?:(?:to|that|for) )?")
_TO_IT = re.compile(r"(?:them|him|her|us|it) (?=(?:an?|the|its|his|her|their|more|some)\b)")
_TO_DO = re.compile(r"(?:[^,;]{0,60}? )?\bthat (?:he|she|it|they) (?:would|will) ")


@cache
def _exchange() -> re.Pattern[str]:
    return re.compile(rf",? {words(lists()['exchange'])} ")


@cache
def _no_object() -> re.Pattern[str]:
    """Return what stands where an object should: "agreed on 16 May", "shortly before"."""
    return re.compile(r"(?:(?:on|in) \d|[a-z]+ly(?: (?:before|after|on)\b|$))")


@cache
def _supposing() -> re.Pattern[str]:
    return re.compile(rf"{words(lists()['supposing'])}\b", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    nouns = words(lists()["ask_nouns"], lists()["offer_nouns"])
    return re.compile(rf", (?:an?|the|its|their|his|her) (?:\w+ )?{nouns}\b")


@cache
def _on_condition() -> re.Pattern[str]:
    nouns = words(lists()["ask_nouns"])
    adjectives = words(lists()["conditional"])
    return re.compile(rf"\b(?:{adjectives} (?:up)?on|(?P<for>an? (?:\w+ )?{nouns} (?:for|of)))\b")


@cache
def _price() -> re.Pattern[str]:
    """Return what stands before the price of something."""
    bound = words(lists()["exchange"], lists()["first"], _REFUSED)
    return re.compile(rf"{bound} (?:the )?$", re.IGNORECASE)


@cache
def _first() -> re.Pattern[str]:
    """Return what opens that which is to be done first."""
    return re.compile(rf"(?:only )?{words(lists()['first'])} (?:the )?", re.IGNORECASE)


@cache
def _to_all() -> re.Pattern[str]:
    return re.compile(rf"{words(lists()['all_sides'])}\b", re.IGNORECASE)
