"""What is the subject of a verb, and do its auxiliaries deny it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quorate.reading.statements.controls import auxiliary, over_aside, over_lead
from quorate.reading.statements.phrases import (
    Phrase,
    core,
    head_names,
    is_modifier,
    is_person,
    offices_in,
    over_brackets,
    phrase_after,
    phrase_ending,
)
from quorate.reading.statements.relatives import agreeing, opens_absolute, speaking
from quorate.reading.statements.saying import (
    Cue,
    Token,
    find_cues,
    kind_at,
    sure_verb,
    table,
    text_at,
)


class Before(NamedTuple):
    """What stands before a verb.

    Attributes:
        how: ``phrase``, ``shared`` with the verb before, ``relative`` (a phrase before who or
            which), ``quote``, or ``none``.
        negated, modal, passive: what the auxiliaries say.
        first: the first token of the verb with its auxiliaries.
    """

    how: str
    phrase: Phrase | None
    negated: bool
    modal: bool
    passive: bool
    first: int


class Verb(NamedTuple):
    """A verb of saying and what stands before it."""

    cue: Cue
    stands: Before


_FLOATING = frozenset(["itself", "himself", "herself", "themselves", "both", "alone", "alike"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


def before(tokens: Sequence[Token], cue: Cue) -> Before:
    """Return the subject of a verb, from the tokens before it."""
    at = cue.first - 1
    at -= (
        at > 1 and tokens[at].text in ("there", "here", "abroad") and tokens[at - 1].kind == "word"
    )
    words: list[str] = []
    while at >= 0:
        step = over_aside(tokens, at)
        step = auxiliary(tokens, at) if step == at else step
        if step == at:
            break
        words += [tokens[i].text for i in range(step + 1, at + 1)]
        at = step
    negated = any(w in table("negations") or w.endswith("n't") or w.endswith("n’t") for w in words)
    lead = over_lead(tokens, at, cue)
    if lead is not None:
        at, denied = lead
        negated = negated or denied
        led = cue.form == "plain"
        words = [t.text for t in tokens[at + 1 : cue.first]] if led else []
        negated = negated or any(w in table("negations") for w in words)
    modal = any(w in table("modals") for w in words)
    passive = cue.form == "ed" and any(w in _BE for w in words)
    if "having" in words and text_at(tokens, at) == ",":
        own = phrase_ending(tokens, at - 1)
        return Before("phrase" if own else "none", own, negated, modal, False, at + 1)
    named = kind_at(tokens, at) == "name" and not _BE.isdisjoint(words)
    finite = lead is not None or named  # "X is considering"
    ing = cue._replace(form="s") if finite and cue.form == "ing" else cue
    how, phrase = _subject(tokens, at, ing)
    relative = phrase is not None and text_at(tokens, phrase.first - 1) in ("whom", "which", "that")
    passive = passive or (cue.form == "ed" and not relative and _declared(tokens, cue))
    return Before(how, phrase, negated, modal, passive, at + 1)


def _declared(tokens: Sequence[Token], cue: Cue) -> bool:
    """Is it said of its subject what that was made, as headlines do: "X declared winner, Y ..."?"""
    if text_at(tokens, cue.last) not in table("declared"):
        return False
    after = text_at(tokens, cue.last + 1)
    return kind_at(tokens, cue.last + 1) in ("mark", "") or after in table("prepositions") | {"as"}


def _subject(tokens: Sequence[Token], at: int, cue: Cue) -> tuple[str, Phrase | None]:
    """Return the phrase that ends at this token, or how else the subject is given."""
    if at < 0:
        return ("none", None)
    if at and tokens[at].text in _FLOATING and tokens[at - 1].kind == "name":
        at -= 1  # "A itself", "A and B both"
    token = tokens[at]
    if token.kind == "quote":
        return ("quote", None)
    if token.text in ("and", "but", "or", "nor", "then"):
        return ("shared", None)
    if cue.form == "ing" and not (at + 1 < cue.first and tokens[cue.first - 1].text == "as"):
        own = phrase_ending(tokens, at)
        owned = own is not None and opens_absolute(tokens, own)
        absolute = own is not None and text_at(tokens, own.first - 1) == "," and owned
        own = own if absolute else _attending(tokens, at) or _acting(tokens, at)
        if own is not None:
            return ("phrase", own)
        if (text := speaking(tokens, at)) is not None:
            unread = token.text in table("unadopted")  # what nobody has said yet
            return ("none", None) if unread else ("phrase", text)
        return (
            ("shared", None)
            if token.text in (",", "by", "while", "for") or token.kind != "mark"
            else ("none", None)
        )
    if token.text in ("who", "which"):
        back = at - 1
        if tokens[back].text == "and":  # "X, who leads it and who has cited"
            earlier = (i for i in range(back - 1, 0, -1) if tokens[i].text == token.text)
            back = next(earlier, at) - 1
        while back >= 0 and tokens[back].text in (",", ")"):
            back = over_brackets(tokens, back) if tokens[back].text == ")" else back - 1
        phrase = _nearest(tokens, back)
        if token.text == "who" and phrase is not None:
            phrase = _person_of(tokens, phrase)
        elif phrase is not None:
            phrase = agreeing(tokens, phrase, cue)
        return ("relative", phrase) if phrase else ("none", None)
    if token.text == ")":
        at = over_brackets(tokens, at)
        return _subject(tokens, at, cue) if at >= 0 and tokens[at].text != ")" else ("none", None)
    if token.text == ",":
        declared = next((i for i in range(min(4, at)) if tokens[i].text == "we"), -1)
        if declared >= 0 and text_at(tokens, declared + 1) == ",":
            return ("phrase", Phrase(declared, declared + 1))
        return _across_commas(tokens, at)
    if token.text in ("—", "–", "-", "―"):
        return _across_dashes(tokens, at)
    if token.text in ("named", "identified", "anonymity", "quoted"):
        who = next((i for i in range(at, max(0, at - 16), -1) if tokens[i].text == "who"), 0)
        found = phrase_ending(tokens, who - 1) if who else None
        return ("phrase", found) if found else ("none", None)
    phrase = phrase_ending(tokens, at)
    whose = phrase is not None and text_at(tokens, phrase.first - 1) == "whose"
    apart = whose and phrase and phrase.first > 1 and tokens[phrase.first - 2].text == ","
    if phrase and whose and phrase.first > 1 and not (apart and phrase.last - phrase.first < 3):
        phrase = phrase_ending(tokens, phrase.first - 2)
    phrase = _with_clause(tokens, at, cue) or phrase
    if phrase is None:
        return ("none", None)
    return ("phrase", _with_other(tokens, phrase) or _with_apposition_before(tokens, phrase))


def _acting(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return those named last, if they act: "despite X warning", "protests by students asking"."""
    first = at
    while first > max(0, at - 5) and tokens[first].text not in table("prepositions"):
        if tokens[first].kind not in ("word", "name", "adjective"):
            return None
        first -= 1
    head = tokens[at].text.removesuffix("s")
    known = head in table("people") | table("offices")
    acting = {"of", "by", "from", "among", "despite"} if known else {"despite"}
    return Phrase(first + 1, at + 1) if tokens[first].text in acting and first < at else None


