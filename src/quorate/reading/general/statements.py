"""Who said what, in a language given as data?

Quotations with the verb that attributes them, before or after or between dashes; clauses that a
verb of saying leads; what a verb of asking or blaming has as its object; and "según X". A speaker
who is left out is the one who spoke last.
"""

from __future__ import annotations

import re

from quorate.claims.claim import AnyClaim, Party, Statement
from quorate.claims.report import Report
from quorate.reading.general.cast import Cast, Part, spans_of
from quorate.reading.general.clauses import Clause, Clauses
from quorate.reading.general.complements import Complements
from quorate.reading.general.layout import Layout, Line, Token
from quorate.reading.general.uttered import Said, mode_of, repeats, within
from quorate.reading.language import Stretch, words

READER = "general grammar 1"
CONFIDENCE = {
    "quoted": 0.95,
    "that": 0.9,
    "object": 0.8,
    "according": 0.85,
    "aside": 0.85,
    "continued": 0.75,
}
DROPPED = 0.7  # at most, where the speaker is left out
_MARKS = " \t\n,;:.—–-"
_INCISO = re.compile(
    r"(?:(?<=\s)|(?<=[.,!?…]))[—–-]+(?P<words>[^\s—–][^—–\n]{1,160}?)(?P<close>[—–]|(?=[.\n]|$))"
)
SHORTEST = 2  # words of a quotation that is a statement of its own


