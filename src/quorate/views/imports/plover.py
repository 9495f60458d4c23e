"""How do events in PLOVER become acts?

One event a line, with the fields of the PLOVER codebook; its older names ``source`` and ``target``
are understood. Whoever has a three-letter code is the state of that code, its government if the
sector says so; others keep the words of the event. The text of the event is no claim's passage
unless its report is in the case: its source is the data set.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from quorate.claims.claim import Act, Actor, AnyClaim, Party
from quorate.claims.date import parse_date
from quorate.claims.problem import Problem, Unusable
from quorate.claims.source import RollCall
from quorate.reading.acts.plover import from_plover
from quorate.views.imports.found import Found

_MODES: dict[str, dict[str, Any]] = {
    "planned": {"modality": "planned"}, "possible": {"modality": "hypothetical"},
    "alleged": {"modality": "alleged"}, "not done": {"polarity": "negative"},
}  # fmt: skip


def plover(path: Path, actors: Iterable[Actor], *, url: str = "", title: str = "") -> Found:
    """Return the events of a file as acts.

    Args:
        path: JSON Lines, one event a line.
        actors: who is known already.
        url: where it was found.
        title: what it is; by default the file's name.

    Raises:
        Unusable: the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unusable(f"{path} cannot be read ({error.strerror}).") from None
    everyone = {a.actor: a for a in actors}
    governments = {a.of: a.actor for a in everyone.values() if a.type == "government" and a.of}
    source = RollCall(title=title or path.name, urls=(url,) if url else ())
    claims: list[AnyClaim] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            event = msgspec.json.decode(line)
            claims += _acts(event, everyone, governments, source)
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
            problems.append(
                Problem(
                    where=f"{path.name}:{number}",
                    what=f"{str(error).rstrip('.')}.",
                    remedy="Mend the line by PLOVER's codebook, or take it out.",
                )
            )
    return Found(claims, problems)


def _acts(
    event: Any, everyone: dict[str, Actor], governments: dict[str, str], source: RollCall
) -> list[AnyClaim]:
    if not isinstance(event, dict):
        raise ValueError("It is no object")
    told = event.get("event")
    types = told if isinstance(told, list) else [told]
    day = parse_date(str(event.get("date") or ""))
    by = event.get("actor") or event.get("source") or []
    to = event.get("recipient") or event.get("target") or []
    modes = event.get("mode") or []
    modes = modes if isinstance(modes, list) else [modes]
    fields: dict[str, Any] = {}
    for mode in modes:
        fields |= _MODES.get(str(mode), {})
    place = event.get("event_loc") or {}
    found: list[AnyClaim] = []
    for each in types:
        type_ = from_plover(str(each or ""))
        if not type_:
            raise ValueError(f"PLOVER has no event type '{each}'")
        sources = _parties(by, everyone, governments)
        if not sources:
            raise ValueError("The event has no actor")
        found.append(
            Act(
                source=source, type=type_, sources=sources,
                targets=_parties(to, everyone, governments), as_of=day, known=day,
                place=str(place.get("name") or "") if isinstance(place, dict) else "", **fields,
            )
        )  # fmt: skip
    return found


def _parties(
    told: Any, everyone: dict[str, Actor], governments: dict[str, str]
) -> tuple[Party, ...]:
    found = []
    for each in told if isinstance(told, list) else [told]:
        if not isinstance(each, dict):
            each = {"code": str(each)}
        known = str(each.get("identifier_id") or "")
        code = str(each.get("code") or each.get("actorCode") or "")[:3]
        words = str(each.get("entity_text") or each.get("actorText") or "")
        if known in everyone:
            found.append(Party(actor=known, members=words == "members"))
        elif code in everyone:
            government = str(each.get("sector") or "")[:3] == "GOV"
            found.append(Party(actor=governments.get(code, code) if government else code))
        elif words or known or code:
            found.append(Party(words=words or known or code))
    return tuple(found)
