"""Is a stance taken at all, and when?

What somebody would have done, must do, or merely seemed to do is no stance of his; what is said in
reply ("counters that") is not what is opposed. A day that dates something else ("which left in
1992", "elections by 5 May", "Monday's vote") does not date the stance.
"""

from __future__ import annotations

import re
from functools import cache

from quorate.reading.dates import DateMention
from quorate.reading.language import lexicon, words
from quorate.reading.syntax.clauses import Clause
from quorate.reading.syntax.tokens import singular, vocabulary
from quorate.reading.syntax.verbs import Chunk

# what stands before "to" and a verb and leaves open whether it is done
_MUST = re.compile(
    r"\b(?:has|have|needs?|needed|ought|seem(?:s|ed)?|appear(?:s|ed)?|is|are|was|were)"
    r"(?: first| still| only)? $|\b(?:supposed|bound|obliged|required|inclined|tempted|entitled"
    r"|free|able|allowed|likely|unlikely|expected|due|set) $"
)
_RARELY = re.compile(r"\W*(?:Rarely|Seldom|Hardly ever|Not once|Hardly)\b")
_REPORTS = re.compile(
    r"\b(?:[Rr]eports|[Rr]umou?rs|[Cc]laims|[Ss]uggestions|[Aa]llegations|[Ss]peculation|[Dd]oubts?"
    r"|[Dd]enied|[Dd]enies|[Dd]enying) that [^,;:]*$"
)
_NOR = re.compile(r"\bneither (?:[\w'’-]+ ){1,8}nor (?:[a-z]+ ){0,3}$")
_VOTED = re.compile(r"\bvot(?:es?|ed|ing)\b[^,;:]{0,36} $")
_AWAY = re.compile(r"(?:stay|keep|remain|steer) (?:away|out|aside|clear|apart|at home)\b")
_OFFERS = re.compile(r"\boffer(?:s|ed|ing)?(?: [a-z]+)?(?: on \w+)? $")
_SUCH = re.compile(
    r"(?:an?|any) (?:[a-z]+ )?(?:body|state|country|club|government|organi[sz]ation|regime|power"
    r"|party|nation|leader|president|man|people) (?:that|which|who)\b"
)
_TO_A_NUMBER = re.compile(r"\bvotes? to\b")
_REPLIES = frozenset(("counter", "retort", "differ", "rebut", "object", "contend", "remonstrate"))
_NOT_ITS_OWN = re.compile(
    r"\b(?:since|until|till|by|before|after|from|for|of|between|due|than|through)"
    r"(?: (?:about|early|late|mid|the|last|next|this|night of))? $",
    re.IGNORECASE,
)
_WHOEVER = re.compile(r"\b(?:he|she|they|anyone|anybody) who\b[^,;]*$")
_BACK = 40  # code points before a word in which what governs it stands


