"""How does a Popolo document become claims?

Organisations and persons that the record does not know become actors; memberships, motions, vote
events with counts and votes become claims. Whoever is meant is found by id, then by a code that
both have, then by name. Popolo: https://www.popoloproject.com/specs/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from quorate.claims.claim import (
    CHOICES,
    Actor,
    ActorType,
    AnyClaim,
    Ballot,
    Membership,
    Occasion,
    OccasionType,
    Role,
    Tally,
)
from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import RollCall
from quorate.views.imports.found import Found

OPTIONS = {**{c: c for c in CHOICES}, "not voting": "absent", "against": "no", "for": "yes",
           "abstention": "abstain", "aye": "yes", "nay": "no"}  # fmt: skip
RESULTS = {"pass": "adopted", "passed": "adopted", "adopted": "adopted", "fail": "not adopted",
           "failed": "not adopted", "rejected": "not adopted"}  # fmt: skip


class Wrong(ValueError):
    """What is wrong with one object, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


def popolo(path: Path, actors: Iterable[Actor], *, url: str = "", title: str = "") -> Found:
    """Return what a Popolo document holds.

    Args:
        path: the file: one JSON object with a list for each class.
        actors: who is known already.
        url: where it was found.
        title: what it is; by default the file's name.

    Raises:
        Unusable: it is no such document.
    """
    try:
        data = path.read_bytes()
        document = msgspec.json.decode(data)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"{path} cannot be read as JSON ({error}).") from None
    if not isinstance(document, dict):
        raise Unusable(f"{path} is no Popolo document; it must be an object with lists.")
    return _Document(path, data, document, list(actors), url, title).found()


