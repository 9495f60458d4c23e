"""At whom is an act aimed?

Whoever stands where the frame of the verb lets him (`quorate.reading.acts.frames`): after it, of a
passive verb or in a relative clause before it. Nobody is aimed at by himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quorate.claims.claim import Party
from quorate.reading.acts.frames import Start, frame_of, is_party, nouns, reached
from quorate.reading.language import lexicon
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary

_ED = re.compile(r"\w{3}ed$")  # "wants X freed": it is not X that is asked
FAR = 14  # chunks looked at, at most


def aimed_at(clause: Clause) -> tuple[Named, ...]:
    """Whom does the clause name as the one acted upon, agreed with, or spoken of?"""
    if clause.options.get("untargeted"):
        return ()
    mine = {n.party for n in clause.subjects}
    type_ = clause.options.get("acts_on", clause.label)
    for named in _candidates(clause, type_):
        others = tuple(n for n in named if n.party not in mine)
        others = tuple(n for n in others if not _doubtful(n, clause, type_))
        if others:
            return _by_name(clause.parse, others)
    return _unless(clause) if clause.label == "THREATEN" else ()


def _candidates(clause: Clause, type_: str) -> Iterator[tuple[Named, ...]]:
    """Yield who may be acted upon, the likeliest first."""
    parse, at = clause.parse, _verb(clause)
    told = tuple(n for n in clause.targets if is_party(parse, n, type_))
    within = told and clause.cue[0] <= told[0].start < clause.cue[1]
    cue = parse.text[slice(*clause.cue)].lower()
    if cue.endswith(" as"):
        told = tuple(n for n in told if n.start < clause.cue[1])  # "recognised X as president"
    if not told and not clause.passive and frame_of(type_).object:
        yield _amid(clause, at)
    asks = clause.label == "DEMAND" and not clause.passive
    if within and not (asks and _ED.search(cue)):
        yield told  # "asked X to"
    inside = any(parse.kind(k) == "np" for k in range(at + 1, clause.first))
    if asks and inside and _led(clause):
        return  # "asked me to thank X"
    before = _before(clause, at)
    if clause.passive and "between" in frame_of(type_).direct:
        yield between(clause, before=True)
    if frame_of(type_).object and (clause.passive or (before >= 0 and parse.subjects[at].gap >= 0)):
        yield told
    if before >= 0:
        yield from reached(parse, before, _end_of(parse, before, at), type_)
    turned = clause.inverted and any(n.start >= clause.cue[1] for n in clause.subjects)
    if not turned and not within:
        first, last = clause.first, min(clause.last, clause.first + FAR)
        if clause.options.get("predicate") and parse.kind(first) == "np":
            last = min(last, parse.phrases.after(first))  # "called it a breach of the law of X"
        if cue.endswith(" as"):
            last = first  # "described it as a tool of X", "sat in as observers"
        if _placed(clause, type_) and parse.kind(first) == "np":
            first = parse.phrases.after(first)
        denies = bool(clause.lemmas & nouns("denials"))
        wants = clause.bare and bool(clause.lemmas & nouns("wanting"))
        answers = bool(clause.lemmas & set(lexicon("acts")["answers"]["retorts"]))
        start = Start(_carried(clause), _led(clause), denies, wants, answers)
        yield from reached(parse, first, last, type_, start)
    if frame_of(type_).owner is True:
        for k in range(at + 1, clause.first):  # "came to X's defence"
            owner = parse.phrases.owner(k) if parse.kind(k) == "np" else None
            yield (owner,) if owner is not None else ()
        yield _whose(clause, at)


def _amid(clause: Clause, at: int) -> tuple[Named, ...]:
    """Who is named between the words of the verb: "held X | responsible"?"""
    parse, k = clause.parse, at + 1
    chunk = parse.chunks[k] if k < len(parse.chunks) else parse.chunks[at]
    if chunk.kind != "np" or chunk.end > clause.cue[1] or chunk.first == chunk.last:
        return ()
    inside = parse.phrases.tokens_in(chunk)
    mention = inside[0].mention
    if mention is None or mention.form == "adjective" or inside[1].kind == "poss":
        return ()
    return (Named(Party(actor_id(mention)), mention.start, mention.end, type=mention.type),)


def _whose(clause: Clause, at: int) -> tuple[Named, ...]:
    """Who is named before "whose", of whose doing a clause tells: "X, whose claim Y disputes"?"""
    parse = clause.parse
    for k in range(at - 1, max(0, at - 9), -1):
        if parse.kind(k) == "rel":
            noun = parse.tokens[parse.chunks[k + 1].last].lower if parse.kind(k + 1) == "np" else ""
            before = parse.antecedent(k)
            if parse.phrases.word(k) != "whose" or not noun or before < 0:
                return ()
            own = clause.first < clause.last and parse.kind(clause.first) in ("np", "prep", "that")
            if noun in nouns("suffered") or (not clause.passive and (own or k + 2 == at)):
                return ()
            return tuple(parse.phrases.backward(before)[0])
        if parse.verb(k) is not None or parse.kind(k) in ("mark", "sub", "that"):
            break
    return ()


def _led(clause: Clause) -> bool:
    """Do the words of the verb end within another verb: "agreed to | receive X"?"""
    end, before = clause.cue[1], clause.first - 1
    if before < 0 or clause.parse.verb(before) is None:
        return False
    return clause.parse.chunks[before].start < end < clause.parse.chunks[before].end


def _carried(clause: Clause) -> str:
    """Return the noun with which the words of the verb end: "imposed an embargo | on X"."""
    verb = clause.parse.chunks[_verb(clause)]
    word = clause.parse.text[verb.end : clause.cue[1]].lower().split()[-1:]
    return word[0] if word and word[0] not in vocabulary()["prepositions"] else ""


def _placed(clause: Clause, type_: str) -> bool:
    """Does what follows the words of the verb only tell where: "marched on X"?"""
    last = clause.parse.text[slice(*clause.cue)].lower().split()[-1]
    return last in frame_of(type_).places


def _before(clause: Clause, at: int) -> int:
    """Return the chunk of what a passive verb, or one in a relative clause, is done to; or -1."""
    parse = clause.parse
    subject = parse.subjects.get(at)
    if clause.passive:
        verb = parse.verb(at)
        if verb is not None and verb.reduced:
            near = [k for k in (at - 1, at - 2) if k >= 0 and parse.kind(k) == "np"]
            return parse.phrases.head(near[0]) if near else -1
        start = subject.start if subject is not None else -1
        return next((k for k in range(at) if parse.chunks[k].start == start), -1)
    if subject is not None and subject.gap >= 0:
        called = parse.text.endswith(" as", *clause.cue)  # "whom X recognises as president"
        if clause.first < clause.last and parse.kind(clause.first) == "np" and not called:
            return -1  # "the deal that led X to condemn Y"
        return parse.phrases.head(subject.gap)
    return -1


def _end_of(parse: Parse, k: int, at: int) -> int:
    """Return the chunk after a noun phrase and the prepositions that hang on it."""
    stop = k + 1
    while stop + 1 < at and parse.kind(stop) == "prep" and parse.kind(stop + 1) == "np":
        stop += 2
    return stop


def _doubtful(named: Named, clause: Clause, type_: str) -> bool:
    """Is it a text that is only drafted or signed, a place one goes to, or who "it" is unsure?"""
    parse = clause.parse
    said = parse.text[named.start : named.end].lower().split()
    if named.form == "pronoun" and said == ["it"] and clause.lemmas & {"recognise", "recognize"}:
        return not named.party.actor
    if named.form == "pronoun":
        if len(said) > 1:
            return type_ in ("AGREE", "VOTE") or "draft" in said
        k = next((k for k, c in enumerate(parse.chunks) if c.start == named.start), 0)
        return (
            clause.passive and parse.kind(k - 1) == "sub"
        )  # "X let Y in after it had been shut out"
    going = bool(clause.lemmas & set(lexicon("frames")["nouns"]["going"]))
    going = going and (type_ != "PROTEST" or said[-1:] == ["capital"])  # "marched on the ministry"
    return going and named.form == "nominal" and named.type in ("", "human")


def _by_name(parse: Parse, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return the party by the name that stands beside it: "the Aurian leader, X"."""
    phrases = parse.phrases
    if len(named) == 1 and named[0].form == "nominal" and not named[0].party.actor:
        for k, chunk in enumerate(parse.chunks):
            if chunk.kind == "np" and chunk.end == named[0].end and phrases.kind(k + 1) == "comma":
                other = phrases.one(k + 2)
                if other is not None and other.form == "name" and other.type == "person":
                    return (other,)
    return named


