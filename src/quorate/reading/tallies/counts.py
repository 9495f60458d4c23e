"""Which numbers of a sentence count votes, and in what role?

A sentence is *masked*: numbers, fractions and numbers of other things (dates, measures) become runs
of one rare letter each, of the same length, so that patterns over words stay short and offsets stay
true. Each pattern gives its numbers roles; a number has one role, by the first pattern that claims
it. No pattern repeats an unbounded part within another, and no sentence is longer than
`language.LONGEST`: time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Literal, NamedTuple, TypeAlias

from quorate.reading.dates import DateMention
from quorate.reading.language import Sentence
from quorate.reading.numbers import find_numbers
from quorate.reading.tallies.likely import likely_roles, speaks_of_votes
from quorate.reading.tallies.wordings import (
    FRACTION,
    NUMBER,
    OTHER,
    Role,
    pair,
    phrase,
    said,
    wordings,
)

Strength: TypeAlias = Literal["labelled", "pair", "weak"]

TABLE = 40  # a sentence with more numbers is a table, which this grammar does not read
ALONE = 6  # code points around a pair that is a sentence of its own, at most
NARROW = 5  # "adopted by three": more than those against, not votes for
_SAME_LENGTH = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ",
     "\u202f": " ", "\n": " ", "\t": " ", "\r": " ", NUMBER: " ", FRACTION: " ", OTHER: " "}
)  # fmt: skip


class Count(NamedTuple):
    """A number of votes in a text.

    Attributes:
        role: what it counts; ``other`` for numbers that a pattern knows to be none of these.
        value: the number.
        start, end: the words that show it.
        strength: ``labelled`` beside a word of its role, one of a ``pair``, or ``weak``.
        how: how it was got, if not simply read.
        chance: how likely the role is, where no wording tells it.
    """

    role: Role
    value: int
    start: int
    end: int
    strength: Strength = "labelled"
    how: str = ""
    chance: float = 1.0


class Masked(NamedTuple):
    """A sentence with its numbers masked, the same length as the sentence.

    Attributes:
        text: the masked words.
        plain: the words with their numbers, the same length.
        offset: where the sentence begins in the report.
        values: the value of each masked number by its offset in `text`.
        counted: what `find_counts` found in it, by what the sentence before counts.
        spoken: true if the report speaks of votes throughout, so that its sentences need not.
        beside: of what the sentences around it speak.
    """

    text: str
    plain: str
    offset: int
    values: dict[int, int]
    counted: dict[frozenset[Role], tuple[Count, ...]]
    spoken: bool = False
    beside: tuple[str, ...] = ()


def mask(text: str, sentence: Sentence, dates: list[DateMention], spoken: bool = False) -> Masked:
    """Return the sentence with numbers, fractions and other numbers masked."""
    start, end = sentence.start, sentence.end
    whole = text[start:end].translate(_SAME_LENGTH)
    chars = list(whole)
    for date in dates:
        _cover(chars, date.start - start, date.end - start, text[date.start : date.end])
    values: dict[int, int] = {}
    plain = "".join(chars)
    for fraction in phrase("fraction").finditer(plain):
        chars[fraction.start() : fraction.end()] = FRACTION * len(fraction.group())
    plain = "".join(chars)
    for nothing in phrase("nothing").finditer(plain):
        values[nothing.start("none")] = 0
        chars[nothing.start("none") : nothing.end("none")] = NUMBER * len(nothing["none"])
    for number in find_numbers(plain):
        if (
            number.measure
            or phrase("ordinary_one").match(plain, number.start)
            or phrase("ordinal").match(plain, number.end)
        ):
            sign = OTHER
        else:
            sign = NUMBER
            values[number.start] = number.value
        chars[number.start : number.end] = sign * (number.end - number.start)
    return Masked("".join(chars), whole, start, values, {}, spoken)


def _cover(chars: list[str], start: int, end: int, date: str) -> None:
    """Mask the digits and number words of a date, and leave words that only look like one."""
    if re.search(r"\d", date) or phrase("length_of_time").match(date):
        for at in range(max(start, 0), min(end, len(chars))):
            if chars[at].isalnum():
                chars[at] = OTHER


def is_margin(masked: Masked, match: re.Match[str]) -> bool:
    """Is a number told as that by which something was won, and no number of votes for it?"""
    return not match["narrow"] or masked.values.get(match.start("n1"), 0) <= NARROW


# ---------------------------------------------------------------- pairs
def _pairs(
    masked: Masked, needed: int | None
) -> Iterator[tuple[re.Match[str], list[tuple[Role, str]], Strength]]:
    """Yield pairs of numbers with the role of each, as far as the words settle it."""
    text, done, told = masked.text, 0, False
    for match in pair("match").finditer(text):
        left = text[max(done, match.start() - 110) : match.start()]
        clause = re.split(r"[.;)]| while | but ", left)[-1]
        later = phrase("other_day").search(text, match.end())
        right = text[match.end() : min(later.start() if later else len(text), match.end() + 60)]
        done = match.end()
        worded = match["sep"] != "-" and not match["mid"]
        if worded and pair("range").match(right) and not pair("voting").search(clause):
            continue  # "10 to 15 countries"
        order = _order(masked, match, clause, right, needed)
        told = _of_votes(masked, match, clause, right) or (told and _another(clause, right))
        yield match, order, "pair" if told else "weak"


def _another(clause: str, right: str) -> bool:
    """Does a pair go on from one of votes: "the first was rejected 12-20, the second 15-17"?"""
    return right[:1] in ("", ".", ",", ";", ")") and bool(pair("another").search(clause))


def _of_votes(masked: Masked, match: re.Match[str], clause: str, right: str) -> bool:
    """Do the words around a pair show that it counts votes?"""
    text = masked.text
    mid = (match["mid"] or "").strip().lower()
    if mid in ("votes", "vote", "voices", "hands", "ballots", "yes votes"):
        return True
    if pair("voting").search(clause) or pair("abstaining").match(right):
        return True
    if pair("stood").search(clause) and pair("sided").match(right):
        return True
    by, verb = pair("by").search(clause), pair("verb").search(clause)
    if by and (mid or verb or pair("after").match(right)):
        return True
    result = pair("fared").search(clause) or pair("round").search(clause)
    if masked.spoken and result and not said("games", text):
        return True  # "he led the first round, then won 21-16"; "in the run-off it was 48-31"
    if not (masked.spoken or pair("context").search(text) or pair("house").search(text)):
        return False
    if match["c"] and right[:1] in ("", ".", ",", ")", ";"):
        return True  # "adopted the text (41-9-4)"
    if pair("then").match(right):
        return True  # "the House, 221 to 209, overrode the veto"
    if pair("directly").search(clause) and not pair("range").match(right):
        return True  # "by nine to three the Court ..."
    if pair("close").search(clause) or pair("noun").match(right):
        return True
    if not clause.strip(" \"'(") and len(text) - len(match.group()) < ALONE:
        return True  # '"Eighteen to one," said the envoy': the sentences beside tell of what
    if pair("loose").search(clause) and pair("house").search(text):
        return not pair("range").match(right)
    if clause in ('"', "'") and right.startswith((',"', '."', '"')):
        return True  # '"Thirteen to nothing," said the envoy of the vote'
    ends = not right or right[0] in '.,;:)"'
    return bool(ends and verb) and not pair("listing").search(clause)


_OPEN: list[tuple[Role, str]] = [("other", "a"), ("other", "b")]


def _order(
    masked: Masked, match: re.Match[str], clause: str, right: str, needed: int | None
) -> list[tuple[Role, str]]:
    """Say which of a pair are the votes for: for - against, unless the words turn it."""
    a, b = masked.values.get(match.start("a"), 0), masked.values.get(match.start("b"), 0)
    third: list[tuple[Role, str]] = [("abstain", "c")] if match["c"] else []
    plain: list[tuple[Role, str]] = [("yes", "a"), ("no", "b"), *third]
    turned: list[tuple[Role, str]] = [("no", "a"), ("yes", "b"), *third]
    words = match.group().lower()
    if a == b:
        return plain
    if "against" in match["sep"] and pair("rival").match(right):
        return _OPEN  # "18 votes, against 16 for his rival"
    if " in favo" in words or " for " in words:
        return plain
    if pair("negative").match(right):
        return _OPEN  # "voted 9-5 to reject": of what they decided, or of what was put to them?
    if pair("nays_have").search(clause):
        return turned
    if pair("got").search(clause):
        return plain  # "was turned down: it got 40 votes to 25"
    if pair("against").match(right):
        return _OPEN if third else turned
    kept = pair("survived").search(clause) and not pair("confidence").search(clause)
    if kept or pair("contest").search(clause):
        return _OPEN  # the votes first told are for whoever survived, not for the motion
    if a > b and pair("throws_out").match(right):
        return _OPEN
    # The judges first told are those who struck it down; what they were asked for is a draft.
    ruling = pair("ruling").search(masked.text) and not pair("plea").search(clause + right)
    if a > b and pair("rejects_after").match(right):
        return _OPEN if ruling else turned
    first, lost = pair("first").search(clause), pair("lost").search(clause)
    if a > b and first and ruling:
        return _OPEN
    after = max((m.end() for m in (first, lost) if m), default=0)
    if after and a > b and phrase("adopted").search(clause, after):
        return plain  # "refused to wait and adopted the text by 22 votes to 11"
    if a > b and (first or lost):
        more = pair("qualified").search(clause + right)  # more for than against, and still too few
        if lost and not first and (a < needed if needed else more):
            return plain
        return turned if (first or masked.spoken) and not more else _OPEN
    if match["sep"].strip() == "against" and match["mid"] is None:
        told = pair("decided").search(clause) or pair("round").search(clause)
        return plain if a > b and told else _OPEN
    return plain


# ---------------------------------------------------------------- reading a sentence
def find_counts(masked: Masked, before: Collection[Role] = ()) -> list[Count]:
    """Which numbers of this sentence count votes? In the order of the text; each number once.

    Args:
        masked: the sentence.
        before: what the sentence before counts ("Nine wanted it. Four did not"); ``other`` if it
            asks for a show of hands.
    """
    key = frozenset(before)
    if key not in masked.counted:  # several readers ask
        masked.counted[key] = tuple(_counts(masked, key))
    return list(masked.counted[key])


def _counts(masked: Masked, before: Collection[Role]) -> list[Count]:
    """Return the counts of a sentence, in the order of the text."""
    claimed: dict[int, Count] = {}
    found: list[Count] = []
    if len(masked.values) > TABLE:
        return []

    def claim(
        role: Role, match: re.Match[str], group: str, strength: Strength, how: str = ""
    ) -> None:
        at = match.start(group)
        if (
            at >= 0
            and role != "base"
            and phrase("approximate").search(masked.text, max(0, at - 14), at)
            and not phrase("scant").search(masked.text, max(0, at - 40), at)
        ):
            role = "other"
        if at < 0 or at in claimed or at not in masked.values:
            return
        called = phrase("numbered").search(masked.text, max(0, at - 14), at)
        if called and not ("sep" in match.re.groupindex and called.group() == "resolution "):
            role = "other"  # but "adopts the resolution 14-0"
        if phrase("others_before").search(masked.plain, max(0, at - 40), at) and phrase(
            "others_after"
        ).match(masked.text, match.end(group)):
            role = "other"  # "Peru and five others": those named come to it
        if role in ("yes", "absent") and masked.values[at] == 0 and not masked.plain[at].isdigit():
            role = "other"  # "nobody raised a hand", "no state has left it"
        if role in ("yes", "no", "abstain") and phrase("more_of_them").match(
            masked.text, match.end(group)
        ):
            role = "other"
        if role in ("yes", "no") and phrase("of_seats").match(masked.text, match.end(group)):
            role = "other"  # won in an election
        if role in ("yes", "no", "abstain", "absent") and phrase("coordinated").search(
            masked.text, max(0, at - 40), at
        ):
            role = "other"  # "ten members and four observers voted": both count
        if role == "needed" and phrase("share_of").search(masked.text, max(0, at - 40), at):
            role = "base"  # "three quarters of the 89 members must agree"
        if role == "base" and phrase("there").match(masked.text, match.end(group)):
            role = "other"  # who was there, and no member more
        offset = masked.offset
        claimed[at] = Count(
            role, masked.values[at], offset + at, offset + match.end(group), strength, how
        )

    for wording in wordings("implied").in_text(masked.plain):
        for match in wording.pattern.finditer(masked.plain):
            start, end = masked.offset + match.start(), masked.offset + match.end()
            found.append(
                Count(wording.roles[0], wording.value, start, end, "labelled", wording.how)
            )
            inside = [
                at
                for at in masked.values
                if match.start() <= at < match.end()
                and not masked.plain.endswith(("of the ", "of its ", "of all "), 0, at)
            ]
            claimed.update({at: found[-1]._replace(role="other") for at in inside})
    if masked.values:
        _claim_all(masked, claim, claimed, before)
    known = {at: count.role for at, count in claimed.items()}
    voted = speaks_of_votes(masked)
    for at, (likely, chance) in likely_roles(masked, known).items():
        number = phrase("counted").match(masked.text, at)
        if number and likely not in {count.role for count in found}:
            claim(likely, number, "n1", "labelled" if voted else "weak")
            claimed[at] = claimed[at]._replace(chance=chance)
    return sorted([*claimed.values(), *found], key=lambda c: c.start)


def _claim_all(
    masked: Masked,
    claim: Callable[..., None],
    claimed: dict[int, Count],
    before: Collection[Role],
) -> None:
    """Let every wording claim its numbers; a corrected count takes the place of the first."""
    text = masked.text
    _claim_uncorrected(masked, claim, claimed, before)
    for match in phrase("corrected").finditer(text) if said("corrected", text) else ():
        ends = {match.start(n): match.end(n) for n in ("n1", "n2") if match[n]}
        at = match.start("n1")
        votes = [a for a, c in claimed.items() if a < at and c.role in ("yes", "no", "abstain")]
        if len(votes) < len(ends) or not ends.keys() <= masked.values.keys():
            continue
        for old, (new, end) in zip(sorted(votes)[-len(ends) :], ends.items(), strict=True):
            known = claimed[old]
            claimed[old] = known._replace(role="other")
            start, end = masked.offset + new, masked.offset + end
            claimed[new] = Count(known.role, masked.values[new], start, end)


def _claim_uncorrected(
    masked: Masked,
    claim: Callable[..., None],
    claimed: dict[int, Count],
    before: Collection[Role],
) -> None:
    """Let the wordings claim numbers that none corrects: thresholds, pairs, labelled, then weak."""
    text = masked.text
    for match in phrase("margin").finditer(text) if said("margin", text) else ():
        if is_margin(masked, match):
            claim("other", match, "n1", "labelled")
    _claim_worded(text, "threshold", claim, "labelled")
    needed = next((c.value for c in claimed.values() if c.role == "needed"), None)
    for match, order, strength in _pairs(masked, needed):
        if match.start("a") in claimed or match.start("b") in claimed:
            continue
        for role, group in order:
            claim(role, match, group, strength)
    _claim_worded(text, "labelled", claim, "labelled")
    _claim_worded(text, "weak", claim, "weak")
    if "other" in before or said("hands_asked", text):
        _claim_worded(text, "raised", claim, "labelled")
    answers: tuple[tuple[str, Role], ...] = (
        ("answered", "needed"),
        ("contrast", "yes"),
        ("countered", "no"),
    )
    for kind, role in answers:
        told = [at for at, c in claimed.items() if c.role == role]
        if told or role in before:
            _claim_worded(text, kind, claim, "labelled", 0 if role in before else min(told))


def _claim_worded(
    text: str, kind: str, claim: Callable[..., None], strength: Strength, start: int = 0
) -> None:
    """Let the wordings of one kind claim their numbers, and the bases these are counted of."""
    for wording in wordings(kind).in_text(text):
        if not wording.may_match(text, start):
            continue
        groups = wording.pattern.groupindex
        for match in wording.pattern.finditer(text, start):
            for index, role in enumerate(wording.roles, 1):
                claim(role, match, f"n{index}", strength)
            for name in ("base", "body", "pool"):
                if name in groups and match[name]:
                    claim("base", match, name, strength)


# ---------------------------------------------------------------- where one vote ends in a sentence
def of_later_vote(masked: Masked, current: dict[Role, Count], count: Count) -> bool:
    """Is the number needed in a vote still to come, after one that was held?"""
    if not any(role in current for role in ("yes", "no", "abstain", "absent")):
        return False
    last = max(c.end for c in current.values())
    between = masked.text[last - masked.offset : count.end - masked.offset + 40]
    return bool(phrase("later_vote").search(between))


def goes_on(masked: Masked, known: Count, count: Count) -> bool:
    """Does another clause begin between two counts of a role, each with its votes for?"""
    between = masked.text[known.end - masked.offset : count.start - masked.offset]
    return count.role == "yes" and ";" in between


def of_next(base: Count | None, count: Count) -> bool:
    """Does a number of members stand right behind a count that it is the base of?"""
    return base is not None and 0 <= base.start - count.end < 40


def cut_between(masked: Masked, left: int, right: int) -> int:
    """Where do the words of one vote end and those of the next begin?"""
    between = masked.text[left - masked.offset : right - masked.offset]
    marks = list(
        re.finditer(r"[;:]|, (?:and|while|but|whereas)\b|,| (?:while|but|and|whereas)\b", between)
    )
    strong = [m for m in marks if len(m.group()) > 1 or m.group() in ";:"]
    best = (strong or marks)[0] if marks else None
    return left + (best.start() if best else len(between) // 2)