def not_taken(clause: Clause, stance: str) -> bool:
    """Does the clause leave open whether its parties hold a stance at all?"""
    text, (start, end) = clause.parse.text, clause.cue
    cue, table = text[start:end].lower(), lexicon("positions")
    con, deeds = table["con"], set(table["deeds"])
    before = text[max(clause.parse.sentence.start, start - _BACK) : start].lower()
    if cue.startswith("to ") and _MUST.search(before):
        return True
    if stance in con and _done(clause):
        return True
    if _RARELY.match(text, clause.parse.sentence.start):
        return True  # "rarely do they agree"
    if _REPORTS.search(text, clause.parse.sentence.start, start):
        return True  # "reports that it had insisted on it were refuted"
    if cue.startswith("to ") and _OFFERS.search(before) and stance in con:
        return True  # "offered to stay away"
    if any(_SUCH.match(text, n.start) for n in clause.subjects if not n.party.actor):
        return True  # "a body that would not keep its word"
    if clause.perfect and "would" in cue and stance in ("abstains", "undecided", "declines"):
        return True  # "says it would have abstained"
    if " side" in cue and re.search(r"\b(?:wrong|other|losing|same|right) sides?\b", cue):
        return True  # "on the wrong side of history"
    if _NOR.search(text, clause.parse.sentence.start, start):
        return True  # "neither confirmed nor denied"
    if clause.lemmas & {"expect"} and (group := _group(clause)) and group.verb:
        return group.verb.form == "part"  # "the minister expected to lead it"
    if _WHOEVER.search(before):
        return True  # "he who does not come does not decide"
    if stance == "denies" and clause.object[1] and _is_a_name(clause):
        return True  # "... in X, which Y denies"
    if clause.lemmas & {"welcome", "greet", "embrace"} and _meets(clause):
        return True  # "welcomed the presidents at the summit", "they embraced"
    if stance in ("supports", "accepts") and cue.endswith(" not to"):
        return True  # "promised not to use force"
    if stance not in con and clause.object[1] and _AWAY.match(text, clause.object[0]):
        return True  # "promised to stay away"
    if cue.startswith("to ") and clause.lemmas & deeds and _VOTED.search(before):
        return True  # "voted to cut its links": told of the vote
    if clause.lemmas & {"block"} and clause.object[1]:
        return bool(_ROADS.search(text, *clause.object))  # an act, and no stance on a road
    told = text[clause.object[0] : clause.object[0] + 8].lower() if clause.object[1] else ""
    if clause.lemmas & _REPLIES and stance in ("opposes", "denies", "rejects"):
        return cue.endswith("that") or told.startswith("that ")
    if cue.endswith(" at") and clause.object[1] and _meeting().match(text, *clause.object):
        return True  # "fumed at a meeting": where, and not at what
    if _TO_A_NUMBER.search(cue):
        units = set(lexicon("numbers")["units"])
        first = text[end : end + 24].split()[:1]
        return bool(first) and (first[0][0].isdigit() or first[0].split("-")[0] in units)
    return bool(stance == "abstains" and clause.lemmas & {"hold"} and told)  # "hold back the ships"


def _meets(clause: Clause) -> bool:
    """Is somebody received where he comes to, or embraced: "welcomed the envoys to the palace"?"""
    text, (start, end) = clause.parse.text, clause.object
    embraced = bool(clause.lemmas & {"embrace"})
    if not end:
        return embraced
    first = re.match(
        r"(?:(?:the|its|his|her|their|new|some|both|two|three|[A-Z][\w’']+) )*(\w+)",
        text[start:end],
    )
    if first is None or singular(first[1].lower()) not in vocabulary()["humans"]:
        return False
    return embraced or bool(
        re.search(r"\b(?:at|to|in) (?:the|an?|its|his|her|[A-Z])", text[start:end])
    )


@cache
def _meeting() -> re.Pattern[str]:
    nouns = words(lexicon("occasions")["lists"]["meeting"], ["press conference", "news conference"])
    return re.compile(rf"(?:an?|the|its|their|this)(?: [\w'’-]+){{0,3}}? {nouns}\b", re.IGNORECASE)


_ROADS = re.compile(
    r"\b(?:roads?|highways?|motorways?|streets?|bridges?|railways?|entrances?|access|traffic"
    r"|routes?|ports?|airports?|squares?|crossings?|way|property|assets"
    r"|accounts?|funds?|transactions?|websites?)\b"
)


def _is_a_name(clause: Clause) -> bool:
    """Is what the clause is on no more than the name of somebody?"""
    start, end = clause.object
    return any(
        t.mention is not None and t.start <= start + 4 and t.end >= end
        for t in clause.parse.tokens
        if t.end > start
    )


def _done(clause: Clause) -> bool:
    """Is it told that somebody left, broke off or stayed away: an act, and no stance of its own?

    Who will quit, is quitting, threatens or refuses to quit says where he stands.
    """
    if clause.negated or not clause.lemmas & set(lexicon("positions")["deeds"]):
        return False
    if clause.lemmas & {"withdraw"} and not _OUT.search(clause.parse.text, *clause.cue):
        return False  # "withdrew its support"
    if _TIES.search(clause.parse.text, clause.cue[0], max(clause.cue[1], clause.object[1])):
        return False
    chunk = _group(clause)
    if chunk is None or chunk.verb is None or chunk.verb.form != "finite" or chunk.verb.modal:
        return False
    return not clause.parse.tokens[chunk.last].lower.endswith("ing")


