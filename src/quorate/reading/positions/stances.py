"""Where does a clause say that its parties stand?

A stance with a negation, a condition and the words it is on; a demand of several things is several
positions; a verb left out ("as did X") repeats the position of the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from quorate.claims.claim import Party, Position
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.acts import date_of, is_ahead, shared_date
from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon
from quorate.reading.positions.demands import demanded, listed
from quorate.reading.positions.listed import with_listed
from quorate.reading.positions.objects import on_a_day, on_something
from quorate.reading.positions.taken import long_ago, not_taken, taken_on, told_after_is
from quorate.reading.positions.threats import Threat
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.ellipses import Elliptic
from quorate.reading.syntax.memory import Named, actor_id
from quorate.reading.syntax.parse import Parse
from quorate.reading.syntax.tokens import singular

READER = "grammar 1"
VERB, NOUN, SPEECH = 0.7, 0.6, 0.5  # confidence by wording
LONGEST_PHRASE = 240


def of_clause(
    report: Report, clause: Clause, dates: list[DateMention], below: list[Parse]
) -> Iterator[Position]:
    """Which positions does a clause ascribe, each thing demanded being one?"""
    stance = stance_of(clause)
    if stance is None or not clause.subjects or _silent(clause, stance) or _nobody(clause):
        return
    if not_taken(clause, stance):
        return
    if stance in ("accepts", "rejects") and long_ago(clause, report.published):
        return
    if _asks(clause):
        return  # "How many states recognise it?"
    if clause.modality == "hypothetical" and not clause.condition[1] and not _stood(clause):
        return
    if stance == "recognises" and _held_as_a_thing(clause):
        return
    meant = told_after_is(clause)
    if meant is None:
        return
    clause = with_listed(meant)
    frame = clause.options.get("frame", "object")
    if frame == "demand" and stance in ("calls_for", "demands") and not on_a_day(clause):
        for item in listed(clause, below) or demanded(clause):
            if _ANONYMOUS.match(report.text, *item.phrase):
                continue  # "begged not to be named"
            target = item.addressee or (
                clause.targets[0] if clause.passive and clause.targets else None
            )
            own = "opposes" if item.against else stance
            yield _position(report, clause, own, item.phrase, target, dates, main=item.phrase)
        return
    phrase = clause.object if clause.object[1] else clause.cue
    if on_a_day(clause):
        phrase = clause.cue[0], clause.parse.sentence.end
    hung = clause.parse.kind(clause.first) == "prep" and clause.object[0] > clause.cue[0]
    if hung and (how := _UNANIMOUS.match(report.text, *clause.object)):
        phrase, hung = (how.end(), phrase[1]), False  # "endorsed by consensus | the text"
    if hung and not clause.passive and stance != "accuses":
        phrase = clause.cue[0], phrase[1]  # "severed ties with X"
    target = next((t for t in clause.targets if t.start < (clause.object[1] or t.end)), None)
    if target is None and stance == "drops_demand":
        target = _first_named(clause)
    yield _position(report, clause, stance, phrase, target, dates)


_UNANIMOUS = re.compile(
    r"(?:without (?:an? |any )?(?:further |single |dissenting )?"
    r"(?:vote|dissent|debate|objection|count)|by (?:consensus|acclamation)) "
    r"(?=(?:the|an?|its|his|her|their)\b)"
)
_ANONYMOUS = re.compile(r"be (?:named|identified|quoted)\b")


def _asks(clause: Clause) -> bool:
    """Does the sentence ask: "How many states now recognise it?"?"""
    sentence = clause.parse.sentence
    said = clause.parse.text[sentence.start : sentence.end].rstrip('"”’ \n')
    return said.endswith("?") and bool(_QUESTION.match(said))


_QUESTION = re.compile(
    r"(?:[A-Z][\w. ]{0,20}: ?)?[\"“‘]?(?:But |And |So )?(?:How|Who|What|Which|Why|When|Where|"
    r"Will|Would|Does|Do|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Should|Shall|May|Might)\b"
)


def _held_as_a_thing(clause: Clause) -> bool:
    """Is something regarded as this or that, and nobody as president: "regards it as dead"?"""
    words = clause.parse.text[slice(*clause.cue)].lower()
    if not words.endswith(" as") or "recogni" in words or "acknowledge" in words:
        return False
    return not _OFFICE.search(clause.parse.text[clause.cue[0] : clause.end].lower())


_OFFICE = re.compile(
    r"\b(?:legitimate|rightful|lawful|sole|interim|president|government|leader|winner|head|"
    r"representative|representatives|state|authority|authorities|independent|victor|ruler|king)\b"
)


def _stood(clause: Clause) -> bool:
    """Does a modal verb leave no doubt: "would have accepted", "could not support"?"""
    said = clause.parse.text[slice(*clause.cue)].lower()
    if clause.negated:
        return said.startswith(("can", "could"))
    if "would have no" in said or "would have none" in said:
        return True  # "would have nothing to do with it"
    return "would" in said and (clause.perfect or bool(clause.lemmas & _DECIDED))


# "X would veto that" says where X stands
_DECIDED = frozenset(
    ("like", "prefer", "oppose", "veto", "reject", "support", "welcome", "resist", "block")
)


def _nobody(clause: Clause) -> bool:
    """Is it said of nobody: "no member has objected", "few states recognise it"?"""
    words = (n.party.words.lower().split() for n in clause.subjects)
    if any(w and w[0] in ("no", "none", "nobody", "few", "hardly", "scarcely") for w in words):
        return True
    first, begins = min(n.start for n in clause.subjects), clause.parse.sentence.start
    if (
        clause.negated and not _NOT_ONE.match(clause.parse.text, begins)
    ) or not begins <= first < begins + _NEAR:
        return False
    return bool(_NOBODY.match(clause.parse.text, begins, first + len("a single"))) and not any(
        c.verb is not None for c in clause.parse.chunks if begins <= c.start < first
    )


_NEAR = 60  # code points from the start of a sentence to a subject that "none of" may deny
_NOT_ONE = re.compile(r"\W*Not (?:one|a single|all|every)\b")
_NOBODY = re.compile(
    r"\W*(?:None of|Not (?:one|a single|all|every)|Neither(?= [a-z])|Nobody|No one)\b"
)


def _silent(clause: Clause, stance: str) -> bool:
    """Is nothing but words declined, or somebody merely asked: "declined to say", "asked by"?"""
    table, verb = lexicon("positions"), clause.parse.verb(clause.first)
    told = clause.parse.text[clause.cue[0] : clause.end].lower()
    onward = clause.parse.text[clause.cue[0] : clause.parse.sentence.end].lower()
    if clause.lemmas & {"ask"} and _ASKED.match(onward):
        return True  # "asked by journalists whether"
    unsaid = _UNSAID.match(onward)
    if stance in ("declines", "rejects") and unsaid and unsaid["verb"] in table["silent"]:
        return True
    if stance == "rejects" and clause.lemmas & set(table["silent_with"]) and _WILL_NOT.match(told):
        return bool(set(re.findall(r"[\w-]+", told)) & set(table["silent_on"]))
    if clause.passive and clause.lemmas & {"order"} and not _TO.search(told):
        return True  # "the ships ordered by X"
    if stance in ("declines", "rejects") and verb is not None and verb.form == "to":
        if not verb.lemmas & set(table["silent_with"]):
            return bool(verb.lemmas & set(table["silent"]))
        words = clause.parse.text[slice(*clause.object)].lower()
        return bool(set(re.findall(r"[\w-]+", words)) & set(table["silent_on"]))
    if stance == "accepts" and clause.lemmas & {"agree"}:
        said = clause.parse.text[slice(*clause.object)].lower().split()
        return bool(set(said[:2]) & set(table["meets"]))  # "agreed to meet again"
    if clause.lemmas & set(table["participles"]) and _participle(clause):
        return True
    return clause.passive and bool(clause.lemmas & {"ask"}) and not clause.targets


_ASKED = re.compile(
    r"(?:[\w'’]+ ){0,3}?ask(?:s|ed|ing)?(?: (?:by|of)? ?[^,;]{0,60}?)? "
    r"(?:whether|if|about|how|why|when|what|who)\b"
)
_UNSAID = re.compile(r"(?:[\w'’]+ ){0,3}?(?:declin|refus)\w+ to (?P<verb>[a-z]+)")
_WILL_NOT = re.compile(r"(?:will|would)(?:n['’]t| not| never)\b")
_TO = re.compile(r"\b(?:not )?to [a-z]")


def _participle(clause: Clause) -> bool:
    """Is it said of a thing in the passive, without its verb "be": "the accord, signed in May"?"""
    parse = clause.parse
    k = next((n for n, c in enumerate(parse.chunks) if c.start == clause.cue[0]), -1)
    alone = parse.text[slice(*clause.cue)].isalpha() and not clause.passive
    return (
        alone
        and k > 0
        and parse.kind(clause.first) in ("prep", "date", "comma", "mark", "")
        and (
            parse.kind(k - 1) == "comma"
            or (
                parse.kind(k - 1) == "np"
                and singular(parse.tokens[parse.chunks[k - 1].last].lower)
                in lexicon("positions")["papers"]
            )
        )
    )


def _first_named(clause: Clause) -> Named | None:
    """Return the first actor named in the object: of whom it was demanded."""
    for token in clause.parse.tokens:
        if token.mention is not None and clause.object[0] <= token.start < clause.object[1]:
            party = Party(actor_id(token.mention))
            return Named(party, token.start, token.end, type=token.mention.type)
    return None


def stance_of(clause: Clause) -> str | None:
    """Which stance is it, negation and condition taken into account? None if not plain."""
    stance = clause.label
    waits = clause.negated and clause.options.get("frame") != "recognise"
    if waits and " yet to " in clause.parse.text[slice(*clause.cue)].lower():
        # not "has yet to ratify it", but "has yet to decide"
        return stance if stance == "undecided" else None
    if clause.object[1] and _NONE.fullmatch(clause.parse.text, *clause.object):
        stance = clause.options.get("negated", "")  # "the chair accepted none"
    elif clause.negated and _neither(clause):
        stance = "neutral"  # "neither condemned nor condoned"
    elif clause.negated:
        stance = clause.options.get("negated", "")
    elif clause.condition[1] and clause.options.get("condition"):
        stance = clause.options["condition"]
    return stance or None


_NONE = re.compile(r"(?:none|neither|not one)(?: of (?:it|them|these|those))?", re.IGNORECASE)


def _neither(clause: Clause) -> bool:
    """Is it denied with its contrary: "neither condemned nor condoned"?"""
    told = clause.parse.text[clause.cue[0] : clause.parse.sentence.end].lower()
    return _NEITHER.match(told) is not None


_NEITHER = re.compile(r"(?:[a-z]+ ){0,3}neither [a-z]+(?: [a-z]+)? nor \w+")


def _position(
    report: Report,
    clause: Clause,
    stance: str,
    phrase: tuple[int, int],
    target: Named | None,
    dates: list[DateMention],
    main: tuple[int, int] | None = None,
) -> Position:
    phrase = trimmed(report.text, *phrase)
    if main is None:
        phrase = on_something(clause, stance, phrase)
        if stance == "accuses" and target is not None and phrase[0] <= target.start:
            of_what = _OF.match(report.text, target.end, phrase[1])
            phrase = (of_what.end() if of_what else phrase[0]), phrase[1]  # "accused X | of Y"
        beside = phrase == clause.cue or _WHAT.match(report.text, phrase[0])
        target = None if beside and "recognise" not in stance else target
    spans = [("main", *(phrase if main else (clause.start, clause.end))), ("stance", *clause.cue)]
    spans += [("party", n.start, n.end) for n in clause.subjects]
    excepted = [e for n in clause.subjects for e in n.excepted]
    spans += [("excepted", start, end) for _, start, end in excepted]
    spans.append(("phrase", *phrase))
    if target is not None:
        spans.append(("target", target.start, target.end))
    if clause.condition[1]:
        spans.append(("condition", *clause.condition))
    day = taken_on(clause, date_of(clause, dates)) or shared_date(clause, dates)
    day = None if day is None or is_ahead(day, report.published) else day
    if day is not None:
        spans.append(("date", day.start, day.end))
    recognition = "recognise" in stance
    return Position(
        source=report.passage(*spans),
        parties=tuple(dict.fromkeys(n.party for n in clause.subjects)),
        stance=stance,
        phrase="recognition" if recognition else report.text[slice(*phrase)],
        excepted=tuple(dict.fromkeys(e[0] for e in excepted)),
        target=_id(target),
        condition=report.text[slice(*clause.condition)],
        status="former" if not clause.passive and _past(clause) else "current",
        as_of=day.date if day is not None else None,
        known=report.published,
        said_by=clause.said_by,
        reader=READER,
        confidence=VERB,
    )


_OF = re.compile(r"(?: on [A-Z][a-z]+day)? of ")
_WHAT = re.compile(r"(?:what|how|whether|why) ", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:since(?! then)|until|had once|long|previously|formerly|initially|at first)\b", re.I
)


def _past(clause: Clause) -> bool:
    """Is it told as something that has ended: "had boycotted the vote since"?"""
    sentence = clause.parse.sentence
    return ended(clause.parse.text, (sentence.start, sentence.end), clause.cue)


def ended(text: str, sentence: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Do the words of a verb, and of its sentence, tell that a position has ended?"""
    had = text[slice(*cue)].lower().startswith("had ")
    return had and bool(_BEFORE.search(text, *sentence))


