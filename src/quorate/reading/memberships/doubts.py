"""Is a membership told as a fact that holds, of somebody who can have it, in a group of its own?

What is asked, wished, only possible or over is no membership; neither is what a heading in capitals,
a source or a name of no person or body gives. What is doubtful is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec.structs import replace

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.claims.source import Span
from quorate.reading.language import lexicon, words
from quorate.reading.memberships.described import heads
from quorate.reading.memberships.groups import Groups
from quorate.reading.names import Mention
from quorate.reading.syntax.tokens import singular, verb_forms

_STRETCH = re.compile(r"[,;:—–(\"“”]|(?<=\s)-\s|\b(?:and|but|while|which|who|where)\s")
_END = re.compile(r"[;:—–,!?.]|\b(?:and|but|while|who|which|that)\b")
_ADDRESS = re.compile(r"://|www\.")
_OVER = re.compile(
    r"\b(?:until|till)\b"
    r"(?P<past> (?:now|then|recently|last|yesterday|earlier|his|her|its|their)\b)?"
)
_PAST = re.compile(r"\b(?:[a-z]{2,}ed|led|held|sat|ran|was|were|had|took)\b")
_VERBAL = re.compile(r"^\W*(?:[a-z-]+(?:s|ed|ing)|led|held|ran|run|sat) |^[a-z-]+(?:ed|es|s|ing|led)$")
_HAD = re.compile(r"\bhad (?:once |previously |earlier |long )?been (?:an? |one )")
_GENERAL = re.compile(r"\b(?:do(?:es)? not|do(?:es)?n['’]t)\b")
_LESSER = re.compile(
    r"\b(?:associate|candidate|honorary|aspiring|would-be|prospective|potential|corresponding|former"
    r"|one-time|non-voting) (?:[a-z]+ )?members?\b"
)
_ASKING = re.compile(
    r"\W*(?:[QA]: ?)?[\"“]?(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Will|Would|Can|Could|Should|Who"
    r"|What|When|Where|Why|How|Which)\b"
)
_BACK = re.compile(
    r"^[^.;]{0,60}\b(?:readmitted|reinstated|restored|let back|lifted)\b|^ from [^,;.]{3,20} (?:to|until) "
)
_ENTERING = re.compile(
    r"\b(?:join(?:s|ed)?|rejoin(?:s|ed)?|bec[ao]mes?|acceded?|(?:re)?admitted|entered|let in|elected"
    r"|suspended|expelled|excluded|barred|ejected|thrown out)\b"
)
_COMING = re.compile(r"\b(?:joins?|leaves?|quits?|accedes?|enters?|becomes?)$")
_REVOKED = re.compile(
    r"['’]s? (?:[a-z]+ )?membership [^,.;]{0,40}?\b(?:terminated|ended|revoked|suspended|frozen|lapsed)\b"
)
_LESS = re.compile(r",? (?:is |as |was |only )?an? (?:[a-z]+ )?(?:observer|associate|guest|candidate)\b")
_EXCEPTED = re.compile(r"(?:,| and [A-Z][\w ]{2,30}?),? (?:excepted|excluded|apart|aside)\b|(?: and [A-Z][\w ]{2,30})? (?:excepted|excluded|apart|aside)\b")
_BY_PLACE = re.compile(r"\b(?:to|from|against|about|over) (?:the )?$")
_FOR = re.compile(r"\b(?:for|on behalf of|in the name of) (?:the )?$")
_FROZEN = re.compile(
    r"\b(?:fr[oe]+z\w*|suspend\w*|ended|ending|renounc\w+|terminat\w+|revok\w+) (?:its|their|his|her) "
    r"(?:own )?membership"
)
_THEN = re.compile(r"\bat (?:the|that) time\b|\bin those days\b")
_LIKE = re.compile(r"\b(?:example|lead)\b")
_WHICH = re.compile(r", (?:from )?(?:which|who) ")
TO_COME = "still to come"
_DENIED = ("absent", "declined")


class Doubts:
    """Tells of each membership of one report whether it is to be doubted."""

    def __init__(self, report: Report, groups: Groups, mentions: Iterable[Mention]) -> None:
        self.text, self.groups = report.text, groups
        self._published = report.published or ""
        self._mentions = {m.start: m for m in mentions}
        self._papers = {e.id for e in groups.events if e.type == "statement"}
        self._organs = {e.id: e.organ for e in groups.events if e.organ}

    def told(self, claim: Membership) -> Membership | None:
        """Return a membership that is told as a fact; None if it is doubtful.

        What is planned is noted as still to come; who will be a member, is none yet.
        """
        spans = {span.role: span for span in claim.source.spans}  # type: ignore[union-attr]
        cue = next((s for role, s in spans.items() if role.split()[-1] == "cue"), None)
        sentence = self.groups.sentence_at((cue or spans["main"]).start)
        taking = claim.role in ("participant", "absent", "observer", "member")
        if (
            _ADDRESS.search(self.text, sentence.start, sentence.end)
            or self._nobody(claim.member, spans["member"])
            or (taking and self._organs.get(claim.group) == claim.member)
        ):
            return None
        said = self.text[sentence.start : sentence.end]
        at, stop = (cue.start, cue.end) if cue else (spans["main"].start, spans["main"].end)
        before, after = said[: at - sentence.start], said[stop - sentence.start :]
        told = before[max((m.end() for m in _STRETCH.finditer(before)), default=0) :].lower()
        own = self.text[at:stop].lower()
        told = own[m.end() :] if not cue and (m := _WHICH.search(own)) else told + own
        after = after[: m.start()].lower() if (m := _END.search(after)) else after.lower()
        noun = claim.role == "holder" and not _VERBAL.search(self.text[at:stop])
        asked = said.rstrip(" \"”’')")[-1:] == "?" and (
            claim.role not in ("holder", "member") or bool(_ASKING.match(said))
        )
        if claim.role == "member" and _LESSER.search(told):
            return None
        here = sentence.start <= spans["group"].start < sentence.end
        if claim.role == "host" and not here and claim.group in self._papers:
            return None
        if claim.role == "absent" and not here and _GENERAL.search(told):
            return None  # "X does not take part": in nothing that was held on one day
        if not claim.negated and self._told_apart(claim, spans["member"]):
            return None
        if self._loose(claim, spans, said):
            return None
        if claim.role == "suspended" and _BACK.search(said[stop - sentence.start :]):
            return None
        if asked or _ended(claim, told, after) or (not noun and self._unsure(claim, spans, told)):
            return None
        if claim.as_of and not claim.negated and claim.role in ("member", "suspended"):
            if _COMING.search(told) and claim.as_of <= self._published:
                return None  # "X joins in March": of which year is not told
            if claim.role == "member" and not _ENTERING.search(told):
                claim = replace(claim, as_of=None)  # the day is that of something else
            elif _ENTERING.search(told):
                claim = replace(claim, since=claim.as_of, as_of=None)
        return self._planned(claim, told)

    def _loose(self, claim: Membership, spans: dict[str, Span], said: str) -> bool:
        """Does a member, or a group, only stand by, with a preposition of something else?"""
        member, group = spans["member"], spans["group"]
        before = self.text[max(0, member.start - 14) : member.start]
        if claim.reader.startswith("weighed"):
            taking = claim.role in ("participant", "absent")
            if "?" in said[-3:] or (not taking and _BY_PLACE.search(before)):
                return True
        ahead = self.text[max(0, group.start - 20) : group.start]
        if claim.role == "participant" and _FOR.search(ahead):
            return True  # "attended for the movement"
        return claim.role == "member" and bool(_FROZEN.search(said))

    def _told_apart(self, claim: Membership, member: Span) -> bool:
        """Do the words after a member take it out: "X excepted", "Y's membership was revoked"?"""
        after = self.text[member.end : member.end + 60]
        if claim.role == "member" and (_REVOKED.match(after) or _LESS.match(after)):
            return True
        return claim.role in ("participant", "signatory") and bool(_EXCEPTED.match(after))

    def _unsure(self, claim: Membership, spans: dict[str, Span], told: str) -> bool:
        """Is it only wished or possible?"""
        if "leaving" in spans or "until" in spans:
            return bool(_said("staying").search(told)) and not _LIKE.search(told)
        if claim.negated:
            return False
        if claim.role in _DENIED:
            return bool(_said("supposed").search(told)) and " not " not in told
        return bool(_said("supposed").search(told) or _wished().search(told))

    def _planned(self, claim: Membership, told: str) -> Membership | None:
        """Return a membership, noted as still to come if it is; None if one is no member yet."""
        plan = _said("planned").search(told)
        begins = claim.since or claim.as_of
        if plan is None or claim.negated or any(
            s.role in ("leaving", "until") for s in claim.source.spans  # type: ignore[union-attr]
        ):
            return claim
        if claim.role in ("member", "suspended"):
            if begins and begins > self._published:
                return replace(claim, since=begins, as_of=None)
            return None
        return replace(claim, note=TO_COME)

    def _nobody(self, member: str, span: Span) -> bool:
        """Do words name nobody who can be a member: a verb in capitals, "foreign ministers"?"""
        own = span.words
        if own.lower() == "government" and self.text[: span.start].endswith(("te or ", "te and ")):
            return True  # "heads of state or government"
        if own.isupper() and len(own) > 4 and own.lower() in verb_forms():
            return True
        mention = self._mentions.get(span.start)
        if mention is not None and not self.groups.known(mention):
            return True
        if member != own and member not in own:
            return False  # an actor that is listed, or pointed back to
        last = singular(member.lower().split(" of ")[0].split()[-1])
        if mention is not None and mention.form == "person":
            return last in heads("one") | heads("gatherings") | heads("sitting")
        official = last in heads("official") | {"head", "member", "side"}
        if not official or own.lower().split()[-1] == "government":
            return False
        end = span.start + len(member)
        return not any(span.start <= m.start < end for m in self._mentions.values())


def _ended(claim: Membership, told: str, after: str) -> bool:
    """Is it told to be over, without a day: "who chaired until then"?"""
    if _HAD.search(told) or (_THEN.search(after) and not claim.as_of):
        return True
    over = _OVER.search(told + after)
    if over is None or claim.until or claim.negated or claim.role == "suspended":
        return False
    return bool(over["past"] or _PAST.search((told + after)[: over.start()]))


@cache
def _said(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){words(lexicon('roles')['doubt'][key])}(?![\w’'-])")


@cache
def _wished() -> re.Pattern[str]:
    """Return what wishes a role: "hopes to join", "asked X to sign", "called for the admission"."""
    table = lexicon("roles")["doubt"]
    return re.compile(
        rf"(?<![\w’'-])(?:{words(table['wished'])}(?: \S+){{0,6}}? to\b|{words(table['calls'])}\b)"
    )