def _unless(clause: Clause) -> tuple[Named, ...]:
    """Who must do something to escape a threat: "threatened sanctions unless X withdraws"?"""
    phrases, own = clause.parse.phrases, {n.party for n in clause.subjects}
    for k in range(clause.first, min(clause.last + 2, len(clause.parse.chunks) - 1)):
        if phrases.word(k) in ("unless", "if", "should", "until") and phrases.kind(k + 1) == "np":
            return tuple(n for n in phrases.forward(k + 1)[0] if n.party not in own)
    return ()


def _verb(clause: Clause) -> int:
    """Return the chunk of the verb."""
    starts = (k for k, c in enumerate(clause.parse.chunks) if c.start == clause.cue[0])
    return next(starts, 0)


_ABROAD = ("state", "organisation", "organ", "bloc")


def at_home(clause: Clause) -> tuple[Named, ...]:
    """Whose doing is it that a state or body abroad objects to: "condemned the arrests"?

    The country's that the report is about, if the words name something that governments do; and
    it is sanctioned, aided or spared by those abroad who name nobody: "Corvia cut off all aid"; in
    it power is seized, by whomever.
    """
    country, table = clause.parse.country, lexicon("acts")["home"]
    if country is None or clause.passive or not clause.subjects:
        return ()
    if any(n.party.actor == country.actor for n in clause.subjects):
        return ()
    if clause.label != "COERCE" and not all(n.type in _ABROAD for n in clause.subjects):
        return ()
    state = Party(actor_id(country))
    tokens, chunks = clause.parse.tokens, clause.parse.chunks
    if clause.label in table["types"]:
        for k in range(clause.first, min(clause.last, clause.first + 5)):
            head = tokens[chunks[k].last]
            if chunks[k].kind == "np" and head.lower in table["deeds"]:
                return (Named(state, head.start, head.end, form="nominal", type="state"),)
    given = table["given"].get(clause.label, ())
    if clause.label == "VOTE" and any(n.type == "state" for n in clause.subjects):
        return ()  # how one member votes aims at nobody
    for token in tokens[chunks[_verb(clause)].last + 1 :]:
        if token.start >= clause.end or token.mention is not None:
            break
        if token.lower.split()[-1] in given:
            if clause.label == "VOTE" and _elsewhere(clause, token.end):
                break
            return (Named(state, token.start, token.end, form="nominal", type="state"),)
    return ()