def _id(named: Named | None) -> str:
    return (named.party.actor or named.party.words) if named is not None else ""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without outer blanks and marks, and not longer than a phrase."""
    if end - start > LONGEST_PHRASE:
        cut = text.rfind(" ", start + 1, start + LONGEST_PHRASE)
        end = cut if cut > start else start + LONGEST_PHRASE
    while start < end - 1 and text[start] in ' \t\n,;:“"‘':
        start += 1
    while end - 1 > start and text[end - 1] in ' \t\n,;:”"’.':
        end -= 1
    return start, end


# ---------------------------------------------------------------- threats
def of_threat(report: Report, threat: Threat) -> Iterator[Position]:
    """Which positions does a threat show: a demand, and what is done if it is not met?"""
    for stance, words in (("demands", threat.demand), ("conditionally_supports", threat.deed)):
        if not words[1]:
            continue
        phrase = trimmed(report.text, *words)
        spans = [("main", *phrase), ("stance", *threat.cue)]
        spans += [("party", n.start, n.end) for n in threat.parties]
        condition = (threat.cue[0], threat.demand[1])
        if stance != "demands":
            spans.append(("condition", *condition))
        yield Position(
            source=report.passage(*spans, ("phrase", *phrase)),
            parties=tuple(dict.fromkeys(n.party for n in threat.parties)),
            stance=stance,
            phrase=report.text[slice(*phrase)],
            condition=report.text[slice(*condition)] if stance != "demands" else "",
            known=report.published,
            said_by=threat.said_by,
            reader=READER,
            confidence=NOUN,
        )


# ---------------------------------------------------------------- verbs left out
def of_left_out(
    report: Report, left_out: Elliptic, again: dict[tuple[int, int], Position]
) -> Iterator[Position]:
    """Yield the position that a verb left out repeats, or denies, of others."""
    parse, k = left_out.verb
    known = again.get((id(parse), parse.chunks[k].start))
    if known is None or known.condition or set(known.parties) & {n.party for n in left_out.parties}:
        return
    stance = _denied(known.stance) if left_out.negated else known.stance
    said = known.source.spans[0].start if left_out.side[1] else -1  # type: ignore[union-attr]
    if left_out.side[1]:
        stance = side_of(report.text[slice(*left_out.side)])
    if not stance or said > left_out.start:
        return
    source: Passage = known.source  # type: ignore[assignment]
    new = left_out.object if left_out.object[1] else (0, 0)
    roles = ("stance",) if new[1] else ("stance", "phrase", "target")
    kept = [(s.role, s.start, s.end) for s in source.spans if s.role in roles]
    if left_out.side[1]:
        kept = [("stance", *left_out.side)]
    if new[1]:
        new = trimmed(report.text, *new)
        known = msgspec.structs.replace(known, phrase=report.text[slice(*new)], target="")
        kept.append(("phrase", *new))
    yield msgspec.structs.replace(
        known,
        stance=stance,
        parties=tuple(n.party for n in left_out.parties),
        excepted=(),
        as_of=None,
        confidence=NOUN,
        source=report.passage(
            ("main", left_out.start, left_out.end),
            *kept,
            *(("party", n.start, n.end) for n in left_out.parties),
            ("repeated", source.main.start, source.main.end),
            ("ellipsis", *left_out.cue),
        ),
    )


def side_of(words: str) -> str:
    """Return the stance of words that name a side: "for", "against"; empty if they do not."""
    table = lexicon("positions")["side"]
    return next((stance for stance, listed in table.items() if words.lower() in listed), "")


def _denied(stance: str) -> str:
    """Return the stance that a denial makes of one, or nothing."""
    rows = lexicon("positions")["cue"]
    return next((r["negated"] for r in rows if r["stance"] == stance and r.get("negated")), "")
