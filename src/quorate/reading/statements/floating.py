"""Who says words that no verb attributes?

A quotation that stands alone goes on with the speaker before it, or has its name after a dash; one
after a colon belongs to whom the clause is about. Headings and the lines of a dialogue name their
speaker before a colon.
"""

from __future__ import annotations

from collections.abc import Sequence

from quorate.reading.statements.attributions import can_speak, past
from quorate.reading.statements.authors import Turn, is_dialogue, is_question, label, turns
from quorate.reading.statements.described import can_be_somebody
from quorate.reading.statements.heard import NOBODY, Speaker
from quorate.reading.statements.phrases import Phrase, head_names, offices_in, phrase_after
from quorate.reading.statements.saying import Token, Unit, inner, kind_at, table, text_at
from quorate.reading.statements.speakers import Discourse
from quorate.reading.statements.subjects import clause_subject
from quorate.reading.statements.utterance import Utterance, is_named, uttered


class Floating:
    """The words of one report that no verb attributes, asked for unit by unit."""

    def __init__(self, text: str, units: Sequence[Unit], discourse: Discourse) -> None:
        self.text = text
        self.units = units
        self.discourse = discourse
        self.turns = turns(text, units) if is_dialogue(units) else {}
        self.quoted: Utterance | None = None  # the last one with a quotation

    def find(self, number: int, unit: Unit, here: Sequence[Utterance]) -> list[Utterance]:
        """Return what no verb claims in a unit: quotations, a heading, a line of a dialogue.

        Args:
            number: the number of the unit.
            unit: the unit.
            here: what verbs say in it.
        """
        for one in here:
            if one.quoted or one.mixed:
                self.quoted = one
        found = self._quotations(number, unit, here)
        return found + (self._line(number, unit) or self._heading(number, unit))

    def _quotations(self, number: int, unit: Unit, here: Sequence[Utterance]) -> list[Utterance]:
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
            elif self.text[end - 1] in ",!?" or text_at(unit.tokens, at + 1) == ",":
                said = self._uttered(unit, at)
            if said is not None:
                said.unit = number
                self.quoted = said
                self.discourse.spoke(said.speaker, unit.paragraph)
                more.append(said)
        return more

    def _uttered(self, unit: Unit, at: int) -> Utterance | None:
        """Return a quotation with a speaker and any verb beside it: ""Enough," X rumbled"."""
        beside = _beside_verb(unit.tokens, at + 1 + (text_at(unit.tokens, at + 1) == ","))
        if beside is None:
            return None
        phrase, verb = beside
        speaker = self.discourse.resolve(unit, phrase)
        cue = (unit.tokens[verb].start, unit.tokens[verb].end)
        return uttered(self.text, unit, [(at, at + 1)], speaker, cue, "clause")

    def _continued(self, number: int, unit: Unit, at: int) -> Utterance | None:
        """Return a quotation that stands alone as the last speaker's, or join it to the last."""
        last = self.quoted
        near = last is not None and last.paragraph == unit.paragraph
        if last is not None and near and last.quoted and last.unit >= number - 1:
            last.segments.append(inner(self.text, unit.tokens[at]))
            last.unit = number
            return None
        signed = self._signature(number, unit, at + 1)
        if signed is not None:
            return uttered(self.text, unit, [(at, at + 1)], signed, None, "clause")
        speaker = self.discourse.last.get(unit.paragraph)
        if speaker is None and last is not None and last.paragraph >= unit.paragraph - 1:
            speaker = last.speaker
        if speaker is None or not speaker.actors:
            return None
        nowhere = speaker._replace(start=-1, end=-1, more=())
        return uttered(self.text, unit, [(at, at + 1)], nowhere, None, "continued")

    def _heading(self, number: int, unit: Unit) -> list[Utterance]:
        """Return what a heading attributes: "X: claim", "claim — X"."""
        tokens = unit.tokens
        if number > 1 or len(tokens) < 5 or tokens[-1].text in (".", "?", "!", ":"):
            return []
        head = label(tokens)
        if head is not None:
            names = tokens[0].names if head.phrase.last == 1 else ()
            if len(names) == 1 and names[0].type in ("person", "organ", "organisation"):
                speaker = self.discourse.resolve(unit, head.phrase)
                said = uttered(
                    self.text, unit, [(head.begin, len(tokens))], speaker, None, "clause"
                )
                return [said] if said else []
            return []
        dash = next((i for i, t in enumerate(tokens) if t.text in ("—", "–", "―")), 0)
        if dash < 4 or len(tokens) - dash > 8 or len(tokens) - dash < 2:
            return []
        phrase = phrase_after(tokens, dash + 1)
        if phrase is None or phrase.last != len(tokens):
            return []
        named = any(t.kind == "name" for t in tokens[phrase.first : phrase.last])
        office = tokens[phrase.last - 1].text in table("offices") | table("bodies")
        if not (named or office):
            return []
        speaker = self.discourse.resolve(unit, phrase)
        said = uttered(self.text, unit, [(0, dash)], speaker, None, "clause")
        return [said] if said else []

    def _line(self, number: int, unit: Unit) -> list[Utterance]:
        """Return a turn of a dialogue as said by the one whose name stands before it."""
        turn = self.turns.get(number)
        if turn is None or kind_at(unit.tokens, turn.label.begin) == "quote":
            return []
        speaker = self._of_turn(unit, turn)
        first = unit.tokens[turn.label.begin].start
        said = uttered(
            self.text, unit, [(turn.label.begin, len(unit.tokens))], speaker, None, "turn"
        )
        if said is None:
            return []
        end = turn.end
        while end > first and self.text[end - 1].isspace():
            end -= 1
        said.segments = [(first, end)]
        said.mixed = any(first < t.start < end for u in self._of(unit) for t in _quotes(u))
        return [said]

    def _of(self, unit: Unit) -> list[Unit]:
        return [u for u in self.units if u.paragraph == unit.paragraph]

    def _of_turn(self, unit: Unit, turn: Turn) -> Speaker:
        """Return who has a turn: who asks, a name, or the words before the colon."""
        tokens, phrase = unit.tokens, turn.label.phrase
        if is_question(tokens):
            named = phrase_after(tokens, phrase.last + 1)
            if text_at(tokens, phrase.last) == "(" and named is not None:
                return self.discourse.resolve(unit, Phrase(named.first, named.last))
        elif head_names(tokens, phrase):
            return self.discourse.resolve(unit, phrase)
        start, end = tokens[0].start, tokens[phrase.last - 1].end
        return Speaker(start, end, (turn.name,), (turn.name,))

    def _signature(self, number: int, unit: Unit, at: int) -> Speaker | None:
        """Return who stands after a dash that follows a quotation: "..." — X."""
        if at >= len(unit.tokens) and number + 1 < len(self.units):
            after = self.units[number + 1]
            unit, at = (after, 0) if after.paragraph == unit.paragraph else (unit, at)
        dash = text_at(unit.tokens, at) in ("—", "–", "―", "-")
        phrase = phrase_after(unit.tokens, at + 1) if dash else None
        if phrase is None or phrase.last < len(unit.tokens) - 1:
            return None
        speaker = self.discourse.resolve(unit, phrase)
        return speaker if is_named(unit, speaker) else None

    def _labelled(self, unit: Unit, at: int) -> Utterance | None:
        """Return a quotation after a colon as said by the one whom the clause is about."""
        subject = _answering(unit.tokens, at - 1) or clause_subject(unit.tokens, at - 1)
        whole = phrase_after(unit.tokens, subject.first) if subject else None
        subject = whole if whole is not None and whole.beside else subject
        speaker = self.discourse.resolve(unit, subject) if subject else NOBODY
        if not speaker.actors:
            return None
        return uttered(self.text, unit, [(at, at + 1)], speaker, None, "continued")


