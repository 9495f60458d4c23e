"""How do roll calls of others become claims?

Three layouts of CSV are known: HowTheyVote (European Parliament: votes.csv, member_votes.csv,
members.csv), Voeten's UN votes (one file, COW codes, votes as numbers) and the package unvotes
(votes by ISO code, roll calls in a file of their own). Each vote gives a draft, a tally and
ballots; a tally that the file does not print is counted from the ballots, and says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quorate.claims.claim import Actor, AnyClaim, Ballot, Choice, Occasion, Tally
from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import Derived, RollCall
from quorate.views.imports.found import Coded, Found, Line, beside, lines

HTV_TITLE = "HowTheyVote.eu, roll-call votes of the European Parliament"
HTV_URL = "https://howtheyvote.eu"
VOETEN_TITLE = "Voeten, Strezhnev and Bailey, United Nations General Assembly Voting Data"
VOETEN_URL = "https://doi.org/10.7910/DVN/LEJUQZ"
UNVOTES_TITLE = "unvotes, from the UN General Assembly voting data of Voeten"
UNVOTES_URL = "https://cran.r-project.org/package=unvotes"
ASSEMBLY, PARLIAMENT = "UN-GA", "EU-PARLIAMENT"
HOW_THEY_VOTE: dict[str, Choice] = {
    "FOR": "yes", "AGAINST": "no", "ABSTENTION": "abstain", "DID_NOT_VOTE": "absent",
}  # fmt: skip
RESULTS: dict[str, Any] = {"ADOPTED": "adopted", "REJECTED": "not adopted", "LAPSED": "not adopted"}
# Voeten, "Data and Analyses of Voting in the UN General Assembly": 9 is not a member.
VOETEN: dict[str, Choice | None] = {"1": "yes", "2": "abstain", "3": "no", "8": "absent", "9": None}
UNVOTES: dict[str, Choice] = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent"}
_TOTALS = {"yes": "yes", "no": "no", "abstain": "abstain"}


class _Calls:
    """Roll calls as they are gathered: drafts, ballots and what is wrong."""

    def __init__(self, title: str, url: str, organ: str, prefix: str) -> None:
        self.source = RollCall(title=title, urls=(url,) if url else ())
        self.organ, self.prefix = organ, prefix
        self.drafts: dict[str, Occasion] = {}
        self.tallies: dict[str, Tally] = {}
        self.ballots: dict[str, list[Ballot]] = defaultdict(list)
        self.choices: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []
        self.beside: list[AnyClaim] = []

    def name(self, number: str) -> str:
        return f"{self.prefix}-{_whole(number)}"

    def draft(self, number: str, day: str, title: str, label: str = "") -> dict[str, Any]:
        """Add a draft if it is not there; return the fields that its claims share."""
        fields: dict[str, Any] = {"source": self.source, "as_of": day or None, "known": day or None}
        name = self.name(number)
        if name not in self.drafts:
            self.drafts[name] = Occasion(
                occasion=name, type="draft", title=title, number=label, organ=self.organ, **fields
            )
        return fields

    def day(self, number: str) -> str:
        return self.drafts[self.name(number)].starts

    def ballot(self, number: str, voter: str, choice: Choice, line: Line) -> None:
        """Add a ballot, unless the voter has another in the same vote."""
        name = self.name(number)
        before = self.choices.setdefault((name, voter), choice)
        if before != choice:
            self.problems.append(
                line.wrong(
                    f"{voter} has voted {before} on {name} already, and here {choice}.",
                    "Find out which is right and take the other row out.",
                )
            )
            return
        draft = self.drafts[name]
        ballot = Ballot(
            draft=name, voter=voter, choice=choice, source=self.source, as_of=draft.as_of,
            known=draft.known,
        )  # fmt: skip
        if not self.ballots[name] or self.ballots[name][-1] != ballot:
            self.ballots[name].append(ballot)

    def found(self) -> Found:
        """Return everything; a vote without a count of its own is counted from its ballots."""
        claims: list[AnyClaim] = [*self.beside, *self.drafts.values()]
        for name, draft in self.drafts.items():
            ballots = self.ballots[name]
            claims += ballots
            if name in self.tallies:
                claims.append(self.tallies[name])
            elif ballots:
                counted: dict[str, Any] = {c: sum(b.choice == c for b in ballots) for c in _TOTALS}
                claims.append(
                    Tally(
                        draft=name,
                        **counted,
                        how=dict.fromkeys(counted, "counted by name"),
                        source=Derived("counted by name", tuple(b.id for b in ballots)),
                        as_of=draft.as_of,
                        known=draft.known,
                    )
                )
        return Found(claims, self.problems)


def how_they_vote(path: Path, actors: Iterable[Actor], *, url: str = "", title: str = "") -> Found:
    """Return the roll calls of an export of HowTheyVote: its folder, or member_votes.csv in it.

    Raises:
        Unusable: a file is missing, or lacks a column.
    """
    voted = path if path.is_file() and "member" in path.name else beside(path, "member_votes.csv")
    calls = beside(path, "votes.csv")
    if voted is None or calls is None:
        raise Unusable(
            f"{path} lacks member_votes.csv or votes.csv; give the folder of the export."
        )
    made = _Calls(title or HTV_TITLE, url or HTV_URL, PARLIAMENT, "ep")
    for line in lines(calls, ("id", "timestamp", "display_title", "count_for")):
        day = _day(line["timestamp"][:10], line, made.problems)
        fields = made.draft(line["id"], day, line["display_title"], line["reference"])
        numbers: dict[str, Any] = {
            ours: _number(line, theirs, made.problems)
            for ours, theirs in (
                ("yes", "count_for"), ("no", "count_against"), ("abstain", "count_abstention"),
                ("absent", "count_did_not_vote"),
            )
        }  # fmt: skip
        name = made.name(line["id"])
        outcome = RESULTS.get(line["result"])
        made.tallies[name] = Tally(draft=name, outcome=outcome, **numbers, **fields)
    known = {a.actor for a in actors}
    people = _members(beside(path, "members.csv"), made, known)
    for line in lines(voted, ("vote_id", "member_id", "position")):
        choice = HOW_THEY_VOTE.get(line["position"])
        voter = f"mep-{line['member_id']}"
        if made.name(line["vote_id"]) not in made.drafts:
            made.problems.append(_no_vote(line, line["vote_id"], "votes.csv"))
        elif choice is None:
            made.problems.append(_no_choice(line, line["position"], HOW_THEY_VOTE))
        elif voter not in people:
            made.problems.append(line.wrong(
                f"members.csv has no member {line['member_id']}.", "Give members.csv beside it."
            ))  # fmt: skip
        else:
            made.ballot(line["vote_id"], voter, choice, line)
    return made.found()


def _members(path: Path | None, made: _Calls, known: set[str]) -> set[str]:
    """Add each member of Parliament as a person; return their ids."""
    found = set()
    for line in lines(path, ("id", "first_name", "last_name")) if path else ():
        actor = f"mep-{line['id']}"
        found.add(actor)
        if actor not in known:
            name = " ".join(filter(None, (line["first_name"], line["last_name"])))
            made.beside.append(
                Actor(source=made.source, actor=actor, type="person", name=name,
                      of=line["country_code"], codes={"ep": line["id"]})
            )  # fmt: skip
    return found


def voeten(path: Path, actors: Iterable[Actor], *, url: str = "", title: str = "") -> Found:
    """Return the roll calls of Voeten's UN votes: one row a state and vote.

    Raises:
        Unusable: the file lacks a column.
    """
    made = _Calls(title or VOETEN_TITLE, url or VOETEN_URL, ASSEMBLY, "unga")
    coded = Coded(actors, "cow")
    for line in lines(path, ("rcid", "ccode", "vote", "date")):
        told = _whole(line["vote"])
        choice = VOETEN.get(told)
        if told not in VOETEN:
            made.problems.append(_no_choice(line, line["vote"], VOETEN))
            continue
        _un_draft(made, line)
        voter = coded.of(_whole(line["ccode"]), made.day(line["rcid"]), line)
        if choice is not None and voter:
            made.ballot(line["rcid"], voter, choice, line)
        _print_totals(made, line)
    made.problems += coded.problems()
    return made.found()


def _print_totals(made: _Calls, line: Line) -> None:
    """Add the count that each row of a vote prints, once."""
    name = made.name(line["rcid"])
    if name in made.tallies or not all(line[t] for t in _TOTALS):
        return
    draft = made.drafts[name]
    numbers: dict[str, Any] = {
        ours: _number(line, theirs, made.problems) for ours, theirs in _TOTALS.items()
    }
    made.tallies[name] = Tally(
        draft=name, source=made.source, as_of=draft.as_of, known=draft.known, **numbers
    )


def unvotes(path: Path, actors: Iterable[Actor], *, url: str = "", title: str = "") -> Found:
    """Return the roll calls of the package unvotes: un_votes.csv beside un_roll_calls.csv.

    Raises:
        Unusable: the roll calls are missing, or a file lacks a column.
    """
    votes = path if path.is_file() else beside(path, "un_votes.csv", "votes.csv")
    calls = beside(path, "un_roll_calls.csv", "roll_calls.csv")
    if votes is None or calls is None or votes == calls:
        raise Unusable(f"{path} lacks un_votes.csv or un_roll_calls.csv; give the folder of both.")
    made = _Calls(title or UNVOTES_TITLE, url or UNVOTES_URL, ASSEMBLY, "unga")
    for line in lines(calls, ("rcid", "date")):
        _un_draft(made, line)
    coded = Coded(actors, "iso2")
    short = {word[0]: choice for word, choice in UNVOTES.items() if word != "absent"}
    for line in lines(votes, ("rcid", "country_code", "vote")):
        choice = UNVOTES.get(line["vote"].lower()) or short.get(line["vote"].lower())
        if made.name(line["rcid"]) not in made.drafts:
            made.problems.append(_no_vote(line, line["rcid"], calls.name))
        elif choice is None:
            made.problems.append(_no_choice(line, line["vote"], UNVOTES))
        elif voter := coded.of(line["country_code"], made.day(line["rcid"]), line):
            made.ballot(line["rcid"], voter, choice, line)
    made.problems += coded.problems()
    return made.found()


def _un_draft(made: _Calls, line: Line) -> None:
    if made.name(line["rcid"]) not in made.drafts:
        day = _day(line["date"], line, made.problems)
        title = line["short"] or line["descr"][:200] or line["unres"]
        made.draft(line["rcid"], day, title, line["unres"])


def _whole(number: str) -> str:
    """Return a whole number without the decimals that some tables print: ``3.0``."""
    return re.sub(r"\.0+$", "", number.strip())


def _day(text: str, line: Line, problems: list[Problem]) -> str:
    american = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    iso = "{2}-{0:0>2}-{1:0>2}".format(*american.groups()) if american else text
    try:
        return parse_date(iso)
    except ValueError:
        problems.append(line.wrong(f"'{text}' is no date.", "Write it as YYYY-MM-DD."))
        return ""


def _number(line: Line, column: str, problems: list[Problem]) -> int | None:
    text = _whole(line[column])
    if not text or text == "NA":
        return None
    if not text.isdecimal():
        problems.append(line.wrong(f"{column} is '{text}', no number.", "Write a whole number."))
        return None
    return int(text)


def _no_vote(line: Line, number: str, name: str) -> Problem:
    return line.wrong(f"{name} has no vote {number}.", f"Give the {name} of the same export.")


def _no_choice(line: Line, told: str, known: Iterable[str]) -> Problem:
    return line.wrong(f"'{told}' is no vote.", f"Known are: {', '.join(known)}.")