def _group(clause: Clause) -> Chunk | None:
    """Return the verb group with which the words of the stance begin."""
    return next((c for c in clause.parse.chunks if c.start <= clause.cue[0] < c.end), None)


_OUT = re.compile(r"\b(?:from|out)\b")
_TIES = re.compile(r"\b(?:relations|ties|links)\b")


def long_ago(clause: Clause, published: str | None) -> bool:
    """Was a paper signed, or a body left, years before the report: "a treaty signed in 1982"?"""
    dated = published is not None and published[:4].isdigit()
    if not clause.lemmas & {*_ONCE, *lexicon("positions")["plain"]["breaks"]}:
        return False
    told = clause.parse.text[clause.cue[0] : clause.parse.sentence.end]
    year = _YEAR.match(told)
    if year is None or published is None or not dated:
        return year is not None  # news of the year itself would name the day
    return int(published[:4]) - int(year["year"]) >= _YEARS


_YEARS = 2
_ONCE = frozenset(("sign", "put", "ratify", "accede", "append", "initial", "storm out"))
_YEAR = re.compile(r"[^.;:]{0,90}?\b(?:in|since) (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b")


def of_rejected_paper(clause: Clause, against: set[tuple[int, int]]) -> bool:
    """Is it what a paper says that its subject is against: "opposed a text urging restraint"?

    Args:
        clause: what may be a participle beside the paper.
        against: sentence and verb of each clause that says no to something.
    """
    parse, papers = clause.parse, lexicon("positions")["papers"]
    k = next((n for n, c in enumerate(parse.chunks) if c.start == clause.cue[0]), 0)
    verb = parse.verb(k)
    if verb is None or verb.form != "ing" or parse.kind(k - 1) != "np":
        return False
    if parse.tokens[parse.chunks[k - 1].last].lower not in papers:
        return False
    before = next((n for n in range(k - 2, -1, -1) if parse.verb(n) is not None), -1)
    return before >= 0 and (id(parse), parse.chunks[before].start) in against


def taken_on(clause: Clause, day: DateMention | None) -> DateMention | None:
    """Return the day, if it dates the stance and not something told beside it."""
    if day is None:
        return None
    text, cue = clause.parse.text, clause.cue
    before = text[max(clause.parse.sentence.start, day.start - _BACK) : day.start]
    if _NOT_ITS_OWN.search(before):
        return None
    between = text[day.end : max(day.end, cue[0])]
    if re.match(r"[^.]{0,40}?(?:;|,? (?:but|yet|though|while)\b)", between):
        return None  # "in May, but it abstained"
    subject = max((n.end for n in clause.subjects if n.end <= cue[0]), default=-1)
    aside = 0 <= subject < day.start and day.end <= cue[0]
    if aside and "," in text[subject : day.start] and "," in text[day.end : cue[0]]:
        return None  # "X, which left in 1992, has asked"
    return day


def told_after_is(clause: Clause) -> Clause | None:
    """Return the clause of "what X wants is Y" with Y as its object; None if Y is no thing.

    A clause of time in the place of an object is none: "abstained when it came to a vote".
    """
    text, (start, end) = clause.parse.text, clause.object
    if not end:
        return clause
    if _TIME.match(text, start):
        return clause._replace(object=(0, 0), targets=())
    lead = text[clause.parse.sentence.start : clause.cue[0]]
    told = _IS.match(text, start, end)
    if told is None or not re.match(r"\W*(?:But |And )?(?:What|All)\b", lead):
        return clause
    if not _THING.match(text, told.end()):
        return None
    first = next(
        (k for k, c in enumerate(clause.parse.chunks) if c.start >= told.end()), clause.first
    )
    return clause._replace(object=(told.end(), end), first=first)


_TIME = re.compile(r"(?:when|while|before|because|although|though|if|unless)\b")
_IS = re.compile(r"(?:is|was|are|were) (?!not\b)")
_THING = re.compile(r"(?:an?|the|to|that|for|its|their|his|her|more|no|peace|money|time)\b|[A-Z]")