class Statements(Complements):
    """Finds the utterances of one report."""

    def __init__(self, layout: Layout, cast: Cast) -> None:
        super().__init__(layout, cast)
        self.found: list[Said] = []
        self._whole: set[Stretch] = set()  # quotations that are told already
        self._bare: list[Part] = []  # speakers of whom no more than a surname is told

    def all(self) -> list[Said]:
        for line in self.layout.lines:
            if self._dialogue(line) or self._goes_on(line):
                continue
            self._quotations(line)
            for clause in self.cast.clauses[line.number]:
                self._clause(line, clause)
            self._according(line)
        told = sorted((s for s in self.found if s.segments), key=lambda s: s.segments[0])
        kept = [s for s in told if not any(repeats(s, o) for o in told if o is not s)]
        return [s for s in kept if not any(within(s, o) for o in kept if o is not s)]

    # ------------------------------------------------------------ quotations
    def _quotations(self, line: Line) -> None:
        for at, token in enumerate(line.tokens):
            if token.kind == "said":
                self._quotation(line, at, token)

    def _quotation(self, line: Line, at: int, token: Token) -> None:
        """Tell one quotation, if it is somebody's words and no name or scare quotes."""
        quote = next(
            (q for q in self.layout.quoted if q.start < token.end and token.start < q.end), None
        )
        if quote is None or quote in self._whole:
            return
        parts = self._without_asides(quote)
        clause = self._attributing(line, at)
        bare = clause is None and len(parts[0]) == 1 and parts[1] is None
        if bare and not self._alone(line, at):
            speaker = self._named_before(line, at)
            if speaker is not None:
                self._add(Said(parts[0], speaker, None, "quoted", line.number, line.paragraph))
                self._whole.add(quote)
            return
        self._whole.add(quote)
        inner = parts[1]
        part = self.cast.part(clause) if clause else inner[0] if inner else None
        cue = (clause.start, clause.end) if clause else inner[1] if inner else None
        how = "quoted" if clause or inner else "continued"
        if clause is not None and clause.dropped:
            part = self._bare_name(line, clause) or self._bare_before(line) or part
        if part is None and (clause is None or clause.dropped):
            part = self._last_speaker(line)
        if part is None and clause is None:
            return
        self._add(Said(parts[0], part, cue, how, line.number, line.paragraph))

    def _bare_name(self, line: Line, clause: Clause) -> Part | None:
        """Return the surname right after a verb of saying, of somebody whom nobody introduced."""
        tokens = line.tokens[clause.last : clause.last + 2]
        if not tokens or tokens[0].kind != "word" or any(t.kind != "mark" for t in tokens[1:]):
            return None
        first = tokens[0]
        name = self.text[first.start : first.end]
        if len(name) < 3 or not name[0].isupper():
            return None
        part = Part((Party(actor=name),), first.start, first.end, person=True)
        self._bare.append(part)
        return part

    def _bare_before(self, line: Line) -> Part | None:
        """Return whose quotation stands just before, if nothing but a surname told who it was."""
        last = self.found[-1] if self.found else None
        if last is None or last.part not in self._bare or line.number - last.line > 1:
            return None
        return last.part

    def _add(self, said: Said) -> None:
        """Keep an utterance; one that goes on in the paragraph is one with what came before."""
        last = self.found[-1] if self.found else None
        if (
            last is not None
            and said.how in ("quoted", "continued")
            and last.how in ("quoted", "continued")
            and last.paragraph == said.paragraph
            and last.part is not None
            and said.part is not None
            and last.part.parties == said.part.parties
        ):
            last.segments += said.segments
            last.more += (said.cue,) if said.cue else ()
            return
        self.found.append(said)
        if said.part is not None:
            self.cast.said.append((said.line, said.part))
            self.cast.said.sort(key=lambda row: row[0])

    def _last_speaker(self, line: Line) -> Part | None:
        if self.found and line.number - self.found[-1].line <= 2 and self.found[-1].part:
            return self.cast.again(self.found[-1].part)
        return self.cast.speaker_before(line.number)

    def _without_asides(
        self, quote: Stretch
    ) -> tuple[list[Stretch], tuple[Part | None, tuple[int, int]] | None]:
        """Return the words of a quotation without ", —añadió—,", and who says so there."""
        segments, start, inner = [], quote.start, None
        for match in _INCISO.finditer(self.text, quote.start, quote.end):
            found = self._attribution(match.start("words"), match.end("words"))
            if found is None:
                continue
            segments.append(Stretch(start, match.start()))
            start, inner = match.end(), found
        segments.append(Stretch(start, quote.end))
        return [s for s in map(self._trimmed, segments) if s.end > s.start], inner

    def _attribution(self, start: int, end: int) -> tuple[Part | None, tuple[int, int]] | None:
        """Return who speaks, and by which verb, in words between dashes."""
        line = Line(self.layout.number_of(start), start, end, 0, self.layout.own_tokens(start, end))
        clauses = Clauses(line, self.lang).clauses()
        if not clauses or not self.says(clauses[0], "that") or clauses[0].first > 1:
            return None
        clause = clauses[0]
        part = self.cast.of(clause.subject) if clause.subject else None
        if part is None:
            part = self._last_speaker(line)
        return part, (clause.start, clause.end)

    def _trimmed(self, s: Stretch) -> Stretch:
        start, end = s
        while start < end and self.text[start] in _MARKS:
            start += 1
        while end > start and self.text[end - 1] in " \t\n—–,;:":
            end -= 1
        return Stretch(start, end)

    def _attributing(self, line: Line, at: int) -> Clause | None:
        """Return the clause that says whose a quotation is, in its own sentence."""
        clauses = [c for c in self.cast.clauses[line.number] if self.says(c)]
        after = at + 1 + (self._low(line, at + 1) in (",", "—", "–"))
        for clause in clauses:
            if clause.first == after or (
                clause.first == after + 1 and self._low(line, after) in self.lang.set_of("like")
            ):
                return clause
        lead = self._low(line, at - 1)
        before = [c for c in clauses if c.last <= at]
        if before and lead == ":":
            return before[-1]
        if before and lead == "," and before[-1].last == at - 1:
            return before[-1]
        if before and not lead.isalnum() and before[-1].last >= at - 2:
            return before[-1]
        return None

    def _alone(self, line: Line, at: int) -> bool:
        """Is a quotation a sentence of its own, so that it goes on with who spoke before?"""
        rest = [t for i, t in enumerate(line.tokens) if i != at]
        if not all(t.kind in ("mark", "said") for t in rest):
            return False
        return bool(self.found) and self.found[-1].paragraph >= line.paragraph - 1

    def _named_before(self, line: Line, at: int) -> Part | None:
        """Return who is named before a colon and nothing else: "Zelaya: «...»"."""
        if at < 2 or self._low(line, at - 1) != ":":
            return None
        clauses = Clauses(line, self.lang)
        first = clauses.phrases.at(0)
        if first is None or first.last != at - 1:
            return None
        part = self.cast.of(first)
        return part if part is not None and part.person else None

    # ------------------------------------------------------------ dialogue with dashes
    def _dialogue(self, line: Line) -> bool:
        """Tell a line that a dash opens as speech: "—Nadie irá —dijo X—. Ni mañana."."""
        if self.text[line.start] not in "—–":
            return False
        segments, start, inner = [], line.start + 1, None
        for match in _INCISO.finditer(self.text, line.start + 1, line.end):
            found = self._attribution(match.start("words"), match.end("words"))
            if found is None:
                continue
            segments.append(Stretch(start, match.start()))
            start, inner = match.end(), found
        segments.append(Stretch(start, line.end))
        kept = [s for s in map(self._trimmed, segments) if s.end > s.start]
        part = inner[0] if inner else self._last_speaker(line)
        if part is None or not kept:
            return False
        how = "quoted" if inner else "continued"
        self._add(Said(kept, part, inner[1] if inner else None, how, line.number, line.paragraph))
        return True

    def _goes_on(self, line: Line) -> bool:
        """Tell a sentence that goes on with the speech that a dash opened in its paragraph."""
        last = self.found[-1] if self.found else None
        if last is None or last.paragraph != line.paragraph or last.line != line.number - 1:
            return False
        opened = self.text[max(0, last.segments[0].start - 2) : last.segments[0].start].strip()
        if not opened or opened[-1] not in "—–" or last.how == "aside":
            return False
        segment = self._unstopped(self._trimmed(Stretch(line.start, line.end)))
        last.segments.append(segment)
        last.line = line.number
        return True

    # ------------------------------------------------------------ clauses
    def _clause(self, line: Line, clause: Clause) -> None:
        """Tell what a verb of saying leads, or what it stands within."""
        if not self.says(clause) or clause.passive or clause.form.person[:1] != "3":
            return
        if clause.form.tense in ("subjunctive", "wished"):
            return
        cue = (clause.start, clause.end)
        if any(s.cue == cue or cue in s.more for s in self.found):
            return
        if self.cast.part(clause) is None and not clause.impersonal and not clause.aside:
            return
        if clause.aside:
            self._aside(line, clause)
            return
        if clause.complement and self._said_within(clause):
            return
        if clause.first and line.tokens[clause.first - 1].low in self.lang.set_of("like"):
            self._like(line, clause)
            return
        begin = self.complement(line, clause)
        if begin is None or not self.suits(clause):
            return
        at, how = begin
        if clause.negated and how == "that" and not self.lang.verbs[clause.lemma].get("unsays"):
            pass
        end = self.end(line, clause, at, how)
        after = next((i for i, t in enumerate(line.tokens) if t.start == end), None)
        if after is not None and self._goes_on_free(line, clause, after):
            at, end = after + 1, line.end  # "explicó su voto: comparte el texto, pero ..."
        if end <= line.tokens[at].start:
            return
        segment = self._trimmed(Stretch(line.tokens[at].start, end))
        if self.text[segment.start] in '«“"' and segment.end - segment.start > 1:
            segment = Stretch(segment.start + 1, segment.end)
        while segment.end > segment.start and self.text[segment.end - 1] in '.»”"':
            segment = Stretch(segment.start, segment.end - 1)
        unsays = bool(self.lang.verbs[clause.lemma].get("unsays")) != clause.negated
        self._tell([segment], line, clause, how, unsays)

    def _goes_on_free(self, line: Line, clause: Clause, at: int) -> bool:
        """Does a colon lead to what is said, told by the report: "explicó su voto: no cree"?"""
        row = self.lang.verbs.get(clause.lemma, {})
        only_says = self.says(clause, "that") and not (row.get("stance") or row.get("act"))
        if self._low(line, at) != ":" or not only_says or at + 1 >= len(line.tokens):
            return False
        following = next((c for c in self.cast.clauses[line.number] if c.first > at), None)
        free = following is not None and following.first <= at + 2 and following.dropped
        return free and line.tokens[at + 1].kind != "said"

    def _said_within(self, clause: Clause) -> bool:
        """Does a clause that somebody says tell of the speaker: "que seguirá exigiendo ..."?"""
        own = clause.subject
        if own is None or clause.dropped:
            return True
        return self.lang.is_one(self.text[own.start : own.end].split()[0].lower(), "possessives")

    def _tell(
        self, segments: list[Stretch], line: Line, clause: Clause, how: str, negated: bool
    ) -> None:
        kept = [s for s in segments if s.end > s.start]
        part = self.cast.part(clause)
        if not kept or (part is None and not clause.impersonal):
            return
        cue = (clause.start, clause.end)
        self.found.append(Said(kept, part, cue, how, line.number, line.paragraph, negated))

    # ------------------------------------------------------------ asides and "según"
    def _aside(self, line: Line, clause: Clause) -> None:
        """Tell a sentence that a verb stands within: "Su país, dijo X, no irá"."""
        tokens = line.tokens
        last = clause.subject.last if clause.after and clause.subject else clause.last
        start = line.start
        stop = line.end
        for i in range(clause.first - 2, -1, -1):
            if tokens[i].low in (";", ":") and tokens[i].kind == "mark":
                start = tokens[i].end
                break
        for i in range(last, len(tokens)):
            if tokens[i].low in (";", ":"):
                stop = tokens[i].start
                break
        before = Stretch(start, tokens[clause.first - 1].start if clause.first else start)
        after = Stretch(tokens[last].start if last < len(tokens) else stop, stop)
        segments = [self._unled(self._trimmed(s)) for s in (before, after)]
        kept = [s for s in segments if len(self.text[s.start : s.end].split()) >= SHORTEST]
        kept = [self._unstopped(s) for s in kept if self._new(s)]
        self._tell(kept, line, clause, "aside", clause.negated)

    def _new(self, s: Stretch) -> bool:
        return not any(q.start <= s.start and s.end <= q.end + 1 for q in self._whole)

    def _unled(self, s: Stretch) -> Stretch:
        """Return a stretch without "que" or "y que" at its beginning."""
        joints, that = self.lang.set_of("coordinators"), self.lang.set_of("that")
        led = re.compile(rf"(?:{words(list(joints))} )?{words(list(that))} ")
        match = led.match(self.text, s.start)
        return Stretch(match.end(), s.end) if match and match.end() < s.end else s

    def _unstopped(self, s: Stretch) -> Stretch:
        return Stretch(s.start, s.end - 1) if self.text[s.end - 1] == "." else s

    def _like(self, line: Line, clause: Clause) -> None:
        """Tell what "según dijo X" stands beside."""
        self._beside(
            line,
            clause.first - 1,
            clause.subject.last if clause.after and clause.subject else clause.last,
            self.cast.part(clause),
            (clause.start, clause.end),
        )

    def _according(self, line: Line) -> None:
        """Tell what "según X" stands beside; "para X" only where X is somebody and it opens."""
        table = self.lang.table("statements")
        phrases = Clauses(line, self.lang).phrases
        for match in self.lang.pattern([*table["according"], *table["opinion"]]).finditer(
            self.text, line.start, line.end
        ):
            at = next((i for i, t in enumerate(line.tokens) if t.start == match.start()), None)
            if at is None:
                continue
            after = next((i for i, t in enumerate(line.tokens) if t.start >= match.end()), None)
            if after is None:
                continue
            opens = at == 0 or (at < 3 and line.tokens[at - 1].low == ",")
            if match.group().lower() in table["opinion"] and not opens:
                continue
            phrase = phrases.at(after)
            part = self.cast.of(phrase) if phrase else None
            if phrase is None or part is None:
                continue
            if match.group().lower() in table["opinion"] and (
                self._low(line, phrase.last) != "," or not (part.person or phrase.head)
            ):
                continue
            last = phrase.last
            beside = phrases.at(last + 1) if self._low(line, last) == "," and at == 0 else None
            if beside is not None and beside.names and self._low(line, beside.last) == ",":
                last = beside.last  # "Según el jefe, X,"
            self._beside(line, at, last, part, match.span())

    def _beside(
        self, line: Line, at: int, last: int, part: Part | None, cue: tuple[int, int]
    ) -> None:
        tokens = line.tokens
        if part is None:
            return
        opens = at <= 1 and (at == 0 or not tokens[0].low.isalnum())
        inner = self._low(line, at - 1) == "," and self._low(line, last) == ","
        if opens or (inner and self.lang.is_one(self._low(line, at - 2), "that", "subordinators")):
            segment = Stretch(tokens[last].start if last < len(tokens) else line.end, line.end)
        else:
            start = line.start
            for i in range(at - 2, -1, -1):
                low = tokens[i].low
                if low in (";", ":", "(") or (
                    low in self.lang.set_of("that") and tokens[i - 1].low != ","
                ):
                    start = tokens[i].end
                    break
            segment = Stretch(start, tokens[at].start)
        trimmed = self._trimmed(segment)
        if trimmed.end <= trimmed.start:
            return
        while trimmed.end > trimmed.start and self.text[trimmed.end - 1] in '.»”"':
            trimmed = Stretch(trimmed.start, trimmed.end - 1)
        self.found.append(Said([trimmed], part, cue, "according", line.number, line.paragraph))


def find_statements(report: Report, layout: Layout, cast: Cast) -> list[AnyClaim]:
    """Who said what, in the order of the report?"""
    return [_claim(report, layout, said) for said in Statements(layout, cast).all()]


def _claim(report: Report, layout: Layout, said: Said) -> Statement:
    segments = sorted(said.segments)
    spans = [("main", segments[0].start, segments[-1].end)]
    if len(segments) > 1:
        spans += [("segment", s.start, s.end) for s in segments]
    spans += spans_of(said.part, "speaker")
    if said.cue:
        spans.append(("cue", *said.cue))
    confidence = CONFIDENCE[said.how]
    if said.part is None or said.part.start < 0:
        confidence = min(confidence, DROPPED)
    return Statement(
        source=report.passage(*spans),
        speakers=said.part.names if said.part else (),
        mode=mode_of(layout, segments),
        cue=report.text[said.cue[0] : said.cue[1]] if said.cue else "",
        negated=said.negated,
        known=report.published,
        reader=READER,
        confidence=confidence,
    )
