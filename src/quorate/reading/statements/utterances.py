"""Which words of a report are said by somebody?

Each verb of saying, noun of saying and "according to" gives an utterance; a quotation without one
continues the speaker before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.language import quotations, sentences
from quorate.reading.names import Mention
from quorate.reading.statements.asides import find_asides, in_own_words
from quorate.reading.statements.attributions import (
    Part,
    in_clause,
    is_relative,
    past,
    said_around,
    said_by_verb,
    subject_after,
)
from quorate.reading.statements.described import (
    PLURALS,
    adverbial,
    apart,
    described,
    distinct,
    elsewhere,
    gives,
    is_others_wish,
    opens,
    people,
    repeats,
    reports,
)
from quorate.reading.statements.floating import Floating
from quorate.reading.statements.gaps import CALLING, GAPPED, also_called, gap_in
from quorate.reading.statements.heard import NOBODY, Speaker
from quorate.reading.statements.nouns import (
    noun_for,
    noun_of,
    of_a_state,
    said_after_copula,
    said_by_noun,
)
from quorate.reading.statements.passives import said_in_passive
from quorate.reading.statements.phrases import Phrase, core, phrase_after, phrase_ending
from quorate.reading.statements.points import Points, after_bullet
from quorate.reading.statements.pronouns import OWNERS
from quorate.reading.statements.reduced import is_reduced
from quorate.reading.statements.relatives import of_whose
from quorate.reading.statements.saying import (
    Cue,
    Token,
    Unit,
    find_cues,
    kind_at,
    nouns_before,
    quoted_units,
    table,
    text_at,
    units,
)
from quorate.reading.statements.speakers import Discourse
from quorate.reading.statements.subjects import (
    Verb,
    before,
    clause_before,
    clause_subject,
    of_relative,
)
from quorate.reading.statements.utterance import Utterance, is_named, uttered
from quorate.reading.statements.verbal import is_noun

WISHES = ("prefer", "want", "welcome", "like")  # "would prefer that"
LEAD = 3  # the last unit in which somebody may be described who is named below


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
            if found[back].contains(one):
                one.inside = back
                break
    return found


_DASHES = ("—", "–", "-", "--")
_ASKING = frozenset(["do", "does", "did", "would", "will", "should", "can", "could"])


class _Listener:
    """Reads one report from its first unit to its last."""

    def __init__(
        self, report: Report, mentions: Sequence[Mention], dates: Sequence[DateMention]
    ) -> None:
        self.text = report.text
        self.dates = {(d.start, d.end): d for d in dates}
        self.skip = [(b.start, b.end) for b in report.boilerplate]
        self.dateline = report.dateline is not None
        if report.dateline:
            self.skip.append((report.dateline.start, report.dateline.end))
        quotes = quotations(report.text)
        parts = sentences(report.text)
        self.units = units(report.text, parts, quotes, mentions, dates)
        self.within = quoted_units(report.text, parts, quotes, mentions, dates)
        self.within.reverse()  # the next one last
        self.discourse = Discourse(report.text, self.units, mentions)
        self.discourse.issued(self.units)
        self.floating = Floating(report.text, self.units, self.discourse)
        self.points = Points(self.discourse)
        self.gapped: list[Utterance] = []  # by the verb just read

    def listen(self) -> list[Utterance]:
        """Return the utterances."""
        found: list[Utterance] = []
        for number, unit in enumerate(self.units):
            if any(s <= unit.start and unit.end <= e for s, e in self.skip):
                continue
            self.discourse.declare(unit)
            points = self.points.add(unit)
            if points is not None:
                found += [*points, *self._beside(unit, points)]
                continue
            here = self._in_unit(unit)
            for one in here:
                one.unit = number
            here += self.floating.find(number, unit, here)
            if not here:
                self._salient(unit)
            here += self._in_quotations(number, unit)
            self.points.begin(unit, not here)
            found += here
        self._named_below(found)
        return found

    def _named_below(self, found: Sequence[Utterance]) -> None:
        """Give the words of somebody whom the lead only describes to who is named below it."""
        for number, one in enumerate(found[:2]):
            said = one.speaker
            if one.unit > LEAD or not said.person or said.start < 0:
                continue
            if is_named(self.units[one.unit], said) or len(said.actors) != 1:
                continue
            if said.actors[0] != self.text[said.start : said.end]:
                continue
            for other in found[number + 1 :]:
                if other.paragraph > one.paragraph + 2:
                    break
                named = other.speaker
                if other.unit > one.unit and is_named(self.units[other.unit], named):
                    if named.person and self.discourse.fits(said.actors[0], named, other.start):
                        one.speaker = named._replace(start=said.start, end=said.end, more=())
                    break

    def _in_unit(self, unit: Unit) -> list[Utterance]:
        """Return the utterances with a verb, a noun or "according to" in one unit."""
        here: list[Utterance] = []
        inside, shared = (-1, -1), NOBODY
        verbs = [Verb(cue, before(unit.tokens, cue)) for cue in find_cues(unit.tokens)]
        for at, verb in enumerate(verbs):
            one, speaker = self._by_verb(unit, verb, verbs[at + 1 :][:8], shared)
            nested = inside[0] <= unit.tokens[verb.cue.first].start < inside[1]
            if not nested or (one is not None and one.speaker.actors):
                shared = speaker or shared
            if one is None:
                continue
            if not nested:
                if not in_clause(unit.tokens, verb):
                    self.discourse.spoke(one.speaker, unit.paragraph)
                inside = (one.start, one.end)
            elif not (
                is_named(unit, one.speaker)
                or is_relative(unit.tokens, verb)
                or ((one.how == "that" or reports(verb)) and described(unit, verb))
            ):
                continue  # a pronoun, within another's words
            here += [one, *self.gapped]
            self.gapped.clear()
        self.gapped.clear()
        if verbs and not any(
            one.cue and one.cue[0] >= unit.tokens[verbs[-1].cue.first].start for one in here
        ):
            self.points.open(unit, verbs, shared)
        here += self._beside(unit, here)
        here += self._by_nouns(unit, here)
        here += self._of_themselves(unit, here)
        return distinct(apart(here))

    def _in_quotations(self, number: int, unit: Unit) -> list[Utterance]:
        """Return what others are made to say within the quotations of a unit."""
        found = []
        while self.within and self.within[-1].start < unit.end:
            inner_ = self.within.pop()
            for cue in find_cues(inner_.tokens):
                verb = Verb(cue, before(inner_.tokens, cue))
                phrase = verb.stands.phrase
                if verb.stands.how != "phrase" or phrase is None or verb.stands.passive:
                    continue
                one, _ = self._by_verb(inner_, verb, (), NOBODY)
                if one is None or one.start <= inner_.start:
                    continue
                told = one.speaker.actors and described(inner_, verb)
                if is_named(inner_, one.speaker) or told:
                    one.quoted, one.mixed, one.unit = True, False, number
                    found.append(one)
        return found

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
        if stands.passive or is_reduced(tokens, verb):
            own = stands.passive and stands.phrase is not None and stands.how == "phrase"
            asked = self.discourse.resolve(unit, stands.phrase) if own and stands.phrase else None
            return self._passive(unit, verb), asked  # "Vanuatu was asked and said no"
        unnamed = [t.text for t in tokens[cue.last : cue.last + 3]] == ["not", "to", "be"]
        unnamed = unnamed or text_at(tokens, cue.last + 2) in ("name", "names", "identity")
        wanted = is_others_wish(tokens, verb)
        if wanted or is_noun(tokens, verb) or unnamed or "passive" in cue.frames:
            return None, None
        we = stands.phrase is not None and text_at(tokens, stands.phrase.first) == "we"
        bare = stands.modal and not stands.negated and text_at(tokens, cue.first - 1) != "only"
        wishes = cue.verb in WISHES and text_at(tokens, stands.first) in ("would", "'d", "’d")
        spoken = we and text_at(tokens, cue.first - 1) in ("will", "shall", "must")
        if bare and not wishes and not spoken:
            return None, None
        speaker, first = self._who(unit, verb, shared)
        if speaker is NOBODY or any(s <= speaker.start < e for s, e in self.skip):
            return None, None
        asking = text_at(tokens, first - 1) in _ASKING and tokens[-1].text == "?"
        if stands.how == "phrase" and (asking or text_at(tokens, first - 1) in ("if", "whether")):
            return None, None  # "asked if X considered it"
        if "operative" in cue.frames and (stands.how == "none" or text_at(tokens, first) == "we"):
            verb = Verb(cue._replace(frames=cue.frames | {"object", "clause", "resolve"}), stands)
        parts, how = said_by_verb(tokens, verb, first, following)
        if stands.negated and how == "clause" and parts and parts[-1][1] <= cue.first:
            return None, speaker  # "the miners accepted, the government has not answered"
        parts = [] if how == "object" and gives(tokens, verb, parts) else parts
        others = also_called(tokens, parts[-1]) if parts and cue.verb in CALLING else None
        if others is not None:
            more = self._made(unit, [others.part], speaker, verb, "to")
            self.gapped += [more] if more is not None else []
            parts = [*parts[:-1], (parts[-1][0], others.end)]
        gap = gap_in(tokens, parts[-1]) if parts and cue.verb in GAPPED else None
        if gap is not None:
            parts = [*parts[:-1], (parts[-1][0], min(gap.end, parts[-1][1]))]
            other = self.discourse.resolve(unit, gap.phrase)
            more = self._made(unit, [gap.part], other, verb, "object")
            self.gapped += [more] if more is not None and other.actors else []
        return self._made(unit, parts, speaker, verb, how), speaker

    def _who(self, unit: Unit, verb: Verb, shared: Speaker) -> tuple[Speaker, int]:
        """Return the speaker of a verb with its subject before it, and where that begins."""
        stands = verb.stands
        if stands.how == "shared" and verb.cue.form == "ing":
            comma = stands.first - 1
            own = clause_before(unit.tokens, comma) if text_at(unit.tokens, comma) == "," else None
            if own is not None:
                return self.discourse.resolve(unit, own), stands.first
        if stands.how == "shared":
            if shared is NOBODY and self.points.stem is not None and self._is_point(unit):
                shared = self.points.stem
            if shared is NOBODY:
                subject = of_whose(unit.tokens, stands.first)
                subject = subject or of_relative(unit.tokens, stands.first, verb.cue)
                subject = subject or clause_subject(unit.tokens, stands.first)
                whole = phrase_after(unit.tokens, subject.first) if subject else None
                same = whole is not None and subject is not None and whole.last == subject.last
                subject = whole if same and whole is not None else subject
                shared = self.discourse.resolve(unit, subject) if subject else NOBODY
            return shared, stands.first
        if stands.phrase is None:
            first = max(stands.first, 0)
            point = first == after_bullet(unit.tokens) or all(
                t.kind == "mark" for t in unit.tokens[:first]
            )
            return (self.points.stem or NOBODY) if point else NOBODY, stands.first
        if text_at(unit.tokens, stands.phrase.first - 1) == "not":
            return NOBODY, stands.first  # "not all clans agree"
        if text_at(unit.tokens, stands.phrase.first) in ("no", "few", "nobody"):
            return NOBODY, stands.first
        if {"neither", "nor"} & {
            text_at(unit.tokens, stands.phrase.first + back) for back in (-1, 0)
        }:
            return NOBODY, stands.first
        speaker = self.discourse.resolve(unit, stands.phrase)
        if text_at(unit.tokens, stands.phrase.first - 1) == "whose" and speaker.start >= 0:
            if "quoting" in verb.cue.frames:
                return NOBODY, stands.first
            words = (self.text[speaker.start : speaker.end],)
            speaker = speaker._replace(actors=words, names=words)  # not who holds it elsewhere
        return speaker, stands.phrase.first

    def _is_point(self, unit: Unit) -> bool:
        """Does a unit begin with a verb in capitals, whose subject stands above the points?"""
        first = unit.tokens[min(after_bullet(unit.tokens), len(unit.tokens) - 1)]
        return len(first.text) > 3 and self.text[first.start : first.end].isupper()

    def _passive(self, unit: Unit, verb: Verb) -> Utterance | None:
        """Return what is said in the passive, by whom if that is said."""
        tokens, cue = unit.tokens, verb.cue
        by = cue.last
        while by < cue.last + 5 and by < len(tokens) and adverbial(tokens[by]):
            by += 1
        speaker, first = NOBODY, cue.last
        if text_at(tokens, by) in table("prepositions") - {"by", "to", "as", "of"}:
            ahead = phrase_after(tokens, by + 1)
            by = ahead.last if ahead is not None and text_at(tokens, ahead.last) == "by" else by
        if text_at(tokens, by) == "by":
            phrase = phrase_after(tokens, by + 1)
            if phrase is None or kind_at(tokens, by + 1) == "date":
                return None
            if text_at(tokens, core(tokens, phrase)[1] - 1) in ("vote", "votes", "ballots"):
                return None  # "rejected by 7 votes to 4"
            end = past(phrase)
            speaker = self.discourse.resolve(unit, phrase)
            first = end if phrase.beside else core(tokens, phrase)[1]
            if speaker is NOBODY or tokens[by + 1].text in table("views"):
                return None
            if {"urge", "told", "accuse"} & cue.frames and text_at(tokens, first) == ",":
                first += 1
        parts = said_in_passive(tokens, verb, first, speaker is not NOBODY)
        return self._made(unit, parts, speaker, verb, "passive") if parts else None

    # ------------------------------------------------------------ other wordings
    def _beside(self, unit: Unit, here: Sequence[Utterance]) -> Iterator[Utterance]:
        """Yield what is said "according to X", "in the words of X", "as X put it"."""
        tokens = unit.tokens
        for aside in find_asides(tokens):
            owned = kind_at(tokens, aside.phrase.last) == "possessive"
            find = self.discourse.owner if owned else self.discourse.resolve
            if aside.phrase.last - aside.phrase.first == 1 and (
                tokens[aside.phrase.first].text in OWNERS
            ):
                find = self.discourse.whose
                if any(one.start <= tokens[aside.cue[0]].start <= one.end for one in here):
                    continue  # in words that are given as his already
            speaker = find(unit, aside.phrase)
            if speaker is NOBODY:
                continue
            cue = (tokens[aside.cue[0]].start, tokens[aside.cue[1] - 1].end)
            said = uttered(self.text, unit, aside.parts, speaker, cue, "according")
            if said is not None:
                self.discourse.spoke(speaker, unit.paragraph)
                yield said

    def _by_nouns(self, unit: Unit, here: Sequence[Utterance]) -> Iterator[Utterance]:
        """Yield what is said by a noun with a possessor: "its claim that ..."."""
        tokens, asking = unit.tokens, nouns_before("for") | nouns_before("to")
        verbs = {one.cue[0] for one in here if one.cue}
        for at in range(len(tokens) - 2):
            if tokens[at].start in verbs:
                continue  # "X's junta claims that"
            noun = tokens[at].text
            phrase, that, after = None, at + 1, None
            if noun in nouns_before("that"):
                phrase, that = noun_of(tokens, at)
            if tokens[at - 1].text == "came" and text_at(tokens, at + 1) == "that":
                phrase = phrase_after(tokens, 1) if tokens[0].text == "from" else phrase
            if phrase is None and noun in asking:
                by = noun_for(tokens, at)
                if by is not None and text_at(tokens, by.last) in ("for", "to"):
                    phrase, that = by, by.last
            if phrase is not None:
                speaker = self.discourse.resolve(unit, phrase)
            else:
                after = said_after_copula(tokens, at) if noun in table("replies") else None
                if after is None and noun not in nouns_before(text_at(tokens, that)):
                    continue
                speaker = self._possessor(unit, at)
            if speaker is NOBODY:
                continue
            cue = (tokens[at].start, tokens[at].end)
            part = after or said_by_noun(tokens, that - 1)
            how = "that" if text_at(tokens, that) == "that" else "object"
            said = uttered(self.text, unit, [part], speaker, cue, how)
            if said is None or any(repeats(one, said) for one in here):
                continue
            yield said

    def _of_themselves(self, unit: Unit, here: Sequence[Utterance]) -> Iterator[Utterance]:
        """Yield what somebody is in his own words: "Canberra is "extremely disappointed""."""
        for at, words in in_own_words(self.text, unit.tokens):
            start, end = unit.tokens[words].start, unit.tokens[words].end
            if any(one.start < end and start < one.end for one in here):
                continue
            speaker = self.discourse.resolve(unit, Phrase(at, at + 1))
            be = unit.tokens[words - 1]
            verb = (be.start, be.end) if words > at + 1 else None
            said = uttered(self.text, unit, [(words, words + 1)], speaker, verb, "object")
            if said is not None and speaker.actors:
                yield said

    def _possessor(self, unit: Unit, noun: int) -> Speaker:
        """Return whose claim or call it is, or nobody."""
        tokens, back = unit.tokens, noun - 1
        plain = kind_at(tokens, back) == "word" and tokens[back].text not in table("determiners")
        back -= plain  # one adjective
        if kind_at(tokens, back) == "adjective" and of_a_state(tokens, back, noun):
            return self.discourse.owner(unit, Phrase(back, back + 1))
        if kind_at(tokens, back) == "possessive" and kind_at(tokens, back - 1) == "name":
            return self.discourse.owner(unit, Phrase(back - 1, back))
        if kind_at(tokens, back) == "possessive" and kind_at(tokens, back - 1) == "word":
            known = table("offices") | table("people") | table("bodies") | PLURALS
            begins = (i for i in range(back - 1, max(-1, back - 6), -1) if opens(tokens[i]))
            first = next(begins, -1)
            owner = tokens[back - 1].text
            if first >= 0 and (owner in known or (owner.endswith("s") and owner[:-1] in known)):
                return self.discourse.resolve(unit, Phrase(first, back))
        if text_at(tokens, back) in ("his", "her", "its", "their"):
            subject = clause_subject(tokens, back)
            if subject is not None:
                return self.discourse.resolve(unit, subject)
            whose = self.discourse.whose(unit, Phrase(back, back + 1))
            return whose if whose.actors else NOBODY
        return NOBODY

    # ------------------------------------------------------------ the flow of the report
    def _salient(self, unit: Unit) -> None:
        """Remember the actor with whom a sentence without a statement begins."""
        line = self.skip[-1] if self.dateline else (-1, -1)
        begin = sum(t.start < line[1] for t in unit.tokens) if unit.start == line[0] else 0
        begins, opening = begin, (*_DASHES, ",", "but", "and", "yet", "so", "then")
        while begin < begins + 3 and text_at(unit.tokens, begin) in opening:
            begin += 1
        whole = phrase_after(unit.tokens, begin)
        if whole is not None and whole.beside is not None:
            speaker = self.discourse.resolve(unit, whole)
            if speaker.person and is_named(unit, speaker):
                self.discourse.spoke(speaker, unit.paragraph)
                return
        subject = clause_subject(unit.tokens, min(len(unit.tokens), 16))
        if subject is not None and people(unit, subject):
            found = self.discourse.resolve(unit, subject)
            worded = found.actors == (self.text[found.start : found.end],)
            if found.person or not worded or unit.paragraph not in self.discourse.last:
                self.discourse.spoke(found, unit.paragraph)
                return
        for at, token in enumerate(unit.tokens[:10]):
            if token.kind == "quote" or (token.kind == "mark" and token.text != "."):
                return
            if kind_at(unit.tokens, at + 1) == "possessive":
                return
            if token.kind == "name":
                phrase = phrase_ending(unit.tokens, at)
                speaker = self.discourse.resolve(unit, phrase) if phrase else NOBODY
                if is_named(unit, speaker):
                    self.discourse.spoke(speaker, unit.paragraph)
                return

    # ------------------------------------------------------------ making utterances
    def _made(
        self, unit: Unit, parts: Sequence[Part], speaker: Speaker, verb: Verb, how: str
    ) -> Utterance | None:
        """Return the utterance of a verb, with its negation and day."""
        tokens, cue = unit.tokens, verb.cue
        where = (tokens[cue.first].start, tokens[cue.last - 1].end)
        said = uttered(self.text, unit, parts, speaker, where, how)
        if said is not None:
            said.negated = verb.stands.negated
            said.date = self._date(tokens, cue, said)
        return said

    def _date(self, tokens: Sequence[Token], cue: Cue, said: Utterance) -> DateMention | None:
        """Return the one date that stands in the attribution."""
        near = [
            self.dates[tokens[at].start, tokens[at].end]
            for at in range(max(0, cue.first - 4), min(len(tokens), cue.last + 8))
            if (tokens[at].start, tokens[at].end) in self.dates and not elsewhere(tokens, at, cue)
        ]
        near = [d for d in near if d.date and not any(s <= d.start < e for s, e in said.segments)]
        return near[0] if len(near) == 1 else None