def _elsewhere(clause: Clause, end: int) -> bool:
    """Is it told what a text is about, and that is not the crisis: "a motion on fisheries"?"""
    parse = clause.parse
    k = next((k for k, c in enumerate(parse.chunks) if c.start >= end), 0)
    if parse.phrases.word(k) not in ("on", "about", "concerning") or parse.kind(k + 1) != "np":
        return False
    head = parse.tokens[parse.chunks[k + 1].last].lower
    return head not in lexicon("acts")["home"]["topic"]["words"]


def also_asked(clause: Clause) -> tuple[tuple[Named, ...], tuple[int, int]]:
    """Who is asked besides, and where: "called on X to leave and on Y to follow"?"""
    phrases, cue = clause.parse.phrases, clause.parse.text[slice(*clause.cue)].lower().split()
    for k in range(clause.first, len(clause.parse.chunks) - 3):
        if phrases.kind(k) == "mark":
            break
        again = phrases.kind(k + 1) == "prep" and phrases.word(k + 1) == cue[-1]
        if phrases.kind(k) == "cc" and again and phrases.kind(k + 2) == "np":
            named, after = phrases.forward(k + 2)
            if named and clause.parse.verb(after) is not None:
                chunks = clause.parse.chunks
                return tuple(named), (chunks[k + 1].start, chunks[after].end)
    return (), (0, 0)


def between(clause: Clause, before: bool = False) -> tuple[Named, ...]:
    """Who are the sides of what is done, or of what stands before: "talks between X and Y"?"""
    parse, at = clause.parse, _verb(clause)
    near = range(at - 1, max(0, at - 9), -1) if before else range(clause.first, clause.last)
    for k in near:
        if parse.phrases.word(k) in ("between", "among") and parse.kind(k + 1) == "np":
            return tuple(parse.phrases.forward(k + 1)[0])
        if before and parse.verb(k) is not None:
            break
    return ()
