"""Which words beside a verb name the one acted upon?

Not the nearest: the verb's sort decides. "Arrested X" acts on its object, "condemned X's attack on
Y" on whose the attack is, "imposed sanctions on X" on whom a preposition leads to, "demanded that X
leave" on the subject of the demand. Nobody is told by a place, a topic, or a reason
(``lexicon/frames.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from quorate.claims.claim import Party
from quorate.reading.language import lexicon
from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import vocabulary


class Frame(NamedTuple):
    """Where the one acted upon may stand beside the verb of an act of one type."""

    object: bool = False
    owner: bool | str = False
    of: bool | str = False
    direct: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    inner: frozenset[str] | None = None
    inmost: bool = True
    within: frozenset[str] = frozenset()
    that: bool = False
    through: bool = False
    author: bool = False


class Start(NamedTuple):
    """Of a verb whose object follows.

    Attributes:
        noun: the one that its own words end with: "imposed sanctions"; empty if none.
        led: true if the object is that of a verb which it leads to: "agreed to receive X".
        denies: true if it denies something, whatever is said to be done.
        answers: true if it answers somebody: "retorted that the courts were free".
        wants: true if its object is what is wanted, not who is asked, unless a verb follows:
            "demanded inspectors", but "wants X to leave".
    """

    noun: str = ""
    led: bool = False
    denies: bool = False
    wants: bool = False
    answers: bool = False


_SENT = ("envoy", "ambassador", "mediator")  # one may be told to do something
_VOTES = ("votes", "voices", "ballots")
_TIES = ("SANCTION", "COOPERATE", "RETREAT")


@cache
def frame_of(type_: str) -> Frame:
    """Return where acts of a type name the one acted upon."""
    row = lexicon("frames")["frame"].get(type_, {})
    slots: dict[str, Any] = {k: frozenset(v) if isinstance(v, list) else v for k, v in row.items()}
    return Frame(**slots)


@cache
def nouns(name: str) -> frozenset[str]:
    """Return the nouns of one sort."""
    return frozenset(lexicon("frames")["nouns"][name])


def _own(parse: Parse, k: int, type_: str) -> tuple[Named, ...]:
    """Who is acted upon, if a noun phrase is the direct object: himself, or whose the thing is?"""
    frame, phrases = frame_of(type_), parse.phrases
    if frame.object:
        named = tuple(n for n in phrases.forward(k)[0] if is_party(parse, n, type_))
        if named:
            return named
        counted = _counted(parse, k)
        if counted is not None:
            return (counted,)
    one = parse.phrases.one(k)
    owner = _owner(parse, k, frame.owner)
    if one is None or one.party.actor:
        return owner
    owned = owner and parse.text[owner[0].end : owner[0].end + 1] in ("'", "’")
    return owner if owned and not is_party(parse, one, type_) else ()


def _counted(parse: Parse, k: int) -> Named | None:
    """Who are meant by their number alone: "urged the five to wait"?"""
    inside = [t.lower for t in parse.phrases.tokens_in(parse.chunks[k])]
    if len(inside) != 2 or inside[0] != "the" or inside[1] not in vocabulary()["number_words"]:
        return None
    start, end = parse.chunks[k].start, parse.chunks[k].end
    return Named(Party(words=parse.text[start:end]), start, end, form="nominal", plural=True)


def reached(
    parse: Parse, first: int, stop: int, type_: str, start: Start | None = None
) -> Iterator[tuple[Named, ...]]:
    """Yield who is named in the chunks after a verb, where its frame lets him stand.

    Args:
        parse: the sentence.
        first: the first chunk of the object or complement.
        stop: the chunk after its last.
        type_: the type of the act.
        start: what is known of the verb.
    """
    frame, phrases = frame_of(type_), parse.phrases
    start = start or Start()
    noun, k, inner = start.noun, first, start.led and frame.inner is not None
    if start.noun == "that":  # "gave notice that it quits X"
        if frame.that and not start.answers:
            yield _subject(parse, first, type_)
        if frame.inner is None or not _himself(parse, first):
            return
        inner, k = True, first + 2
    while k < stop:
        kind, word = phrases.kind(k), phrases.word(k)
        if kind == "np":
            if inner:
                yield _inner(parse, k, type_, named=not frame.inmost)
            else:
                if not start.wants or noun or parse.verb(phrases.forward(k)[1]) is not None:
                    yield _own(parse, k, type_)
                else:
                    yield _owner(parse, k, frame.owner)  # "demanded X's resignation"
                yield _apposed(parse, k)
                if frame.author:
                    yield _author(parse, k)
            noun = parse.tokens[parse.chunks[k].last].lower
        elif kind == "prep" and k and parse.tokens[parse.chunks[k - 1].last].lower in _VOTES:
            break  # "by 14 votes to none, with X abstaining"
        elif kind == "prep" and phrases.kind(k + 1) == "np":
            if _leads(frame, word, noun, inner):
                led = phrases.forward(k + 1)[0]
                yield tuple(n for n in led if is_party(parse, n, type_, sent=False))
                yield _owner(parse, k + 1, frame.owner is True or noun in nouns("ends"))
                if frame.author:
                    yield _author(parse, k + 1)
            elif phrases.word(k - 1) != "together" and (
                _sends(frame, word, noun) if inner else _concerns(frame, word, noun, type_)
            ):
                yield tuple(n for n in phrases.forward(k + 1)[0] if n.party.actor)
                yield _owner(parse, k + 1, type_ == "VOTE")  # "a vote on X's appeal"
            carries = noun in nouns("leading")  # "voiced concern over the fighting | in X"
            carries = carries and word in ("of", *frame.leading)
            if carries or (word == "of" and noun in nouns("parts")):
                noun = parse.tokens[parse.chunks[k + 1].last].lower
            k += 1
        elif kind == "that" and not (frame.through and noun):
            if (
                frame.that
                and not start.answers
                and (not noun or noun in nouns("claims"))
                and k + 1 < stop
            ):
                yield _subject(parse, k + 1, type_)
            if frame.inner is None or start.denies or not _himself(parse, k + 1):
                break
            inner, k = True, k + 2  # "warned that it would quit X"
        elif kind == "verb":
            verb = parse.verb(k)
            if verb is not None and verb.reduced and verb.lemmas & nouns("brokering"):
                break  # "signed a truce brokered by X"
            if verb is None or verb.reduced:
                pass  # "an embargo imposed on X"
            elif verb.form == "finite" or verb.passive:
                if not frame.through or (verb.passive and verb.form != "finite"):
                    break
                if not _of_object(parse, first, k):
                    break  # "recalled its envoy after X had attacked Y"
            elif type_ == "CONSULT" and verb.form == "to" and not verb.lemmas & nouns("meeting"):
                break  # "met to discuss X"
            elif frame.inner is None or start.denies or (frame.through and noun):
                break  # "lifted its ban on sending workers to X"
            else:
                inner, noun = True, ""
        elif kind == "cc" and ((k == first and type_ == "VOTE") or _does(parse, k + 1)):
            break  # "nine were against and two, X and Y, abstained"
        elif kind == "cc":
            noun = "" if phrases.kind(k + 1) == "np" else noun
        elif kind == "comma" and _purpose(parse, k + 1):
            pass  # "took to the streets, to protest against X"
        elif (
            kind == "comma"
            and (phrases.kind(k + 1), phrases.kind(k + 2)) == ("np", "comma")
            and _purpose(parse, k + 3)
        ):
            k += 2  # "the streets of the capital, X, to protest"
        elif k == first and word == "what" and (called := _called(parse, k)):
            k, stop = called - 1, max(stop, called + 3)  # "what it called the conduct of X"
        elif kind in ("rel", "sub", "said", "comma", "mark") and not (
            (kind in ("rel", "that") and frame.through) or _money(parse, k)
        ):
            break
        k += 1
        while phrases.kind(k) == "open":
            while k < stop and phrases.kind(k) != "close":
                k += 1
            k += 1


def _does(parse: Parse, k: int) -> bool:
    """Does a noun phrase begin a clause of its own: "backed X, and | Y left"?"""
    start = parse.chunks[k].start if k < len(parse.chunks) else -1
    begun = (i for i, s in parse.subjects.items() if s.start == start and s.gap < 0)
    return any(parse.kind(parse.left(i)) not in ("rel", "that") for i in begun)


def _of_object(parse: Parse, first: int, k: int) -> bool:
    """Does a verb stand in a clause that tells which object it is: "the ban it had put on X"?"""
    subject = parse.subjects.get(k)
    related = any(parse.kind(j) in ("rel", "that") for j in range(first, k))
    return related or (subject is not None and subject.gap >= first)


def _called(parse: Parse, k: int) -> int:
    """Return the chunk of what something is called, after "what it called"; 0 if it is not said."""
    verb = parse.verb(k + 2) if parse.kind(k + 1) == "np" else None
    if verb is None or not verb.lemmas & nouns("calling"):
        return 0
    at = k + 3 + (parse.phrases.word(k + 3) == "as")
    return at if parse.kind(at) == "np" else 0


def _purpose(parse: Parse, k: int) -> bool:
    """Is it a verb that tells what for?"""
    verb = parse.verb(k)
    return verb is not None and verb.form == "to"


def _money(parse: Parse, k: int) -> bool:
    """Is it a mark within an object: "voted 10-0 to"?"""
    return parse.phrases.word(k) in ("$", "€", "£", "¥", "-", "–")


def _leads(frame: Frame, word: str, noun: str, inner: bool) -> bool:
    """Does a preposition lead to the one acted upon, after this noun or right after the verb?"""
    if inner:
        return word in (frame.inner or ())
    if not noun:
        return word in frame.direct
    if word == "of" and noun in nouns("parts"):
        return frame.object
    if noun in nouns("leading") and word in frame.leading:
        return True
    if word == "of":
        return _belongs(frame.of, noun)
    return word in frame.after


def _sends(frame: Frame, word: str, noun: str) -> bool:
    """May a preposition within lead to whom it concerns: "refused to serve under X's | rule of Y"?

    "Voted to deploy a force in X", not "agreed to meet in X".
    """
    return word in frame.within or (bool(frame.within) and word == "in" and noun in nouns("forces"))


def _concerns(frame: Frame, word: str, noun: str, type_: str) -> bool:
    """May a preposition after the object lead to the one whom it concerns, if named in full?

    "Voted on a text on X"; "condemned the arrests in X", which are what governments do.
    """
    home = lexicon("acts")["home"]
    if word == "in" and noun in nouns("abroad") and type_ in _TIES:
        return True
    if word in ("in", "inside", "across"):
        return word in frame.named or (type_ in home["types"] and noun in home["deeds"])
    return word in frame.named


def _belongs(slot: bool | str, noun: str) -> bool:
    """Is a thing done by whom it belongs to, and he the one acted upon?"""
    if slot == "yields":
        return noun in nouns("yields")
    return bool(slot) and noun not in nouns("suffered")


def _owner(parse: Parse, k: int, slot: bool | str) -> tuple[Named, ...]:
    owner = parse.phrases.owner(k) if slot else None
    if owner is None:
        return ()
    noun = parse.tokens[parse.chunks[k].last].lower
    done = slot is True and _inflicted(parse, k, noun)
    return (owner,) if done or _belongs(slot, noun) else ()


def _inflicted(parse: Parse, k: int, noun: str) -> bool:
    """Is it done by whose it is: "Auria's arrest of two priests", "Aurian shelling"?"""
    if noun not in nouns("suffered"):
        return False
    if parse.phrases.word(k + 1) == "of" and parse.kind(k + 2) == "np":
        return True
    inside = parse.phrases.tokens_in(parse.chunks[k])
    mention = inside[-2].mention if len(inside) > 1 else None
    return mention is not None and mention.form == "adjective" and noun in nouns("inflicted")


def _himself(parse: Parse, k: int) -> bool:
    """Is the subject of "that ..." a pronoun, and its verb active?"""
    verb = parse.verb(k + 1)
    alone = parse.phrases.word(k) in ("it", "he", "she", "they", "we", "i")
    return alone and verb is not None and not verb.passive and not verb.negated


def _apposed(parse: Parse, k: int) -> tuple[Named, ...]:
    """Who is named beside an object that names nobody: "thanked its old foe, X"?"""
    phrases = parse.phrases
    after = k + 1
    if phrases.counts(k) or parse.tokens[parse.chunks[k].last].lower in nouns("suffered"):
        return ()  # "and two, X and Y, abstained", "condemned the arrest of its leader, X"
    while phrases.kind(after) == "prep" and phrases.kind(after + 1) in ("np", "date"):
        after += 2
    if (
        phrases.one(k) is None
        and phrases.kind(after) == "comma"
        and phrases.kind(after + 1) == "np"
    ):
        named = phrases.one(after + 1)
        if parse.verb(after + 2) is not None:
            return ()  # "demanded a pullout, X abstaining"
        if named is not None and named.form == "name" and not phrases.subject_of_verb(after + 1):
            return (named,)
    return ()


def _author(parse: Parse, k: int) -> tuple[Named, ...]:
    """Whose doing is a thing that a clause says he does: "blessed the treaty that X had signed"?"""
    phrases = parse.phrases
    head = phrases.tokens_in(parse.chunks[k])[-1].lower
    at = phrases.after(k)
    if phrases.kind(at) in ("that", "rel") and phrases.word(at) in ("that", "which"):
        at += 1
    if phrases.kind(at) != "np" or head in vocabulary()["contents"]:
        return ()
    named, verb_at = phrases.forward(at)
    while phrases.kind(verb_at) in ("adv", "date"):
        verb_at += 1
    verb = parse.verb(verb_at)
    subject = parse.subjects.get(verb_at)
    if verb is None or verb.form != "finite" or verb.passive or verb.lemmas <= {"be", "have"}:
        return ()
    own = subject is not None and k in (subject.gap, phrases.head(subject.gap))
    return tuple(n for n in named if n.party.actor or n.form == "nominal") if own else ()


def _inner(parse: Parse, k: int, type_: str, named: bool) -> tuple[Named, ...]:
    """Who is the object of a verb that follows: "refused to receive X", not "to send his men"?"""
    if parse.phrases.word(k) in ("a", "an", "any"):
        return ()  # "refused to appoint a judge"
    found = tuple(n for n in parse.phrases.forward(k)[0] if is_party(parse, n, type_))
    return tuple(n for n in found if n.form == "name" and n.party.actor) if named else found


def _subject(parse: Parse, k: int, type_: str) -> tuple[Named, ...]:
    """Who does what "that ..." tells, if it is told in the active?"""
    phrases = parse.phrases
    while phrases.kind(k) in ("adv", "date", "comma"):
        k += 1
    if phrases.word(k) in ("if", "unless", "should"):
        k += 1
    if phrases.kind(k) != "np":
        return ()
    named, at = phrases.forward(k)
    while phrases.kind(at) in ("adv", "date"):
        at += 1
    verb = parse.verb(at)
    if verb is not None and verb.passive:
        return ()
    named = [n for n in named if is_party(parse, n, type_)]
    return tuple(named) or _owner(parse, k, frame_of(type_).owner)


def _occasion(named: Named) -> bool:
    """Is it only a meeting of somebody: "Sunday's summit of the League"?"""
    words = named.party.words.lower().split()
    return any(w in nouns("occasions") for w in words[: words.index("of") if "of" in words else 9])


def is_party(parse: Parse, named: Named, type_: str, sent: bool = True) -> bool:
    """Is it a party, and not a thing, or only what is sent ("deployed two brigades")?"""
    if named.party.actor and named.form != "nominal":
        return True
    if not named.party.actor and _occasion(named):
        return False  # "the summit of the bloc": the bloc is
    chunk = next((c for c in parse.chunks if c.start <= named.start < c.end), None)
    head = parse.tokens[chunk.last].lower if chunk is not None else ""
    inside = parse.phrases.tokens_in(chunk) if chunk is not None else []
    first = inside[0].lower if inside and all(t.kind != "poss" for t in inside) else ""
    if (head in nouns("nobody") and not named.party.actor) or first in ("any", "en"):
        return False  # "voted en bloc"
    if type_ == "INVESTIGATE" and head in nouns("inquirers") and not named.party.actor:
        return False  # "set up a fact-finding mission"
    if head in nouns("arms") and type_ not in nouns("hit"):
        return False
    own = first in ("its", "their", "his", "her", "our")
    if head in nouns("forces") and own and head not in _SENT:
        return False  # "will not withdraw its troops"
    return not (sent and type_ in nouns("sending") and head in nouns("forces"))
