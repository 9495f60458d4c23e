"""How are the shipped facts taken away by themselves?

As a Data Package (https://specs.frictionlessdata.io/data-package/): CSV tables with their schemas,
so that bodies, members, rules, bases, weights and votes can be used, and cited, without Quorate.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from quorate.claims.claim import (
    Actor,
    AnyClaim,
    Ballot,
    Base,
    Claim,
    Membership,
    Occasion,
    Rule,
    Tally,
    Weight,
)
from quorate.claims.files import facts_fingerprint, read_all_facts, write_atomically
from quorate.claims.problem import Unusable
from quorate.claims.source import Derived, Instrument, RollCall
from quorate.theory.rules import is_monotone
from quorate.views.export import table

Field = tuple[str, str, str]  # name, type, what it is

_DATE = {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}
_HOW: tuple[Field, ...] = (
    ("since", "date-part", "from when it holds: a year, month or day"),
    ("until", "date-part", "first date on which it no longer holds"),
    ("source", "string", "instrument, page or data set, with article"),
    ("url", "string", "where it was found"),
    ("status", "string", "seen, or in words what was not seen or is disputed"),
    ("claim", "string", "id of the claim"),
)


class Table(NamedTuple):
    """One table of the package.

    Attributes:
        title: what a row is.
        kind: the kind of claim.
        fields: its own columns, before those that all tables have.
        worked: the values of those columns that are not the claim's fields of their names.
        refers: columns that hold ids of actors.
        wanted: which claims of the kind.
    """

    title: str
    kind: type[Claim]
    fields: tuple[Field, ...]
    worked: Callable[[Any], dict[str, object]] = lambda claim: {}
    refers: tuple[str, ...] = ()
    wanted: Callable[[Any, frozenset[str]], bool] = lambda claim, actors: True

    def values(self, claim: Any) -> Iterator[object]:
        """Yield the values of its own columns."""
        worked = self.worked(claim)
        for name, _, _ in self.fields:
            value = worked[name] if name in worked else getattr(claim, name)
            yield "; ".join(map(str, value)) if isinstance(value, tuple) else value


TABLES: dict[str, Table] = {
    "actors": Table(
        "a state, territory, organisation, organ or group, as it was called in a time",
        Actor,
        (
            ("actor", "string", "id: of a state, its ISO 3166 alpha-3 code"),
            ("type", "string", "state, territory, organisation, organ, group ..."),
            ("name", "string", "name in English"),
            ("of", "string", "the organisation of an organ"),
            ("seats", "string", "who sits in an organ"),
            ("iso2", "string", "ISO 3166 alpha-2"),
            ("numeric", "string", "ISO 3166 numeric"),
            ("cow", "string", "Correlates of War state number"),
            ("gw", "string", "Gleditsch-Ward state number"),
            *((lang, "string", f"further names, {lang}") for lang in ("en", "es", "fr", "pt")),
        ),
        lambda a: {
            **{scheme: a.codes.get(scheme, "") for scheme in ("iso2", "numeric", "cow", "gw")},
            **{lang: a.names.get(lang, ()) for lang in ("en", "es", "fr", "pt")},
        },
    ),
    "memberships": Table(
        "a member of a body, organ or group in one spell",
        Membership,
        (
            ("group", "string", "the body, organ or group"),
            ("member", "string", "the member"),
            ("role", "string", "member, associate, observer, suspended or absent"),
            ("note", "string", "what the source adds"),
        ),
        refers=("group", "member"),
        wanted=lambda m, actors: m.group in actors and m.member in actors,
    ),
    "rules": Table(
        "when an organ adopts a proposal on a matter",
        Rule,
        (
            ("organ", "string", "the organ"),
            ("matter", "string", "the kind of decision"),
            ("practice", "string", "formal, or practice where the organ does otherwise"),
            ("adopts", "string", "the formula"),
            ("quorum", "string", "the formula that lets a vote be held"),
            ("governs", "string", "decisions covered"),
            ("excluded", "string", "who may not vote"),
            ("abstain", "string", "what an abstention counts as"),
            ("absent", "string", "what an absence counts as"),
            ("binds", "string", "who is bound, where that is not every member"),
            ("monotone", "boolean", "one more yes never defeats a proposal"),
            ("note", "string", "what the source adds"),
        ),
        lambda r: {"monotone": str(is_monotone(r)).lower()},
        ("organ",),
    ),
    "bases": Table(
        "what an organ counts as its members",
        Base,
        (
            ("organ", "string", "the organ"),
            ("matter", "string", "the kind of decision; empty: all"),
            ("count", "integer", "the number, where a source gives one"),
            ("lists", "string", "which of those listed count, where no number is given"),
            ("left_out", "string", "members that are not counted"),
            ("note", "string", "what the source adds"),
        ),
        refers=("organ",),
    ),
    "weights": Table(
        "what a member weighs under a scheme",
        Weight,
        (
            ("scheme", "string", "the scheme, as rules name it"),
            ("holder", "string", "the member"),
            ("value", "number", "its weight"),
        ),
        refers=("holder",),
    ),
    "drafts": Table(
        "a draft that was voted on",
        Occasion,
        (
            ("draft", "string", "its id"),
            ("title", "string", "what it is about"),
            ("organ", "string", "the organ"),
            ("matter", "string", "the kind of decision"),
            ("day", "date-part", "the day of the vote"),
        ),
        lambda o: {"draft": o.occasion, "day": o.starts},
        ("organ",),
        lambda o, actors: o.type == "draft",
    ),
    "tallies": Table(
        "the count of a vote, as one source gives it",
        Tally,
        (
            ("draft", "string", "the draft"),
            *((v, "integer", f"votes: {v}") for v in ("yes", "no", "abstain", "absent")),
            ("needed", "integer", "votes needed, as the source says"),
            ("outcome", "string", "adopted, not adopted or pending"),
        ),
    ),
    "ballots": Table(
        "how one member voted",
        Ballot,
        (
            ("draft", "string", "the draft"),
            ("voter", "string", "the member"),
            ("choice", "string", "yes, no, abstain, declared, silent or absent"),
            ("how", "string", "named by a source, or by elimination"),
        ),
        lambda b: {"how": "elimination" if isinstance(b.source, Derived) else "named"},
        ("voter",),
    ),
}  # fmt: skip


def write_facts(folder: Path, crises: Sequence[str] = ()) -> list[Path]:
    """Write the shipped facts as a Data Package; return its files, datapackage.json first.

    Args:
        folder: where to; it is made if it is not there.
        crises: shipped crises whose votes are wanted as well.

    Raises:
        Unusable: the folder cannot be written, or there is no such crisis.
    """
    claims = read_all_facts(crises=crises).claims
    actors = frozenset(c.actor for c in claims if isinstance(c, Actor))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(
            f"{folder} cannot be made ({error.strerror}); choose another folder."
        ) from None
    paths = [folder / "datapackage.json"]
    for name, told in TABLES.items():
        chosen = [c for c in claims if isinstance(c, told.kind) and told.wanted(c, actors)]
        header = [field for field, _, _ in (*told.fields, *_HOW)]
        paths.append(folder / f"{name}.csv")
        write_atomically(paths[-1], table(header, _rows(told, chosen)))
    described = json.dumps(_description(crises), ensure_ascii=False, indent=2) + "\n"
    write_atomically(paths[0], described.encode())
    return paths


def _rows(told: Table, claims: Iterable[AnyClaim]) -> Iterator[tuple[object, ...]]:
    for claim in sorted(claims, key=lambda c: (c.key, c.starts, c.id)):
        source = claim.source
        title, url, status = "worked out by elimination", "", ""
        if isinstance(source, Instrument):
            title = ", ".join(filter(None, (source.title, source.article)))
            url, status = source.url, source.status
        elif isinstance(source, RollCall):
            title, url, status = source.title, " ".join(source.urls), source.mark or "seen"
        since = "" if isinstance(claim, Occasion | Tally | Ballot) else claim.since or ""
        yield (*told.values(claim), since, claim.until or "", title, url, status, claim.id)


def _description(crises: Sequence[str]) -> dict[str, Any]:
    from quorate import __version__

    return {
        "name": "quorate-facts",
        "title": "International bodies: members, decision rules, bases, weights and votes, by date",
        "version": f"{__version__}+{facts_fingerprint(crises=crises)}",
        "profile": "tabular-data-package",
        "licenses": [{"name": "Apache-2.0", "title": "Apache License 2.0"}],
        "resources": [_resource(name, told) for name, told in TABLES.items()],
    }


def _resource(name: str, told: Table) -> dict[str, Any]:
    return {
        "name": name,
        "title": f"Each row is {told.title}.",
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(*field) for field in (*told.fields, *_HOW)],
            "primaryKey": ["claim"],
        },
    }


def _field(name: str, type_: str, words: str) -> dict[str, Any]:
    if type_ != "date-part":
        return {"name": name, "type": type_, "description": words}
    return {"name": name, "type": "string", "description": words, "constraints": _DATE}
