"""How do dates, names and acts stand in a sentence?"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from quorate.claims.claim import Actor, Party
from quorate.record.timeline import Standing
from quorate.views.highlight import line

# What each type of act is: base, past tense (also the participle), what stands before an object.
DID: dict[str, tuple[str, str, str]] = {
    "AGREE": ("agree", "agreed", "with"),
    "CONSULT": ("hold talks", "held talks", "with"),
    "SUPPORT": ("back", "backed", ""),
    "COOPERATE": ("cooperate", "cooperated", "with"),
    "AID": ("send aid", "sent aid", "to"),
    "CONCEDE": ("make a concession", "made a concession", "to"),
    "RETREAT": ("pull back", "pulled back", "before"),
    "INVESTIGATE": ("investigate", "investigated", ""),
    "DEMAND": ("make a demand", "made a demand", "of"),
    "DISAPPROVE": ("criticise", "criticised", ""),
    "REJECT": ("refuse", "refused", ""),
    "THREATEN": ("threaten", "threatened", ""),
    "PROTEST": ("protest", "protested", "against"),
    "SANCTION": ("take measures", "took measures", "against"),  # it may have expelled an envoy
    "MOBILIZE": ("mobilise", "mobilised", "against"),
    "COERCE": ("use coercion", "used coercion", "against"),
    "ASSAULT": ("use violence", "used violence", "against"),
    "CRIME": ("commit a crime", "committed a crime", "against"),
    "MEDIATE": ("mediate", "mediated", "with"),
    "VOTE": ("vote", "voted", "on"),
    "ELECTION": ("contest an election", "contested an election", "with"),
    "OTHER": ("act", "acted", "towards"),
    "ABSENT": ("stay away", "stayed away", "from"),
}
# What a claim of a type says at least: one of these, whichever the report's own words bear.
MEANT: dict[str, str] = {
    "AGREE": "agree, accept, sign or offer",
    "CONSULT": "meet, talk, invite or attend",
    "SUPPORT": "support, welcome or recognise",
    "COOPERATE": "cooperate, join or admit",
    "AID": "aid",
    "CONCEDE": "concede, ease or free",
    "RETREAT": "withdraw or step back",
    "INVESTIGATE": "investigate",
    "DEMAND": "demand, ask or propose",
    "DISAPPROVE": "criticise, object or doubt",
    "REJECT": "reject, refuse, deny or leave",
    "THREATEN": "threaten or warn",
    "PROTEST": "protest or strike",
    "SANCTION": "sanction, exclude or break ties",
    "MOBILIZE": "mobilise or deploy",
    "COERCE": "arrest, ban, seize or force",
    "ASSAULT": "attack, fight or kill",
    "CRIME": "commit a crime",
    "MEDIATE": "mediate or host talks",
    "VOTE": "vote, abstain or take no side",
    "ELECTION": "hold or contest an election",
    "OTHER": "take office, give it, rule or act",
}
_TRANSITIVE = ("SUPPORT", "INVESTIGATE", "DISAPPROVE")


def day_words(date: str) -> str:
    """Return a date in words, with what stands before it.

    >>> day_words("2017-06-19"), day_words("2017-06"), day_words("2017")
    ('on 19 June 2017', 'in June 2017', 'in 2017')
    """
    if len(date) == 4:
        return f"in {date}"
    day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")
    month = f"{day:%B} {day.year}"
    return f"on {day.day} {month}" if len(date) == 10 else f"in {month}"


_THE = re.compile(
    r"(United |Bahamas|Netherlands|Philippines|Gambia|Maldives|Comoros|Holy See|"
    r"(Dominican|Czech|Central African|Democratic|Federal|Islamic) |Republic of|\w+ Islands$)"
)
_GROUPS = ("organisation", "organ", "bloc", "group")


def trimmed(words: str) -> str:
    """Return words to be quoted: in one line, without the stop that our sentence puts after them.

    >>> trimmed("We will stay,"), trimmed("It left.")
    ('We will stay', 'It left')
    """
    told = line(words).rstrip(",")
    last = told.rpartition(" ")[2]
    return told[:-1] if last.count(".") == 1 and last.endswith(".") else told


def sentence_case(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def denied(stance: str) -> str:
    """Return what somebody does who does not take a stance.

    >>> [denied(stance) for stance in ("recognises", "denies", "neutral", "does not accept")]
    ['does not recognise', 'does not deny', 'not neutral', 'not: does not accept']
    """
    stance = stance.replace("_", " ")
    if stance.startswith("does not "):
        return f"not: {stance}"
    verb, _, rest = stance.partition(" ")
    if verb.endswith("ies"):
        verb = f"does not {verb[:-3]}y"
    elif verb.endswith("s") and not verb.endswith("ss"):
        verb = f"does not {verb[:-1]}"
    else:
        verb = f"not {verb}"
    return f"{verb} {rest}".strip()


def many_of(parties: Sequence[Party]) -> bool:
    """Are several meant: many parties, the members of one, or words that end like a plural?"""
    return len(parties) > 1 or any(
        p.members or (not p.actor and p.words.endswith("s")) for p in parties
    )


def called(actor: Actor) -> str:
    """Return an actor's name as it stands in a sentence."""
    the = actor.type in _GROUPS or (actor.type == "state" and _THE.match(actor.name))
    return f"the {actor.name}" if the and not actor.name.startswith("The ") else actor.name


_STANCES = {  # stances that are no verbs
    "neutral": "takes no side on",
    "undecided": "is undecided on",
    "divided": "is divided on",
    "drops_demand": "no longer demands",
    "objects": "objects to",
}


def stance_verb(stance: str, *, many: bool) -> str:
    """Return a stance as a verb, of one or of several; ``not`` before it denies or ends it.

    >>> stance_verb("recognises", many=True), stance_verb("not recognises", many=False)
    ('recognise', 'does not, or no longer, recognise')
    >>> stance_verb("denies", many=True), stance_verb("does_not_recognise", many=True)
    ('deny', 'do not recognise')
    """
    denied, verb = stance.startswith("not "), stance.removeprefix("not ")
    verb = _STANCES.get(verb, verb).replace("_", " ")
    if many or denied:
        first, _, rest = verb.partition(" ")
        plain = re.sub(r"ies$", "y", first).removesuffix("s")
        first = {"does": "do", "is": "are", "has": "have"}.get(first, plain)
        verb = f"{first} {rest}".strip()
    return f"{'do' if many else 'does'} not, or no longer, {verb}" if denied else verb


def did(kind: str, standing: Standing, to: str) -> str:
    """Return what was done, in the past tense, as far as it was done.

    >>> did("SANCTION", "alleged", "Peru"), did("SUPPORT", "not done", "")
    ('allegedly took measures against Peru', 'did not back anybody')
    """
    base, past, before = DID.get(kind, DID["OTHER"])
    verb = {
        "done": past, "threatened": past, "planned": f"planned to {base}",
        "possible": f"may {base}", "alleged": f"allegedly {past}", "not done": f"did not {base}",
    }[standing]  # fmt: skip
    if to:
        return " ".join(filter(None, (verb, before, to)))
    bare = "anybody" if standing == "not done" else "somebody"
    return f"{verb} {bare}" if kind in _TRANSITIVE else verb