def _attending(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the phrase after "with" that ends here: "with the minister | calling it a farce"."""
    for back in range(at - 1, max(-1, at - 10), -1):
        if tokens[back].kind in ("mark", "quote"):
            return None
        if tokens[back].text == "with":
            own = phrase_after(tokens, back + 1)
            return own if own is not None and own.last == at + 1 else None
    return None


def of_relative(tokens: Sequence[Token], first: int, cue: Cue) -> Phrase | None:
    """Return Y of "X met Y, who left the pact | and called for Z", before this token."""
    for at in range(first - 2, 1, -1):
        if tokens[at].kind in ("mark", "quote") or tokens[at].text == "whose":
            return None
        if tokens[at].text in ("who", "which"):
            return _subject(tokens, at, cue)[1] if tokens[at - 1].text == "," else None
    return None


def _with_clause(tokens: Sequence[Token], at: int, cue: Cue) -> Phrase | None:
    """Return "elders" for "elders who had walked for two days", if that clause ends here."""
    who = at
    while who > 0 and at - who < _CLAUSE and tokens[who].text not in _WHO:
        text = tokens[who].text
        if tokens[who].kind in ("mark", "quote") or text == "and" or text in table("breaks"):
            return None
        who -= 1
    word = text_at(tokens, who)
    if cue.form == "ing" or who < 1 or who == at or word not in _WHO:
        return None
    verb = who + 1
    while verb < at and auxiliary(tokens, verb) != verb:
        verb += 1
    if verb > at or tokens[verb].kind != "word" or tokens[verb].capital:
        return None
    text = tokens[verb].text
    if verb == at and not (text.endswith("ed") or text in table("pasts")):
        return None  # "a custom that is nowhere written down"
    finite = verb > who + 1 or text.endswith("ed") or text in table("pasts")
    if not finite and (word != "who" or text in table("determiners") | table("persons")):
        return None  # "a plan which ministers called mad"
    rules = find_cues(tokens[verb : verb + 3])
    if text in _KNOWING or (rules and not rules[0].first and "clause" in rules[0].frames):
        return None  # "who say the army left"
    if any(
        c.form in ("ed", "s") and "object" in c.frames for c in find_cues(tokens[verb + 1 : at])
    ):
        return None  # "who sat there quoted a prince as saying"
    return _nearest(tokens, who - 1)


_CLAUSE = 16  # tokens of a relative clause
_WHO = frozenset(["who", "that", "which"])
_KNOWING = frozenset(["know", "knew", "knows", "ensure", "ensured", "means", "meant", "mean"])


def _with_other(tokens: Sequence[Token], phrase: Phrase) -> Phrase | None:
    """Return "the minister, A B, and his guest" for "his guest"."""
    at = phrase.first - 1
    if at < 4 or tokens[at].text != "and" or tokens[at - 1].text != ",":
        return None
    left = phrase_ending(tokens, at - 2)
    if left is None or not is_person(tokens, left):
        return None
    whole = _with_apposition_before(tokens, left)
    return Phrase(whole.first, phrase.last) if whole.beside else None


def _across_dashes(tokens: Sequence[Token], at: int) -> tuple[str, Phrase | None]:
    """Return the subject before an insertion between dashes that ends here."""
    dash = tokens[at].text
    while at > 0 and tokens[at].text == dash:
        at -= 1
    opens = next((i for i in range(at, max(0, at - 40), -1) if tokens[i].text == dash), 0)
    while opens > 0 and tokens[opens].text == dash:
        opens -= 1
    phrase = phrase_ending(tokens, opens) if opens > 0 or tokens[0].kind == "name" else None
    return ("phrase", phrase) if phrase else ("none", None)


def _nearest(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the phrase that a relative pronoun after this token refers to: the nearest."""
    if kind_at(tokens, at) == "name":
        return Phrase(at, at + 1)
    phrase = phrase_ending(tokens, at)
    if phrase is None:
        led = (i for i in range(at, max(0, at - 6), -1) if tokens[i].text in table("determiners"))
        first = next(led, -1)
        within = first >= 0 and all(t.kind in ("word", "adjective") for t in tokens[first : at + 1])
        return Phrase(first, at + 1) if within and at > first else None
    for first in range(at - 1, phrase.first - 1, -1):
        if tokens[first].text in table("prepositions") and first + 1 <= at:
            return (
                phrase_ending(tokens, at)
                if tokens[first].text == "of" and tokens[at].kind != "word"
                else Phrase(first + 1 + tokens[first + 1].text.endswith("ing"), at + 1)
            )
    return phrase


def _person_of(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Return "A B" for "A B of the X", of whom alone "who" can be said."""
    if text_at(tokens, phrase.first - 1) == "," and text_at(tokens, phrase.last) == ",":
        before_ = phrase_ending(tokens, phrase.first - 2)
        last = core(tokens, before_)[1] if before_ is not None else 0
        if is_person(tokens, Phrase(last - 1, last)) and not offices_in(tokens, phrase):
            return Phrase(last - 1, last)  # "A B of the X, a club of clerks, who"
    of = phrase.first - 1
    of -= text_at(tokens, of) == "the"
    named = phrase_ending(tokens, of - 1) if text_at(tokens, of) in ("of", "from") else None
    if is_person(tokens, phrase) or named is None or not is_person(tokens, named):
        return phrase
    return named


def _with_apposition_before(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Return "the minister, A B" for "A B", where the name is an apposition."""
    at = phrase.first - 1
    if at >= 1 and tokens[at].text == "," and is_person(tokens, phrase):
        left = phrase_ending(tokens, at - 1)
        if left and offices_in(tokens, left):
            return Phrase(left.first, left.last, (phrase.first, phrase.last))
    return phrase


def _across_commas(tokens: Sequence[Token], comma: int) -> tuple[str, Phrase | None]:
    """Return the subject before a phrase between commas that stands before the verb."""
    beside: tuple[int, int] | None = None
    pieces = _pieces(tokens, comma)
    for number, (first, last) in enumerate(pieces if len(pieces) > 1 else []):
        if first == 0 and tokens[0].text in _BUT:
            first = 1  # "But the premier, A B, said"
        if first >= last:
            continue
        own = attribution(tokens, first, last)
        adverbial = is_modifier(tokens, first) or tokens[first].text[:1].isdigit()
        end = over_brackets(tokens, last - 1) if tokens[last - 1].text == ")" else last - 1
        phrase = None if own else phrase_ending(tokens, end)
        if number == 0:
            if phrase and not adverbial and phrase.first <= first + 3:
                beside = (phrase.first, phrase.last)
        elif not adverbial and not own:
            found = Phrase(phrase.first, phrase.last, beside) if phrase else None
            return ("phrase", found) if found else ("none", None)
        elif (
            phrase
            and phrase.first > first
            and tokens[first].text not in table("breaks")
            and (beside or head_names(tokens, phrase))
        ):
            begin = phrase.first
            if tokens[first].text == "and" and number + 1 < len(pieces):
                left = phrase_ending(tokens, pieces[number + 1][1] - 1)
                begin = left.first if left and head_names(tokens, left) else begin
            return ("phrase", Phrase(begin, phrase.last, beside))
    return ("none", None)


_BUT = frozenset(["but", "and", "yet", "so"])
ASKED = frozenset(["asked", "pressed", "questioned", "challenged"])


def clause_before(tokens: Sequence[Token], comma: int) -> Phrase | None:
    """Return the subject of the clause that ends at a comma: "and X went further, | calling it"."""
    first = comma
    while first > 0 and tokens[first - 1].kind not in ("mark", "quote"):
        first -= 1
    first += text_at(tokens, first) in ("and", "but", "while", "whereas", "yet", "so", "then")
    if first >= comma or is_modifier(tokens, first):
        return None
    last = first
    while last < comma and not _ends_subject(tokens, last, first):
        last += 1
    own = phrase_ending(tokens, last - 1) if first < last < comma else None
    if own is None or own.first != first:
        return None
    verb = tokens[last].text
    carried = verb in table("auxiliaries") | table("modals") | table("pasts")
    return own if carried or verb.endswith("ed") else None


def _pieces(tokens: Sequence[Token], comma: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before a comma, the nearest first."""
    pieces: list[tuple[int, int]] = []
    while comma >= 0 and len(pieces) < 6:
        start = comma - 1
        while start >= 0 and tokens[start].text != ",":
            if tokens[start].kind == "quote" and not _quotes_within(tokens, start):
                break
            if tokens[start].text == ")":
                start = over_brackets(tokens, start)
                continue
            if tokens[start].text in _HARD:
                break
            start -= 1
        pieces.append((start + 1, comma))
        if start < 0 or tokens[start].text != ",":
            break
        comma = start
    return pieces


def _quotes_within(tokens: Sequence[Token], at: int) -> bool:
    """Does a quotation stand in a relative clause: ", which had spoken of "a drill","?"""
    back = at - 1
    while back > 0 and tokens[back].kind in ("word", "name", "adjective"):
        back -= 1
    return text_at(tokens, back) == "," and text_at(tokens, back + 1) in ("who", "which")


_HARD = frozenset([";", ":", "—", "–", "(", ")", ".", "?", "!", "…"])


def attribution(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Is a piece between commas an attribution of its own: "he said"?"""
    cues = find_cues(tokens[first:last])
    return any(
        c.form in ("ed", "s") and "clause" in c.frames and (c.first or sure_verb(tokens[first]))
        for c in cues
    )


def clause_subject(tokens: Sequence[Token], before_: int) -> Phrase | None:
    """Return the subject with which the clause begins that goes on before this token."""
    first = before_ - 1
    while first > 0 and not (
        tokens[first - 1].kind == "quote"
        or tokens[first - 1].text in (";", ":", "—", "–")
        or tokens[first - 1].text == "-" == text_at(tokens, first - 2)
    ):
        first -= 1
    adverbial = text_at(tokens, first) in table("prepositions")
    if adverbial and kind_at(tokens, first + 1) == "date":
        first, adverbial = first + 2, False  # "On Monday envoys came"
        first += text_at(tokens, first) == ","
    if adverbial or text_at(tokens, first).endswith("ing") or text_at(tokens, first) in ASKED:
        while first < before_ and tokens[first].text != ",":
            first += 1
        first += 1
    while first < before_ and _leads(tokens[first]):
        first += 1
    if text_at(tokens, first) in table("persons") | table("things"):
        return Phrase(first, first + 1) if first < before_ else None
    last = first
    while last < before_ and last - first < 14 and not _ends_subject(tokens, last, first):
        last += 1
    phrase = phrase_ending(tokens, last - 1) if first < last else None
    bare = phrase is not None and all(
        t.text in table("determiners") for t in tokens[phrase.first : phrase.last]
    )
    return phrase if phrase and phrase.first >= first and not bare else None


def _held(token: Token) -> bool:
    """Is it a noun for whoever acts for a body named before it: "the league [envoy]"?"""
    return token.text in table("offices") | table("people")


def _leads(token: Token) -> bool:
    return token.kind == "date" or token.text in table("adverbs") or token.text in ("but", "and")


def _ends_subject(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Does the clause's verb, or the end of its subject, stand here?"""
    token = tokens[at]
    if token.kind in ("mark", "quote"):
        return True
    if token.kind != "word" or at == first:
        return False
    return (
        token.text in table("auxiliaries")
        or token.text in table("modals")
        or token.text in table("breaks")
        or (token.text in table("prepositions") and token.text not in ("of", "for"))
        or (not token.capital and token.text.endswith(("ed", "ing")))
        or (not token.capital and token.text in table("pasts"))
        or (not token.capital and tokens[at - 1].kind == "name" and not _held(token))
        or bool(find_cues([token]))
    )
