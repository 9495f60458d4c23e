"""Which words of a report are said by somebody?

Each verb of saying, noun of saying and "according to" gives an utterance; a quotation without one
continues the speaker before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from quorate.claims.report import Report
from quorate.reading.attributions import (
    Part,
    is_relative,
    past,
    said_according,
    said_around,
    said_by_noun,
    said_by_verb,
    subject_after,
    trimmed,
)
from quorate.reading.dates import DateMention
from quorate.reading.language import quotations, sentences
from quorate.reading.names import Mention
from quorate.reading.phrases import Phrase, core, phrase_after, phrase_ending
from quorate.reading.said import ends_object
from quorate.reading.saying import (
    Cue,
    Token,
    Unit,
    find_cues,
    inner,
    kind_at,
    nouns_before,
    table,
    text_at,
    units,
)
from quorate.reading.speakers import NOBODY, Discourse, Speaker
from quorate.reading.subjects import Verb, before, clause_subject, is_noun


class Utterance(msgspec.Struct):
    """Words that somebody says.

    Attributes:
        segments: the words said, without attribution and marks.
        quoted, mixed: true if all, or some, of them stand in quotation marks.
        speaker: who says it.
        cue: first and last code point of the verb or noun; None if there is none.
        how: the wording: ``quoted``, ``that``, ``clause``, ``to``, ``object``, ``according``,
            ``passive`` or ``continued``.
        paragraph, unit: where it stands.
        negated: true if the report says that it was not said.
        date: the day that the report gives for it.
        inside: index of the utterance that contains it; -1 if none does.
    """

    segments: list[tuple[int, int]]
    quoted: bool
    mixed: bool
    speaker: Speaker
    cue: tuple[int, int] | None
    how: str
    paragraph: int
    unit: int = -1
    negated: bool = False
    date: DateMention | None = None
    inside: int = -1

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


def find_utterances(
    report: Report, mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> list[Utterance]:
    """Which words are said by somebody, in the order of the report?"""
    return _heard(report, tuple(mentions), tuple(dates))


@lru_cache(maxsize=2)  # statements and positions of a report are read from one hearing
def _heard(
    report: Report, mentions: tuple[Mention, ...], dates: tuple[DateMention, ...]
) -> list[Utterance]:
    found = _Listener(report, mentions, dates).listen()
    found.sort(key=lambda u: (u.start, -u.end))
    for number, one in enumerate(found):
        for back in range(number - 1, max(-1, number - 6), -1):
            other = found[back]
            within = any(s <= one.start and one.end <= e for s, e in other.segments)
            if within and (other.start, other.end) != (one.start, one.end):
                one.inside = back
                break
    return found


class _Listener:
    """Reads one report from its first unit to its last."""

    def __init__(
        self, report: Report, mentions: Sequence[Mention], dates: Sequence[DateMention]
    ) -> None:
        self.text = report.text
        self.dates = {(d.start, d.end): d for d in dates}
        self.skip = [(b.start, b.end) for b in report.boilerplate]
        if report.dateline:
            self.skip.append((report.dateline.start, report.dateline.end))
        quotes = quotations(report.text)
        self.units = units(report.text, sentences(report.text), quotes, mentions, dates)
        self.discourse = Discourse(report.text, self.units, mentions)
        self.found: list[Utterance] = []
        self.stem: Speaker | None = None  # with whom a list of points begins
        self.quoted: Utterance | None = None  # the last one with a quotation

    def listen(self) -> list[Utterance]:
        """Return the utterances."""
        for number, unit in enumerate(self.units):
            if any(s <= unit.start and unit.end <= e for s, e in self.skip):
                continue
            here = self._in_unit(unit)
            if not here:
                self._salient(unit)
            for one in here:
                one.unit = number
                if one.quoted or one.mixed:
                    self.quoted = one
            here += self._without_verb(number, unit, here)
            self._begin_list(unit, here)
            self.found += here
        return self.found

    def _in_unit(self, unit: Unit) -> list[Utterance]:
        """Return the utterances with a verb, a noun or "according to" in one unit."""
        here: list[Utterance] = []
        inside, shared = (-1, -1), NOBODY
        verbs = [Verb(cue, before(unit.tokens, cue)) for cue in find_cues(unit.tokens)]
        for at, verb in enumerate(verbs):
            one, speaker = self._by_verb(unit, verb, verbs[at + 1 :][:8], shared)
            shared = speaker or shared
            if one is None:
                continue
            nested = inside[0] <= unit.tokens[verb.cue.first].start < inside[1]
            if not nested:
                self.discourse.spoke(one.speaker, unit.paragraph)
                inside = (one.start, one.end)
            elif not (_named(unit, one.speaker) or is_relative(unit.tokens, verb)):
                continue  # described only, within another's words
            here.append(one)
        here += self._according(unit)
        here += self._by_nouns(unit)
        return _distinct(here)

    # ------------------------------------------------------------ verbs
    def _by_verb(
        self, unit: Unit, verb: Verb, following: Sequence[Verb], shared: Speaker
    ) -> tuple[Utterance | None, Speaker | None]:
        """Return the utterance of one verb, and its speaker for verbs that share it."""
        tokens, (cue, stands) = unit.tokens, verb
        inverted = subject_after(tokens, verb)
        if inverted is not None:
            speaker = self.discourse.resolve(unit, inverted)
            around = said_around(tokens, cue.first, past(inverted))
            return self._made(unit, around, speaker, verb, "clause"), speaker
        if is_noun(tokens, verb):
            return None, None
        if stands.passive:
            return self._passive(unit, verb), None
        if stands.modal and not stands.negated and text_at(tokens, cue.first - 1) != "only":
            return None, None
        speaker, first = self._who(unit, verb, shared)
        if speaker is NOBODY:
            return None, None
        parts, how = said_by_verb(tokens, verb, first, following)
        return self._made(unit, parts, speaker, verb, how), speaker

    def _who(self, unit: Unit, verb: Verb, shared: Speaker) -> tuple[Speaker, int]:
        """Return the speaker of a verb with its subject before it, and where that begins."""
        stands = verb.stands
        if stands.how == "shared":
            if shared is NOBODY:
                subject = clause_subject(unit.tokens, stands.first)
                shared = self.discourse.resolve(unit, subject) if subject else NOBODY
            return shared, stands.first
        if stands.phrase is None:
            point = all(t.kind == "mark" for t in unit.tokens[: max(stands.first, 0)])
            return (self.stem or NOBODY) if point else NOBODY, stands.first
        return self.discourse.resolve(unit, stands.phrase), stands.phrase.first

    def _passive(self, unit: Unit, verb: Verb) -> Utterance | None:
        """Return what somebody is charged with, by whom if that is said."""
        tokens, cue = unit.tokens, verb.cue
        if "accuse" not in cue.frames:
            return None
        first, speaker = cue.last, NOBODY
        if text_at(tokens, first) == "by":
            phrase = phrase_after(tokens, first + 1)
            if phrase is None:
                return None
            phrase = Phrase(*core(tokens, phrase))
            speaker, first = self.discourse.resolve(unit, phrase), phrase.last
        if text_at(tokens, first) not in ("of", "for", "over"):
            return None
        last = first + 1
        while last < len(tokens) and not ends_object(tokens, last):
            last += 1
        return self._made(unit, [(first + 1, last)], speaker, verb, "passive")

    # ------------------------------------------------------------ other wordings
    def _according(self, unit: Unit) -> Iterator[Utterance]:
        """Yield what is said "according to X"."""
        tokens = unit.tokens
        for at in range(len(tokens) - 2):
            if tokens[at].text != "according" or tokens[at + 1].text != "to":
                continue
            phrase = phrase_after(tokens, at + 2)
            if phrase is None:
                continue
            speaker = self.discourse.resolve(unit, phrase)
            cue = (tokens[at].start, tokens[at + 1].end)
            parts = said_according(tokens, at, past(phrase))
            said = self._utterance(unit, parts, speaker, cue, "according")
            if said is not None:
                self.discourse.spoke(speaker, unit.paragraph)
                yield said

    def _by_nouns(self, unit: Unit) -> Iterator[Utterance]:
        """Yield what is said by a noun with a possessor: "its claim that ..."."""
        tokens = unit.tokens
        for at in range(1, len(tokens) - 2):
            if tokens[at].text not in nouns_before(tokens[at + 1].text):
                continue
            speaker = self._possessor(unit, at)
            if speaker is NOBODY:
                continue
            cue = (tokens[at].start, tokens[at].end)
            said = self._utterance(unit, [said_by_noun(tokens, at)], speaker, cue, "object")
            if said is not None:
                yield said

    def _possessor(self, unit: Unit, noun: int) -> Speaker:
        """Return whose claim or call it is, or nobody."""
        tokens, back = unit.tokens, noun - 1
        plain = kind_at(tokens, back) == "word" and tokens[back].text not in table("determiners")
        back -= plain  # one adjective
        if kind_at(tokens, back) == "possessive" and kind_at(tokens, back - 1) == "name":
            return self.discourse.resolve(unit, Phrase(back - 1, back))
        if text_at(tokens, back) in ("his", "her", "its", "their"):
            subject = clause_subject(tokens, back)
            return self.discourse.resolve(unit, subject) if subject else NOBODY
        return NOBODY

    # ------------------------------------------------------------ quotations without a verb
    def _without_verb(self, number: int, unit: Unit, here: Sequence[Utterance]) -> list[Utterance]:
        """Return quotations that no verb claims, as said by the speaker whom they continue."""
        covered = [s for u in here for s in u.segments]
        alone = all(t.kind in ("quote", "mark") for t in unit.tokens)
        more = []
        for at, token in enumerate(unit.tokens):
            if token.kind != "quote":
                continue
            start, end = inner(self.text, token)
            if any(s < end and start < e for s, e in covered):
                continue
            said = None
            if alone:
                said = self._continued(number, unit, at)
            elif text_at(unit.tokens, at - 1) == ":" and self.text[end - 1] in ".,!?":
                said = self._labelled(unit, at)
            if said is not None:
                said.unit = number
                self.quoted = said
                self.discourse.spoke(said.speaker, unit.paragraph)
                more.append(said)
        return more

    def _continued(self, number: int, unit: Unit, at: int) -> Utterance | None:
        """Return a quotation that stands alone as the last speaker's, or join it to the last."""
        last = self.quoted
        near = last is not None and last.paragraph == unit.paragraph
        if last is not None and near and last.quoted and last.unit >= number - 1:
            last.segments.append(inner(self.text, unit.tokens[at]))
            last.unit = number
            return None
        speaker = self.discourse.last.get(unit.paragraph)
        if speaker is None and last is not None and last.paragraph >= unit.paragraph - 1:
            speaker = last.speaker
        if speaker is None or not speaker.actors:
            return None
        nowhere = speaker._replace(start=-1, end=-1)
        return self._utterance(unit, [(at, at + 1)], nowhere, None, "continued")

    def _labelled(self, unit: Unit, at: int) -> Utterance | None:
        """Return a quotation after a colon as said by the one whom the clause is about."""
        subject = clause_subject(unit.tokens, at - 1)
        speaker = self.discourse.resolve(unit, subject) if subject else NOBODY
        if not speaker.actors:
            return None
        return self._utterance(unit, [(at, at + 1)], speaker, None, "continued")

    # ------------------------------------------------------------ the flow of the report
    def _salient(self, unit: Unit) -> None:
        """Remember the actor with whom a sentence without a statement begins."""
        for at, token in enumerate(unit.tokens[:10]):
            if token.kind == "quote" or (token.kind == "mark" and token.text != "."):
                return
            if token.kind == "name":
                phrase = phrase_ending(unit.tokens, at)
                speaker = self.discourse.resolve(unit, phrase) if phrase else NOBODY
                if _named(unit, speaker):
                    self.discourse.spoke(speaker, unit.paragraph)
                return

    def _begin_list(self, unit: Unit, here: Sequence[Utterance]) -> None:
        """Remember with whom a list of points begins: "Parliament also", "The ministers:"."""
        tokens = unit.tokens
        if not tokens or tokens[0].kind == "mark":
            return
        if tokens[-1].text in (":", ",", "also"):
            phrase = phrase_after(tokens, 0)
            self.stem = self.discourse.resolve(unit, phrase) if phrase else None
        elif tokens[-1].text != ";" and (tokens[-1].kind in ("mark", "quote") and not here):
            self.stem = None

    # ------------------------------------------------------------ making utterances
    def _made(
        self, unit: Unit, parts: Sequence[Part], speaker: Speaker, verb: Verb, how: str
    ) -> Utterance | None:
        """Return the utterance of a verb, with its negation and day."""
        tokens, cue = unit.tokens, verb.cue
        where = (tokens[cue.first].start, tokens[cue.last - 1].end)
        said = self._utterance(unit, parts, speaker, where, how)
        if said is not None:
            said.negated = verb.stands.negated
            said.date = self._date(tokens, cue, said)
        return said

    def _date(self, tokens: Sequence[Token], cue: Cue, said: Utterance) -> DateMention | None:
        """Return the one date that stands in the attribution."""
        near = [
            self.dates[t.start, t.end]
            for t in tokens[max(0, cue.first - 4) : cue.last + 8]
            if t.kind == "date" and (t.start, t.end) in self.dates
        ]
        near = [d for d in near if d.date and not any(s <= d.start < e for s, e in said.segments)]
        return near[0] if len(near) == 1 else None

    def _utterance(
        self,
        unit: Unit,
        parts: Sequence[Part],
        speaker: Speaker,
        cue: tuple[int, int] | None,
        how: str,
    ) -> Utterance | None:
        """Return an utterance whose segments are these tokens, or None if they hold no words."""
        tokens = unit.tokens
        kept = [trimmed(tokens, part) for part in parts]
        kept = [(first, last) for first, last in kept if first < last]
        if not kept:
            return None
        segments: list[tuple[int, int]] = []
        for first, last in kept:
            ends = tokens[last - 1].kind == "quote" and text_at(tokens, last - 2) == ","
            if last - first == 1 and tokens[first].kind == "quote":
                segments.append(inner(self.text, tokens[first]))
            elif ends and last - first > 2:
                segments.append((tokens[first].start, tokens[last - 3].end))
                segments.append(inner(self.text, tokens[last - 1]))
            else:
                segments.append((tokens[first].start, tokens[last - 1].end))
        any_quote = any(t.kind == "quote" for f, last in kept for t in tokens[f:last])
        quoted = any_quote and all(
            last - first == 1 and tokens[first].kind == "quote" for first, last in kept
        )
        how = "quoted" if quoted and how != "continued" else how
        mixed = any_quote and not quoted
        return Utterance(segments, quoted, mixed, speaker, cue, how, unit.paragraph)


def _named(unit: Unit, speaker: Speaker) -> bool:
    """Is the speaker named in the unit, and not only described?"""
    return any(t.kind == "name" and t.start <= speaker.start < t.end for t in unit.tokens)


def _distinct(found: Sequence[Utterance]) -> list[Utterance]:
    """Keep one utterance of the same words and speaker."""
    kept: list[Utterance] = []
    seen: set[tuple[tuple[tuple[int, int], ...], tuple[str, ...]]] = set()
    for one in found:
        key = (tuple(one.segments), one.speaker.actors)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
