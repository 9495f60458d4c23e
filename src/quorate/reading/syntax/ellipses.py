"""Who else stands where somebody stands, by a verb left out?

"A voted no, as did B", "A backs the plan; so does B", "A signed. B did not", "A wants a truce and B
an apology": the verb before is meant again, of others. It is taken up only if no other verb stands
between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quorate.reading.syntax.memory import Named
from quorate.reading.syntax.parse import Parse

_AUX = r"(?:did|does|do|is|are|was|were|has|have|had|would|will)"
_ASIDE = r"(?:, [^,;.]{1,40},)?"
_BEFORE = re.compile(rf"\b(?P<v>(?:[Aa]s|[Ss]o|[Nn]either|[Nn]or){_ASIDE} {_AUX}){_ASIDE} (?=\S)")
_LIKE = (
    r"(?:in (?:the same|a similar|similar) (?:vein|sense|spirit|way|terms)|along the same lines)"
)
_AFTER = re.compile(
    rf"(?<!\bto )\b(?P<v>{_AUX}(?: not|n['’]t)|"
    rf"{_AUX} (?:so|too|as well|likewise|the same)|followed suit|"
    r"(?<!would )(?<!could )(?<!should )(?<!might )(?<!may )(?<!must )"
    r"(?:has|have|had)(?: not| already| also| since| yet)* done (?:so|the same)|"
    rf"(?:thinks?|thought) so too|(?:did|does|do|voted|spoke|argued|acted|answered|replied|"
    rf"reacted|responded) (?:likewise|similarly|the same(?: way)?|{_LIKE})|(?:took|takes|took up|"
    rf"held|holds) the same (?:view|line|stance|position|side|course)|(?:was|were|is|are) of the "
    rf"same (?:mind|view|opinion))"
    r"(?=[.;,]|$| (?:earlier|later|on|in|last|an?|the|two) (?:[\w-]+ ){0,3}?[\w-]+(?:[.,;]|$))"
)
_VIEW = (
    r"(?:view|call|stance|position|line|demand|plea|appeal|opinion|reading|argument|criticism|"
    r"charge|claim|warning|sentiment|concern|complaint|objection|request|proposal|verdict|"
    r"judgement|judgment)s?"
)
_JOINED = re.compile(  # those who join in what somebody does stand behind the words
    rf"\b(?P<v>(?:(?:was|were|is|are) )?(?:(?:soon|later|also|promptly|at once) )?"
    rf"joined (?:in (?:this|that|it|doing so|the vote|the call) )?by|"
    rf"(?:an?|the same|that|its|his|her|their) (?:[a-z]+ )?{_VIEW} (?:(?:also|later|promptly|"
    rf"at once|publicly) )?(?:shared|echoed|repeated|backed|endorsed|supported|taken up|seconded|"
    rf"voiced) by)(?: (?:also|both|all))? (?=\S)"
)
_JOINS = ("joined ", "shared by", "echoed by", "repeated by", "backed by", "endorsed by",
          "supported by", "taken up by", "seconded by", "voiced by")  # fmt: skip
_CONTRAST = re.compile(r"(?<=[a-z,)] )(?P<v>do|does|did|has|have|had|will|would)(?=[.;]|$)")
_BEGINS = 6  # chunks of a sentence in which its own verb cannot stand yet
_DONE = ("done so", "did so", "done the same", "did the same")
_NOT = re.compile(r"\bnot\b|n['’]t\b")


class Elliptic(NamedTuple):
    """A verb left out.

    Attributes:
        parties: of whom it is said.
        start, end: the clause.
        cue: the words that stand for the verb.
        negated: true if they deny it.
        verb: the sentence and the chunk of the verb that is left out.
        object: what is new beside the parties: "B an apology"; (0, 0) if nothing is.
        side: "for" or "against", where that is new; (0, 0) otherwise.
        contrast: true if others do what was denied: "A will not sign. B will".
    """

    parties: tuple[Named, ...]
    start: int
    end: int
    cue: tuple[int, int]
    negated: bool
    verb: tuple[Parse, int]
    object: tuple[int, int] = (0, 0)
    side: tuple[int, int] = (0, 0)
    contrast: bool = False


def find_ellipses(parses: Sequence[Parse]) -> Iterator[Elliptic]:
    """Which clauses leave out a verb that was said before, and of whom?"""
    yield from _ellipses(tuple(parses))


@lru_cache(maxsize=2)  # acts, positions and memberships of a report ask for the same
def _ellipses(parses: tuple[Parse, ...]) -> tuple[Elliptic, ...]:
    return tuple(_left_out(parses))


def _left_out(parses: tuple[Parse, ...]) -> Iterator[Elliptic]:
    before: Parse | None = None  # the last sentence with a verb of its own
    for parse in parses:
        start, end = parse.sentence.start, parse.sentence.end
        said = parse.text[start:end]
        joined = any(word in said for word in _JOINS)
        for wording in (_BEFORE, _AFTER, _JOINED) if joined else (_BEFORE, _AFTER):
            for match in wording.finditer(parse.text, start, end):
                found = _read(parse, before, match, wording is not _AFTER)
                if found is not None:
                    yield found
        if _verb(parse, len(parse.chunks)) is not None:
            before = parse
        yield from _gaps(parse)


def find_contrasts(parses: Sequence[Parse]) -> Iterator[Elliptic]:
    """Which clauses say of others what was denied before: "A did not sign. B did"?"""
    before: Parse | None = None
    for parse in parses:
        for match in _CONTRAST.finditer(parse.text, parse.sentence.start, parse.sentence.end):
            found = _read(parse, before, match, False)
            if found is None:
                continue
            said, k = found.verb
            verb = said.verb(k)
            if verb is not None and (verb.negated or said.subjects[k].negated):
                yield found._replace(contrast=True)
        if _verb(parse, len(parse.chunks)) is not None:
            before = parse


def _gaps(parse: Parse) -> Iterator[Elliptic]:
    """Yield the verbs left out between new parties and a new object: "and B an apology"."""
    phrases, verb, after = parse.phrases, -1, 0
    for k, chunk in enumerate(parse.chunks):
        if chunk.verb is not None and chunk.verb.form == "finite":
            verb = k
        if verb < 0 or k < max(after, verb + 3) or chunk.kind != "np":
            continue
        if parse.kind(k - 1) not in ("comma", "cc", "mark") or phrases.word(k - 1) in (":", "."):
            continue
        parties, stop = phrases.forward(k)
        if not parties or any(n.form != "name" for n in parties):
            continue
        first = stop + (parse.kind(stop) == "comma" and parse.kind(stop + 1) == "that")
        beside = phrases.kind(first) == "np"
        side = phrases.kind(first) == "prep" and phrases.word(first) in ("for", "against")
        side = side or phrases.word(first) in ("yes", "no")
        if not (beside or side or (first > stop and phrases.kind(first) == "that")):
            continue
        end = _clause_end(parse, first + 1)
        told = [i for i in range(first + 1, end) if parse.verb(i) and phrases.kind(first) != "that"]
        if any(parse.chunks[i].verb.form == "finite" for i in told):  # type: ignore[union-attr]
            continue
        if side and phrases.word(verb + 1) not in ("for", "against", "in", "yes", "no"):
            continue
        after = end
        span = parse.chunks[first].start, parse.chunks[end - 1].end
        own = (parse.chunks[first].start, parse.chunks[first].end) if side else (0, 0)
        cue = chunk.start, parse.chunks[stop - 1].end
        yield Elliptic(tuple(parties), chunk.start, span[1], cue, False, (parse, verb), span, own)


def _clause_end(parse: Parse, k: int) -> int:
    """Return the chunk after the last one of a clause that begins before this chunk."""
    while k < len(parse.chunks) and parse.kind(k) not in ("mark", "comma", "said", "sub", "rel"):
        if parse.kind(k) == "cc" and parse.phrases.subject_of_verb(k + 1):
            break
        k += 1
    return k


def _read(
    parse: Parse, before: Parse | None, match: re.Match[str], inverted: bool
) -> Elliptic | None:
    cue = match.span("v")
    at = next((k for k, c in enumerate(parse.chunks) if c.start < cue[1] <= c.end), -1)
    if at < 0:
        return None
    first = next((k for k, c in enumerate(parse.chunks) if c.end > cue[0]), at)
    if inverted:
        k = next(
            (k for k in range(at + 1, len(parse.chunks)) if parse.chunks[k].start >= match.end()),
            -1,
        )
        if k < 0 or parse.kind(k) != "np":
            return None
        parties, stop = parse.phrases.forward(k)
        start, end = cue[0], parse.chunks[stop - 1].end
        reach = first
        if parse.kind(first - 1) == "comma" and parse.kind(stop) == "comma":
            after = parse.verb(stop + 1)  # "A, joined by B, backed the plan"
            if after is not None and after.form == "finite" and _verb(parse, reach) is None:
                return Elliptic(tuple(parties), start, end, cue, False, (parse, stop + 1))
    else:
        if parse.kind(first - 1) == "np":
            parties, reach = parse.phrases.backward(first - 1)
        else:  # "B, which had spoken first, did not"
            subject = parse.subjects.get(first)
            parties, reach = list(subject.parties) if subject else [], first
            reach = next((k for k in range(first) if parse.chunks[k].start == (
                subject.start if subject else -1)), first)  # fmt: skip
        start, end = parse.chunks[reach].start, cue[1]
    verb = _verb(parse, reach)
    if verb is None and before is not None and reach < _BEGINS:
        verb = _verb(before, len(before.chunks))  # "So did X."
    if verb is None or not parties:
        return None
    said, k = verb
    meant = said.verb(k + 1)
    if meant is not None and meant.form == "to" and parse.text.endswith(_DONE, *cue):
        return None  # "A wants to leave. B has done so": B left
    negated = bool(_NOT.search(parse.text, *cue))
    return Elliptic(tuple(parties), start, end, cue, negated, verb)


def _verb(parse: Parse, stop: int) -> tuple[Parse, int] | None:
    """Return the last finite verb before a chunk."""
    for k in range(stop - 1, -1, -1):
        verb = parse.chunks[k].verb
        if verb is not None and verb.form == "finite" and verb.lemmas != {"do"}:
            return parse, k
    return None
