"""Is a membership told as a fact that holds, of somebody who can have it, in a group of its own?

What is asked, wished, only possible or over is no membership; neither is what a heading in capitals
or a list of sources gives, nor that of nobody in particular. What is doubtful is left out. The
words that make it so are data (``[doubt]`` of ``lexicon/roles.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.language import lexicon, words
from quorate.reading.memberships.described import heads
from quorate.reading.memberships.groups import OF_BODY, Groups
from quorate.reading.names import Mention
from quorate.reading.syntax.tokens import singular, verb_forms

TO_COME = "still to come"
_TAKING = ("participant", "absent", "observer", "member")
_STRETCH = re.compile(r"[,;:—–(\"“”]|(?<=\s)-\s|\b(?:and|but|while|which|who|where)\s")
_END = re.compile(r"[;:—–,!?.]|\b(?:and|but|while|who|which|that)\b")
_PRESENCE = re.compile(r"\bin (?:the )?presence\b(?!.*[,;])")
_WITNESSES = re.compile(
    r"\b(?:in (?:the )?presence of|in front of|(?:witnessed|watched|observed|hosted) by"
    r"|under the (?:eyes|gaze|auspices|aegis) of)\b"
)
_WALK = re.compile(r"\bwalk(?:s|ed|ing)? out\b")
_HAD_BEEN = re.compile(r"\b(?:had|['’]d) (?:\w+ )?been\b")
_PASSING = re.compile(r"\b(?:pass(?:es|ed)?|handed|goes|went|move[sd]) (?:[\w ]+ )?(?:from|to)\b")
_VETO = re.compile(r"\b(?:has|have|holds?|wields?|enjoys|had|held) [\w ]{0,20}\bveto\b")
_WHICH = re.compile(r", (?:from )?(?:which|who) ")


class Said(NamedTuple):
    """How a report tells a membership.

    Attributes:
        claim: the membership.
        spans: its spans by role; of several the last.
        sentence: the words of the sentence.
        told: those of the clause up to the words for the role, in small letters.
        after: the rest of the clause.
        rest: the rest of the sentence, as it is.
        here: true if the sentence names the group.
        noun: true if an office is told by a noun, not by a verb.
    """

    claim: Membership
    spans: dict[str, Span]
    sentence: str
    told: str
    after: str
    rest: str
    here: bool
    noun: bool


class Doubts:
    """Tells of each membership of one report whether it is to be doubted."""

    def __init__(self, report: Report, groups: Groups, mentions: Iterable[Mention]) -> None:
        self._text, self._groups = report.text, groups
        self._published = report.published or ""
        self._mentions = {m.start: m for m in mentions}
        self._papers = {e.id for e in groups.events if e.type == "statement"}
        self._organs = {e.id: e.organ for e in groups.events if e.organ}

    def told(self, claim: Membership) -> Membership | None:
        """Return a membership that is told as a fact; None if it is doubtful.

        What is planned is noted as still to come; who will be a member, is none yet.
        """
        said = self._said(claim)
        own = claim.role in _TAKING and self._organs.get(claim.group) == claim.member
        if own or self._nobody(claim, said.spans["member"]) or _asked(said):
            return None
        if _over(said) or _tabled(said) or _taken_out(said, self._text) or self._misplaced(said):
            return None
        if (not said.noun and _unsure(said)) or _acts_too(said):
            return None
        dated = self._dated(said)
        return self._planned(dated, said.told) if dated is not None else None

    def _said(self, claim: Membership) -> Said:
        spans = {span.role: span for span in claim.source.spans}  # type: ignore[union-attr]
        cue = next((s for role, s in spans.items() if role.split()[-1] == "cue"), None)
        at, stop = (cue.start, cue.end) if cue else (spans["main"].start, spans["main"].end)
        sentence = self._groups.sentence_at(at)
        words_ = self._text[sentence.start : sentence.end]
        before, rest = self._text[sentence.start : at], self._text[stop : sentence.end]
        told = before[max((m.end() for m in _STRETCH.finditer(before)), default=0) :].lower()
        own = self._text[at:stop].lower()
        if claim.role == "participant" and _pattern("voting").match(own):
            own = ""  # "opposed it", and so was there
        told = own[m.end() :] if not cue and (m := _WHICH.search(own)) else told + own
        after = (rest[: m.start()] if (m := _END.search(rest)) else rest).lower()
        if claim.role == "host" and cue and own in ("in", "at", "to"):
            told = self._text[spans["group"].end : at].lower()  # of the place alone
        here = sentence.start <= spans["group"].start < sentence.end
        noun = claim.role == "holder" and not _pattern("verbal").search(self._text[at:stop])
        return Said(claim, spans, words_, told, after, rest, here, noun)

    def _misplaced(self, said: Said) -> bool:
        """Is the group none that one can have the role in, or only named with "for"?"""
        claim, group = said.claim, said.spans["group"]
        if "leaving" in said.spans or "until" in said.spans:
            noun = claim.group.split(" of ")[0].split()[-1].lower()
            behind = self._text[group.end : group.end + 20].split()[:1]
            if _WALK.search(said.told) and {noun, *behind} & heads("sitting"):
                return True  # who walks out of an assembly, still belongs to it
        noun = group.words.lower()
        if group.words.islower() and " " not in noun and claim.group[:1].isupper():
            other = rf"['’]s? (?:[a-z]+ ){{0,2}}{re.escape(noun)}\b"
            if re.search(other, self._text[: group.start]):
                return True  # "Haiti's transitional council", then "the council"
        apart = self._text[max(0, group.start - 4) : group.start].lower() == "non-"
        if claim.role == "member" and apart and not claim.negated:
            return True  # "the non-Union states X and Y"
        if claim.role in ("member", "suspended") and OF_BODY.match(self._text, group.end):
            return True  # "the Union panel", which is not the Union
        if claim.group.endswith((" zone", " area")):
            return said.spans["member"].start not in self._mentions  # "troops left the zone"
        if claim.role == "host" and not said.here and claim.group in self._papers:
            return True
        if claim.role == "absent" and not said.here and _pattern("general").search(said.told):
            return True  # "X does not take part": in nothing that was held on one day
        ahead = self._text[max(0, group.start - 20) : group.start]
        cued = any(
            r.split()[-1] == "cue" and s.words.endswith("for") for r, s in said.spans.items()
        )
        if claim.role == "participant" and not cued and _pattern("for").search(ahead):
            return True  # "attended for the movement", not "turned up for the talks"
        if claim.role == "participant" and not said.here and _PRESENCE.search(said.told):
            return True  # "signed in the presence of": at the signing
        member = said.spans["member"]
        ahead = self._text[said.spans["main"].start : member.start].lower()
        if claim.role == "signatory" and _WITNESSES.search(ahead):
            return True  # who looked on did not sign
        mention = self._mentions.get(member.start)
        person = mention is not None and mention.form == "person"
        if person and claim.role == "participant" and _pattern("sending").search(said.told):
            return True  # who sends somebody is not there himself
        if claim.reader.startswith("weighed") and claim.role not in ("participant", "absent"):
            if claim.role == "holder" and _PASSING.search(said.sentence):
                return False  # "its presidency passed from X to Y"
            before = self._text[max(0, member.start - 14) : member.start]
            return bool(_pattern("by").search(before))
        return False

    def _dated(self, said: Said) -> Membership | None:
        """Return a membership since the day on which it began; None if its year is not told."""
        claim = said.claim
        if not claim.as_of or claim.negated or claim.role not in ("member", "suspended"):
            return claim
        if _pattern("coming").search(said.told) and claim.as_of <= self._published:
            return None  # "X joins in March"
        if _pattern("entering").search(said.told):
            return replace(claim, since=claim.as_of, as_of=None)
        return replace(claim, as_of=None) if claim.role == "member" else claim

    def _planned(self, claim: Membership, told: str) -> Membership | None:
        """Return a membership, noted as still to come if it is; None if one is no member yet."""
        spans = claim.source.spans  # type: ignore[union-attr]
        leaving = any(span.role in ("leaving", "until") for span in spans)
        if claim.negated or leaving or not _listed("planned").search(told):
            return claim
        if claim.role not in ("member", "suspended"):
            return replace(claim, note=TO_COME)
        begins = claim.since or claim.as_of or ""
        return replace(claim, since=begins, as_of=None) if begins > self._published else None

    def _nobody(self, claim: Membership, span: Span) -> bool:
        """Do words name nobody who can be a member: a verb in capitals, "foreign ministers"?"""
        member, own = claim.member, span.words
        if own.lower() == "government" and self._text[: span.start].endswith(("te or ", "te and ")):
            return True  # "heads of state or government"
        if self._text[: span.start].endswith("former "):
            return True  # "five former Yish republics"
        if all(w in _numbers() for w in re.split(r"[ -]", own.lower())):
            return True  # "thirty-one came"
        if own.isupper() and len(own) > 4 and own.lower() in verb_forms():
            return True
        mention = self._mentions.get(span.start)
        if mention is not None and not self._groups.known(mention):
            return True
        if member != own and member not in own:
            return False  # an actor that is listed, or pointed back to
        last = singular(member.lower().split(" of ")[0].split()[-1])
        if mention is not None and mention.form == "person":
            return last in heads("one") | heads("gatherings") | heads("sitting")
        if claim.role == "participant" and own.lower().startswith(("a ", "an ", "one ")):
            return False  # "a diplomat who attended"
        official = last in heads("official") | {"head", "member", "side", "rival", "foe"}
        if not official or own.lower().split()[-1] == "government":
            return False
        end = span.start + len(member)
        return not any(span.start <= m.start < end for m in self._mentions.values())


def _asked(said: Said) -> bool:
    """Is it a question, or a list of sources?"""
    if _pattern("address").search(said.sentence):
        return True
    if said.sentence.rstrip(" \"”’')")[-1:] != "?":
        return False
    named = said.claim.role in ("holder", "member")
    weighed = said.claim.reader.startswith("weighed")
    return weighed or not named or bool(_pattern("asking").match(said.sentence))


def _over(said: Said) -> bool:
    """Is it told to be over, without a day: "who chaired until then", "was later readmitted"?"""
    claim = said.claim
    dated = claim.since or claim.as_of
    if claim.role == "suspended" and not dated and _pattern("back").search(said.rest):
        return True
    left = said.spans.keys() & {"leaving", "until"}
    if claim.role == "member" and not left and _pattern("frozen").search(said.sentence):
        return True
    if _pattern("had been").search(said.told):
        return True
    once = claim.role == "holder" and _HAD_BEEN.search(said.told) and " since " not in said.after
    if once and not claim.negated:
        return True  # "where he had been its head"
    if _pattern("then").search(said.after) and not claim.as_of:
        return True
    clause = said.told + said.after
    until = _pattern("until").search(clause)
    if until is None or claim.until or claim.negated or claim.role == "suspended":
        return False
    return bool(until["past"] or _pattern("past").search(clause[: until.start()]))


def _tabled(said: Said) -> bool:
    """Is it what a draft would have done that fell: "a motion to expel X was rejected"?"""
    drafted = said.claim.role in ("member", "suspended") and _pattern("tabled").search(said.told)
    return bool(drafted and _pattern("fell").search(said.rest))


def _taken_out(said: Said, text: str) -> bool:
    """Do the words at a member take it out: "X excepted", "an associate member"?"""
    claim, member = said.claim, said.spans["member"]
    after = text[member.end : member.end + 60]
    if claim.role == "member" and _pattern("lesser").search(said.told):
        return True
    if claim.negated:
        return False
    if claim.role == "member":
        return bool(_pattern("revoked").match(after) or _pattern("less").match(after))
    return claim.role in ("participant", "signatory") and bool(_pattern("excepted").match(after))


def _acts_too(said: Said) -> bool:
    """Is a body joined in what it did: "it condemned the raid, and X joined it", "in doing so"?"""
    joins = said.claim.role == "member" and _pattern("joining").search(said.told)
    it = _pattern("it").match(said.rest) if joins else None
    if it is None or it["doing"]:
        return it is not None
    group, member = said.spans["group"].words, said.spans["member"].words
    between = said.sentence.partition(group)[2].partition(member)[0]
    acted = said.here and not _pattern("made").search(between)
    return acted and bool(_pattern("joined").search(between))


def _unsure(said: Said) -> bool:
    """Is it only wished or possible?"""
    claim, told = said.claim, said.told
    if "ellipsis" in said.spans:
        told = ""  # "X was not invited. Y was": the cue says it of another
    if "leaving" in said.spans or "until" in said.spans:
        return bool(_listed("staying").search(told)) and not _pattern("like").search(told)
    if claim.negated or _VETO.search(told):
        return False
    if claim.role in ("absent", "declined"):
        return bool(_listed("supposed").search(told)) and " not " not in told
    return bool(_listed("supposed").search(told) or _wished().search(told))


@cache
def _listed(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){words(lexicon('roles')['doubt'][key])}(?![\w’'-])")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(lexicon("roles")["doubt"]["patterns"][key])


@cache
def _numbers() -> frozenset[str]:
    return frozenset(lexicon("numbers")["units"]) | frozenset(lexicon("numbers")["tens"])


@cache
def _wished() -> re.Pattern[str]:
    """Return what wishes a role: "hopes to join", "asked X to sign", "called for the admission"."""
    table = lexicon("roles")["doubt"]
    return re.compile(
        rf"(?<![\w’'-])(?:{words(table['wished'])}(?: \S+){{0,6}}? to\b"
        rf"|{words(table['calls'])}\b(?! by\b))"
    )