class _Document:
    """The document while it is read; what is wrong gathers in `problems`."""

    def __init__(
        self, path: Path, data: bytes, document: Mapping[str, Any], actors: list[Actor], url: str,
        title: str,
    ) -> None:  # fmt: skip
        self.path, self.data, self.document = path, data, document
        self.source = RollCall(title=title or path.name, urls=(url,) if url else ())
        self.claims: list[AnyClaim] = []
        self.problems: list[Problem] = []
        self.ids = {a.actor for a in actors}
        self.codes = {(s, c): a.actor for a in actors for s, c in a.codes.items()}
        self.names = {a.name: a.actor for a in actors}
        self.meant: dict[str, str] = {}
        self.events: set[str] = set()

    def found(self) -> Found:
        """Return everything."""
        for name, read in (
            ("persons", self._person), ("organizations", self._organisation),
            ("events", self._event), ("motions", self._motion),
            ("memberships", self._membership), ("vote_events", self._vote_event),
        ):  # fmt: skip
            for place, each in enumerate(self.document.get(name) or ()):
                where = f"{name}[{place}]"
                try:
                    if not isinstance(each, dict):
                        raise Wrong("It is no object.", "Write it as an object.")
                    self.claims += read(each, where)
                except Wrong as wrong:
                    self._wrong(where, each, wrong)
        return Found(self.claims, self.problems)

    def _wrong(self, where: str, each: Any, wrong: Wrong) -> None:
        """Note what is wrong, with the line on which the object has its id, if it has one."""
        name = each.get("id") if isinstance(each, dict) else None
        at = self.data.find(msgspec.json.encode(name)) if isinstance(name, str) else -1
        line = f":{self.data.count(10, 0, at) + 1}" if at >= 0 else ""
        self.problems.append(
            Problem(where=f"{self.path.name}{line} ({where})", what=str(wrong), remedy=wrong.remedy)
        )

    # ------------------------------------------------------------------ who
    def _person(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        yield from self._actor(each, "person")

    def _organisation(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        told = str(each.get("classification") or "")
        yield from self._actor(each, told if told in get_args(ActorType) else "organisation")

    def _actor(self, each: Mapping[str, Any], type_: str) -> Iterator[AnyClaim]:
        name, called = _text(each, "id"), str(each.get("name") or "")
        codes = {
            str(i.get("scheme")): str(i.get("identifier"))
            for i in each.get("identifiers") or () if isinstance(i, dict)
        }  # fmt: skip
        known = next((self.codes[c] for c in codes.items() if c in self.codes), "")
        meant = name if name in self.ids else known or self.names.get(called, "")
        self.meant[name] = meant or name
        if not meant:
            names: dict[str, tuple[str, ...]] = {}
            for other in each.get("other_names") or ():
                language = str(other.get("note") or "en")
                names[language] = (*names.get(language, ()), str(other.get("name")))
            yield Actor(
                source=self.source, actor=name, type=type_,  # type: ignore[arg-type]  # one of them
                name=called or name, names=names, codes=codes, of=str(each.get("parent_id") or ""),
            )  # fmt: skip

    def _who(self, name: str) -> str:
        if name in self.meant or name in self.ids:
            return self.meant.get(name, name)
        raise Wrong(
            f"Nobody has the id '{name}'.", "Add the person or organisation to the document."
        )

    # ------------------------------------------------------------------ what
    def _event(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        name, told = _text(each, "id"), str(each.get("classification") or "meeting")
        self.events.add(name)
        organ = str(each.get("organization_id") or "")
        yield Occasion(
            source=self.source, occasion=name,
            type=told if told in get_args(OccasionType) else "meeting",  # type: ignore[arg-type]
            title=str(each.get("name") or ""), organ=self._who(organ) if organ else "",
            place=str(each.get("location") or ""), **_spell(each),
        )  # fmt: skip

    def _motion(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        organ = str(each.get("organization_id") or "")
        yield Occasion(
            source=self.source, occasion=_text(each, "id"), type="draft",
            title=str(each.get("text") or ""), organ=self._who(organ) if organ else "",
            matter=str(each.get("classification") or ""), number=str(each.get("identifier") or ""),
            **_seen(each, "date"),
        )  # fmt: skip

    def _membership(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        member = each.get("person_id") or each.get("member_id") or each.get("member")
        member = member.get("id") if isinstance(member, dict) else member
        if not isinstance(member, str) or not member:
            raise Wrong("It names no member.", "Give person_id, or member with its id.")
        group, role = _text(each, "organization_id"), str(each.get("role") or "member")
        yield Membership(
            source=self.source, group=group if group in self.events else self._who(group),
            member=self._who(member),
            role=role if role in get_args(Role) else "member",  # type: ignore[arg-type]
            note="" if role in get_args(Role) else role,
            since=_date(each, "start_date"), until=_date(each, "end_date"),
        )  # fmt: skip

    def _vote_event(self, each: Mapping[str, Any], where: str) -> Iterator[AnyClaim]:
        draft = str(each.get("motion_id") or "") or _text(each, "id")
        fields = {"source": self.source, **_seen(each, "start_date")}
        numbers: dict[str, Any] = {}
        for count in each.get("counts") or ():
            option, value = _option(count), count.get("value")
            if option in Tally.votes and isinstance(value, int) and value >= 0:
                numbers[option] = value
            elif option in Tally.votes:
                raise Wrong(f"The count of {option} is {value!r}.", "Give a whole number.")
        outcome: Any = RESULTS.get(str(each.get("result") or ""))
        if numbers or outcome:
            yield Tally(draft=draft, outcome=outcome, **numbers, **fields)
        for place, vote in enumerate(each.get("votes") or ()):
            try:
                choice: Any = _option(vote)
                voter = self._who(_text(vote, "voter_id"))
                yield Ballot(draft=draft, voter=voter, choice=choice, **fields)
            except Wrong as wrong:
                self._wrong(f"{where}.votes[{place}]", vote, wrong)


def _text(each: Mapping[str, Any], key: str) -> str:
    found = each.get(key)
    if not isinstance(found, str) or not found:
        raise Wrong(f"It has no {key}.", f"Give its {key} as text.")
    return found


def _option(each: Any) -> str:
    told = str(each.get("option") if isinstance(each, dict) else "").strip().lower()
    if told not in OPTIONS:
        raise Wrong(f"'{told}' is no option known here.", f"Known are: {', '.join(OPTIONS)}.")
    return OPTIONS[told]


def _date(each: Mapping[str, Any], key: str) -> str | None:
    told = str(each.get(key) or "")[:10]
    try:
        return parse_date(told) if told else None
    except ValueError:
        raise Wrong(f"{key} '{told}' is no date.", "Write it as YYYY-MM-DD.") from None


def _seen(each: Mapping[str, Any], key: str) -> dict[str, Any]:
    day = _date(each, key)
    return {"as_of": day, "known": day}


def _spell(each: Mapping[str, Any]) -> dict[str, Any]:
    """Return the dates of an event: a day, or from one to another."""
    begins, ends = _date(each, "start_date"), _date(each, "end_date")
    return {"since": begins, "until": ends} if ends else {"as_of": begins, "known": begins}
