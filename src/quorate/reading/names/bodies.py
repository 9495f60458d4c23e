"""Which capitalised words name a body or a person that nobody listed?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias
from unicodedata import combining, normalize

from quorate.reading.language import Sentence, lexicon


class CapitalRun(NamedTuple):
    """Capitalised words that name a body: its code points, its words, and ``organ`` if it sits."""

    start: int
    end: int
    words: str
    type: str


class PersonName(NamedTuple):
    """A person's or group's name, in the order of `Mention`'s fields."""

    start: int
    end: int
    actor: str
    form: str
    name: str
    type: str


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    possessive: bool


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w]|['’\-–](?=[^\W\d_]))*")
CALLED = "called"  # while they are looked for: told by the word before them
_NUMBER = re.compile(r" \d{1,4}(?![\w.,-]*\d)(?= |[,.;:)'’])")
_LEAD = 5  # words before what a body is called, among them an article
_LINKS = re.compile(r" (?:of|for|on|de) (?:the )?", re.IGNORECASE)


@cache
def _sets() -> dict[str, frozenset[str]]:
    table, dates = lexicon("names"), lexicon("dates")
    sets = {k: frozenset(v) for k, v in table.items() if isinstance(v, list)}
    sets["calendar"] = frozenset(w.capitalize() for w in [*dates["months"], *dates["weekdays"]])
    sets["heads"] = sets["organs"] | sets["organisations"]
    return sets


Rows: TypeAlias = list[list[_Word]]


def rows_of(text: str, sentences: Iterable[Sentence]) -> Rows:
    """Return the words of each sentence."""
    return [_words(text, sentence.start, sentence.end) for sentence in sentences]


def _words(text: str, start: int, end: int) -> list[_Word]:
    """Return the words of a stretch; a final 's is no part of the word."""
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        bare = word[:-2] if word.endswith(("'s", "’s")) else word
        found.append(_Word(match.start(), match.start() + len(bare), bare, bare != word))
    return found


def _capital(word: _Word) -> bool:
    return word.text[0].isupper()


def _adjacent(text: str, left: _Word, right: _Word) -> bool:
    return not left.possessive and text[left.end : right.start] in (" ", "\u00a0", ". ")


# ---------------------------------------------------------------- bodies
def find_bodies(
    text: str, sentences: Iterable[Sentence], rows: Rows, listed: Callable[[int, int], bool]
) -> list[CapitalRun]:
    """Which names end in, or are built on, the head noun of a body?

    "UN Human Rights Council", "Board of Governors", "Movement for Democratic Change"; acronyms of
    three capitals and more; and a short form alone: "the Council".
    """
    found: list[CapitalRun] = []
    for sentence, row in zip(sentences, rows, strict=True):
        shouted = sum(w.text.isupper() for w in row) > len(row) / 2
        at = 0
        while at < len(row):
            body = _body_at(text, row, at, sentence, listed, shouted)
            if body is None:
                at += 1
                continue
            run, at = body
            if found and run.start < found[-1].end:
                if run.start <= found[-1].start:
                    found[-1] = run
                continue
            found.append(run)
    found += _again(text, found)
    return [r._replace(type="organisation") if r.type == CALLED else r for r in found]


def _again(text: str, found: list[CapitalRun]) -> list[CapitalRun]:
    """Return where a name stands alone that was told to be one elsewhere: "M23", of a coalition."""
    taken = {run.start for run in found}
    return [
        run._replace(start=match.start(), end=match.end())
        for run in {run.words: run for run in found if run.type == CALLED}.values()
        for match in re.finditer(rf"(?<![\w-]){re.escape(run.words)}(?![\w-])", text)
        if match.start() not in taken
    ]


def _body_at(
    text: str,
    row: list[_Word],
    at: int,
    sentence: Sentence,
    listed: Callable[[int, int], bool],
    shouted: bool,
) -> tuple[CapitalRun, int] | None:
    """Return the body whose head noun is this word, and where to go on."""
    word, sets = row[at], _sets()
    name = word.text.capitalize() if word.text.isupper() and len(word.text) > 3 else word.text
    if name in sets["heads"] and _capital(word):
        first, last = _leftwards(text, row, at, listed), _rightwards(text, row, at)
        if shouted and name not in sets["proper_heads"]:
            first = _after_names(row, first, at, listed)
        if first == last and not _stands_alone(text, word, name, sentence):
            return None
        run = text[row[first].start : row[last].end]
        type_ = "organ" if name in sets["organs"] else "organisation"
        return CapitalRun(row[first].start, row[last].end, run, type_), last + 1
    if name in sets["called"] and at and not shouted:
        called = _called(text, row, at, listed)
        if called is not None:
            return called
    label = text[word.end : word.end + 1] == ":"
    if _acronym(word.text) and not (shouted or label or listed(word.start, word.end)):
        return CapitalRun(word.start, word.end, word.text, "organisation"), at + 1
    return None


def _called(
    text: str, row: list[_Word], at: int, listed: Callable[[int, int], bool]
) -> tuple[CapitalRun, int] | None:
    """Return the name that stands right after what it is called: "the rebel coalition M23"."""
    sets, first = _sets(), at + 1
    lead = [w.text.lower() for w in row[max(0, at - _LEAD) : at]]
    if not {"the", "a", "an"} & set(lead) or first >= len(row) or not _capital(row[first]):
        return None
    if text[row[at].end : row[first].start] != " " or row[at].possessive:
        return None
    last = first
    while (
        last + 1 < len(row)
        and _capital(row[last + 1])
        and _adjacent(text, row[last], row[last + 1])
    ):
        last += 1
    linked = text[row[last].end : row[last].end + 4] == " of "
    if linked and last + 2 < len(row) and _capital(row[last + 2]) and not row[last].possessive:
        last += 2
    no_name = sets["calendar"] | sets["common"] | sets["titles"] | sets["heads"]
    begins = row[first]
    if begins.text in no_name or any(listed(begins.start, w.end) for w in row[first : last + 1]):
        return None
    number = _NUMBER.match(text, row[last].end)
    end = number.end() if number else row[last].end
    if last > first and not number and not linked:
        return None  # of two words and more: found as any other name
    return CapitalRun(begins.start, end, text[begins.start : end], CALLED), last + 1


def _after_names(row: list[_Word], first: int, at: int, listed: Callable[[int, int], bool]) -> int:
    """Return the first word after the listed names before a head noun: PERU COURT FREES LEADER."""
    ends = (e for s in range(first, at) for e in range(s, at) if listed(row[s].start, row[e].end))
    return max(ends, default=first - 1) + 1


def _acronym(word: str) -> bool:
    if word[1:].islower() or len(word) < 3:
        return False
    letters = word.replace("-", "").replace(".", "")
    upper = sum(c.isupper() for c in letters)
    return upper >= 3 and upper >= len(letters) - 1 and word not in _sets()["acronyms"]


def _stands_alone(text: str, word: _Word, name: str, sentence: Sentence) -> bool:
    """May a head noun alone be the short form of a name?"""
    before = text[max(0, word.start - 5) : word.start]
    if name in _sets()["parliaments"]:
        return not word.text.isupper()
    if name not in _sets()["short"] or word.text.isupper():
        return False
    return bool(re.search(r"\b(?:[Tt]he|its|s['’]?) $", before)) and word.start > sentence.start


def _leftwards(text: str, row: list[_Word], at: int, listed: Callable[[int, int], bool]) -> int:
    """Return the first word of the name that ends here."""
    sets, first = _sets(), at
    while first > 0:
        left = row[first - 1]
        of_many = left.possessive and left.text in sets["many"]
        if not (_adjacent(text, left, row[first]) or of_many):
            break
        if left.text.isupper() and left.text.lower() in ("of", "the", "and", "for", "on"):
            break
        if _capital(left) and left.text not in sets["common"] and left.text not in sets["calendar"]:
            first -= 1
            continue
        if left.text != "and" or first < 2 or not _adjacent(text, row[first - 2], left):
            break
        far = row[first - 2]
        article = text[max(0, far.start - 4) : far.start].lower() == "the "
        if not (_capital(far) and article and not listed(far.start, far.end)):
            break
        first -= 2
    return first


def _rightwards(text: str, row: list[_Word], at: int) -> int:
    """Return the last word of the name whose head noun stands here."""
    sets, last = _sets(), at
    while last + 1 < len(row) and not row[last].possessive:
        ahead = last + 1
        gap = text[row[last].end : row[ahead].start]
        if gap == " " and row[ahead].text.lower() in ("of", "for", "on", "de"):
            ahead += 1
            if ahead < len(row) and row[ahead].text.lower() == "the":
                ahead += 1
            if ahead >= len(row) or not _capital(row[ahead]):
                break
            if not _LINKS.fullmatch(text[row[last].end : row[ahead].start]):
                break
        elif gap == " " and row[ahead].text == "and" and ahead + 1 < len(row) and last > at:
            both = text[row[ahead].end : row[ahead + 1].start] == " " and _capital(row[ahead + 1])
            if not both or row[last].text not in (
                "Education",
                "Peace",
                "Food",
                "Justice",
                "Foreign",
                "Security",
            ):
                break
            ahead += 1
        elif not (gap == " " and last > at and _capital(row[ahead])):
            break
        elif row[ahead].text in sets["held"] and row[last].text not in sets["titles"]:
            break  # "Council of Europe Secretary-General A B", not "High Commissioner"
        if row[ahead].text in sets["calendar"] or row[ahead].text in sets["common"]:
            break
        last = ahead
    return last


# ---------------------------------------------------------------- persons
def find_persons(
    text: str,
    rows: Rows,
    taken: list[tuple[int, int]],
    dateline: tuple[int, int],
    known: Mapping[str, str] | None = None,
) -> list[PersonName]:
    """Which runs of capitalised words name a person (or a group that nobody listed)?

    A title before, an office or a verb of saying beside it show a person; other runs of two words
    and more are names of unknown kind. A single word later is the one person of that surname: of
    the report, else of those `known` by their folded surname.
    """
    lower = Counter(w.text for row in rows for w in row if not _capital(w))
    blocked = _Blocked([*taken, dateline])
    full: list[PersonName] = []
    single: list[tuple[_Word, bool]] = []
    for row in rows:
        for run in _runs(text, row, blocked):
            _take(text, row, run, lower, full, single)
    surnames: dict[str, set[str]] = {}
    for person in full:
        for surname in _surnames(person.name):
            surnames.setdefault(folded(surname), set()).add(person.name)
    for surname, who in surnames.items():
        surnames[surname] = _distinct(who)
    found = list(full)
    for word, titled in single:
        surname = folded(word.text)
        who = surnames.get(surname) or {n for n in [(known or {}).get(surname)] if n}
        if len(who) == 1:
            name = next(iter(who))
            found.append(PersonName(word.start, word.end, name, "person", name, "person"))
        elif titled and not who and not _several(word.text):
            name = word.text
            found.append(PersonName(word.start, word.end, name, "person", name, "person"))
    return found


def _several(word: str) -> bool:
    """Is it what several are called: "Ministers", "Foreign Ministries"?"""
    one = re.sub(r"ies$", "y", word).removesuffix("s")
    return one in _sets()["titles"] or one in _sets()["heads"]


def folded(name: str) -> str:
    """Return a name without accents and case."""
    return "".join(c for c in normalize("NFD", name.casefold()) if not combining(c))


def _distinct(names: set[str]) -> set[str]:
    """Return the names without those that only spell or shorten another: one for each person."""
    kept: list[str] = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        parts = set(folded(name).split())
        if not any(parts <= set(folded(other).split()) for other in kept):
            kept.append(name)
    return set(kept)


class _Blocked:
    """Stretches that already belong to other names; asked in the order of the text."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans, self.at = sorted(s for s in spans if s[0] < s[1]), 0

    def __call__(self, word: _Word) -> bool:
        while self.at < len(self.spans) and self.spans[self.at][1] <= word.start:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] < word.end


def _runs(text: str, row: list[_Word], blocked: _Blocked) -> list[list[int]]:
    """Return the runs of adjacent capitalised words, with particles inside them."""
    sets, runs, run = _sets(), [], []  # type: ignore[var-annotated]
    for at, word in enumerate(row):
        joined = bool(run) and _adjacent(text, row[run[-1]], word)
        if blocked(word) or word.text in sets["calendar"]:
            runs, run = [*runs, run] if run else runs, []
            continue
        if _capital(word):
            if run and not joined:
                runs.append(run)
                run = []
            run = [*run, at]
        elif (
            joined
            and word.text in sets["particles"]
            and at + 1 < len(row)
            and (_capital(row[at + 1]) or row[at + 1].text in sets["particles"])
            and _adjacent(text, word, row[at + 1])
        ):
            run = [*run, at]
        elif run:
            if word.text.startswith(("al-", "el-", "ad-", "as-")) and joined:
                run = [*run, at]
                continue
            runs.append(run)
            run = []
    return [*runs, run] if run else runs


_QUOTES = "\"“‘«'"


def _take(
    text: str,
    row: list[_Word],
    run: list[int],
    lower: Counter[str],
    full: list[PersonName],
    single: list[tuple[_Word, bool]],
) -> None:
    """Enter what one run names."""
    sets, titled = _sets(), False
    first = run[0]
    if (
        first > 0
        and text[row[first - 1].end : row[first].start] == " "
        and row[first - 1].text in sets["says"]
    ):
        said = True
    else:
        said = False
    while run and (row[run[0]].text in sets["titles"] or row[run[0]].text in sets["common"]):
        titled = row[run[0]].text in sets["titles"]
        run = run[1:]
    held = next((n for n, i in enumerate(run[:-1]) if row[i].text in sets["held"]), -1)
    if held > 0:
        run, titled = run[held + 1 :], True  # "Harbour Union Secretary-General A B"
    if run and run[0] == 0 and not titled and lower[row[run[0]].text.lower()]:
        run = run[1:]  # a common word that begins the sentence
    opens = run and (run[0] == 0 or text[row[run[0]].start - 1] in _QUOTES)
    if opens and not titled and row[run[0]].text in sets["imperatives"]:
        run = run[1:]  # "Release Bello"
    while run and not _capital(row[run[-1]]) and not row[run[-1]].text.startswith(("al-", "el-")):
        run = run[:-1]
    if not run or any(row[i].text in sets["heads"] or row[i].text in sets["things"] for i in run):
        return
    if row[run[0]].text in sets["directions"]:
        return
    if len(run) == 1:
        word = row[run[0]]
        if len(word.text) > 1:
            single.append((word, titled))
        return
    start, end = row[run[0]].start, row[run[-1]].end
    name = text[start:end]
    if len(run) > 5 or (name.isupper() and not titled):
        return
    shown = titled or said or _beside(text, row, run)
    kind = ("person", "person") if shown or len(run) <= 4 else ("name", "")
    full.append(PersonName(start, end, name, kind[0], name, kind[1]))


def _beside(text: str, row: list[_Word], run: list[int]) -> bool:
    """Does a verb of saying, or an office, stand beside the name?"""
    sets, last, first = _sets(), run[-1], run[0]
    after = row[last + 1].text if last + 1 < len(row) else ""
    before = row[first - 1].text if first else ""
    return after in sets["says"] or before in sets["offices"]


def _surnames(name: str) -> set[str]:
    """Return the words by which a person is called later."""
    parts, particles = name.split(), _sets()["particles"]
    names = {parts[-1]}
    if len(parts) > 2 and parts[-2].lower() in particles:
        names.add(parts[-2] + " " + parts[-1])
    if parts[-1].startswith(("al-", "el-")):
        names.add(parts[-1][3:])
    return names