def _answering(tokens: Sequence[Token], colon: int) -> Phrase | None:
    """Return whose answer stands before a colon: "drew a sharp reply from X:"."""
    for at in range(colon - 1, max(1, colon - 8), -1):
        if tokens[at].text == "from" and tokens[at - 1].text in table("replies"):
            phrase = phrase_after(tokens, at + 1)
            return phrase if phrase is not None and phrase.last == colon else None
    return None


def _beside_verb(tokens: Sequence[Token], at: int) -> tuple[Phrase, int] | None:
    """Return who stands after a quotation with a verb, before or after him, and that verb."""
    first = at + 1 if _is_past(tokens, at) else at
    phrase = phrase_after(tokens, first)
    if phrase is None or not (can_speak(tokens, phrase) or can_be_somebody(tokens, phrase)):
        return None
    verb, end = (at, past(phrase)) if first > at else (phrase.last, phrase.last + 1)
    if first == at and not _is_past(tokens, verb):
        verb, phrase = phrase.last - 1, Phrase(phrase.first, phrase.last - 1)  # taken for a noun
        if phrase.last <= phrase.first or not _is_past(tokens, verb):
            return None
        end = verb + 1
    of_some = tokens[phrase.first].text in ("a", "an") and not offices_in(tokens, phrase)
    if of_some and tokens[phrase.last - 1].text not in table("people"):
        return None  # ""Unity," a party formed in May, won"
    after = text_at(tokens, end)
    closed = kind_at(tokens, end) in ("mark", "date", "") or after in table("prepositions")
    return (phrase, verb) if closed or after.endswith("ly") else None


def _is_past(tokens: Sequence[Token], at: int) -> bool:
    word = text_at(tokens, at)
    told = word.endswith("ed") or word in table("pasts")
    return told and kind_at(tokens, at) == "word" and not tokens[at].capital


def _quotes(unit: Unit) -> list[Token]:
    return [t for t in unit.tokens if t.kind == "quote"]
