"""What does a person put in place of a claim that is wrong?

A correction is a claim of its own: of the same kind or another, with other words of the report,
actors, values or dates. Its words must stand in the report; whom it newly names must be an actor
of the record, or stand there too. What is not changed is carried over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from quorate.claims.claim import KINDS, AnyClaim, Claim, Party, Tally
from quorate.claims.problem import Unusable, one_of
from quorate.claims.report import Report
from quorate.claims.source import Correction, Passage, Person, Source, Span
from quorate.claims.strict import Fault, refuse_faults, shape_fault
from quorate.record.suppose import find_actor

if TYPE_CHECKING:
    from quorate.record.record import Record

COMMON = ("since", "until", "as_of", "said_by", "negated")
ACTORS = frozenset({
    "actor", "of", "group", "member", "holder", "speakers", "addressee", "target", "parties",
    "excepted", "sources", "targets", "voter", "party", "given_by", "organ", "sponsors", "said_by",
})  # fmt: skip
_MEMBERS = "members of "
_NOT_TYPED = ("how", "names", "codes")  # worked out, or of facts


class Field(msgspec.Struct, frozen=True):
    """A field of a kind of claim, as a person fills it in.

    Attributes:
        name: the field.
        form: ``text``, ``number``, ``yes or no``, ``one of``, ``texts`` or ``parties``; several
            are parted by semicolons.
        choices: where one of a list is wanted.
        required: whether it may not be left out.
    """

    name: str
    form: str
    choices: tuple[str, ...] = ()
    required: bool = False


@cache
def fields(kind: str) -> tuple[Field, ...]:
    """Return the fields of a kind that a person may fill in, its own first, then the common ones.

    >>> [f.name for f in fields("ballot")]
    ['draft', 'voter', 'choice', 'since', 'until', 'as_of', 'said_by', 'negated']
    """
    shape = KINDS[kind]
    hints = get_type_hints(shape)
    must = {f.name for f in msgspec.structs.fields(shape) if f.required}
    own = [n for n in shape.__struct_fields__ if n not in Claim.__struct_fields__]
    names = [n for n in (*own, *COMMON) if n not in _NOT_TYPED]
    return tuple(_field(name, hints[name], name in must) for name in names)


def _field(name: str, hint: Any, required: bool) -> Field:
    several = get_origin(hint) in (UnionType, Union)
    parts = set(get_args(hint)) if several else {hint}
    parts -= {type(None)}
    listed = tuple(w for p in parts if get_origin(p) is Literal for w in get_args(p))
    if listed:
        return Field(name, "one of", listed, required)
    if bool in parts:
        return Field(name, "yes or no", ("yes", "no"), required)
    if parts & {int, Decimal}:
        return Field(name, "number", (), required)
    if tuple in {get_origin(p) for p in parts}:
        inside = get_args(next(p for p in parts if get_origin(p) is tuple))[0]
        return Field(name, "parties" if inside is Party else "texts", (), required)
    return Field(name, "text", (), required)


def written(value: object) -> str:
    """Return a field's value as a person writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(written(each) for each in value)
    if isinstance(value, Party):
        whose = _MEMBERS if value.members else ""
        return f"{whose}{value.actor}" if value.actor else value.words
    return "" if value is None else str(value)


def correction(
    record: Record,
    claim: AnyClaim,
    *,
    by: str,
    why: str = "",
    kind: str = "",
    values: Mapping[str, str] | None = None,
    words: str = "",
    spans: Mapping[str, str] | None = None,
) -> AnyClaim:
    """Return the claim that a person puts in place of this one.

    Args:
        record: where the report and the actors are.
        claim: what is wrong.
        by: who corrects.
        why: the reason.
        kind: the right kind of claim; empty: its own.
        values: what is written in the fields that are changed; empty text leaves a field open.
        words: the passage, in the report's words; empty: as it is.
        spans: by role, the words that show a value; empty text takes the role's words away.

    Raises:
        Unusable: a value cannot be read, words do not stand in the report, or nothing is changed.
    """
    wanted = kind or claim.kind
    if wanted not in KINDS:
        raise Unusable(f"There is no kind of claim '{kind}'; the kinds are {one_of([*KINDS])}.")
    source = claim.source
    report = record.report(source.report) if isinstance(source, Passage) else None
    if (words or spans) and report is None:
        raise Unusable(f"{claim.id} rests on no report, so that no words of one can be given.")
    known = {f.name: f for f in fields(wanted)}
    told = _carried(claim, wanted, known)
    changed = set()
    for name, text in (values or {}).items():
        if name not in known:
            raise Unusable(f"A {wanted} has no '{name}'; it has {one_of([*known])}.")
        if name in told and written(told[name]) == text.strip():
            continue
        value = _read(record, known[name], text, report)
        told[name] = value
        changed.add(name)
        if value is None and not known[name].required:
            del told[name]
    if isinstance(told.get("how"), dict):
        told["how"] = {k: v for k, v in told["how"].items() if k not in changed}
    told["source"] = _source(source, report, changed, words, spans or {}, by, why)
    made = _made(wanted, told)
    if not changed and made.kind == claim.kind and _spans(made) == _spans(claim):
        raise Unusable("Nothing is changed; change a value, a date, the kind or the words.")
    return made


def _carried(claim: AnyClaim, kind: str, known: Mapping[str, Field]) -> dict[str, Any]:
    """Return what the claim says and the kind has too."""
    names = {*known, "known", *(("how", "names", "codes") if kind == claim.kind else ())}
    return {n: getattr(claim, n) for n in claim.__struct_fields__ if n in names}


def _made(kind: str, told: Mapping[str, Any]) -> AnyClaim:
    plain = {n: msgspec.to_builtins(v) for n, v in told.items()}
    try:
        made = cast(AnyClaim, msgspec.convert({"kind": kind, **plain}, KINDS[kind]))
        refuse_faults(made)
    except msgspec.ValidationError as error:
        fault = shape_fault(f"The {kind}", error, KINDS[kind], plain)
        raise Unusable(f"{fault.what} {fault.remedy}") from None
    except Fault as fault:
        raise Unusable(f"{fault.what} {fault.remedy}") from None
    return made


def _spans(claim: AnyClaim) -> tuple[Span, ...]:
    return claim.source.spans if isinstance(claim.source, Passage) else ()


def unworded(claim: AnyClaim) -> tuple[str, ...]:
    """Return the numbers of a corrected count that rest on the person alone, no words showing them.

    >>> unworded(Tally(source=Person("Ana"), draft="d", yes=19))
    ()
    """
    if not isinstance(claim, Tally) or not isinstance(claim.source, Correction):
        return ()
    shown = {span.role for span in claim.source.spans} | {*claim.how}
    return tuple(n for n in claim.numbers if getattr(claim, n) is not None and n not in shown)


# ---------------------------------------------------------------------------- values


def _read(record: Record, field: Field, text: str, report: Report | None) -> Any:
    """Return the value that is written; None if the field is left open."""
    text = text.strip()
    if not text:
        return () if field.form in ("texts", "parties") else None
    if field.form == "number":
        return _number(field.name, text)
    if field.choices:
        if text not in field.choices:
            raise Unusable(f"'{text}' is no {field.name}; give one of {one_of(field.choices)}.")
        return text == "yes" if field.form == "yes or no" else text

    def who(name: str) -> str:
        return _whom(record, name, report) if field.name in ACTORS else name

    parts = [part.strip() for part in text.split(";") if part.strip()]
    if field.form == "parties":
        return tuple(_party(part, who, record) for part in parts)
    return tuple(map(who, parts)) if field.form == "texts" else who(text)


def _number(name: str, text: str) -> int | Decimal:
    plain = text.replace(",", "").replace(" ", "")
    try:
        return int(plain) if plain.lstrip("-").isdigit() else Decimal(plain)
    except InvalidOperation:
        raise Unusable(f"'{text}' is no number for {name}; write it in digits.") from None


def _whom(record: Record, name: str, report: Report | None) -> str:
    """Return the id of an actor, or the name as the report has it."""
    if record.actor(name) is not None:
        return name
    try:
        return find_actor(name, record.actors()).actor
    except Unusable as error:
        if report is not None and places(report.text, name):
            return name
        raise Unusable(f"{error} Or give words that stand in the report.") from None


def _party(text: str, who: Callable[[str], str], record: Record) -> Party:
    members = text.lower().startswith(_MEMBERS)
    name = who(text[len(_MEMBERS) :] if members else text)
    if record.actor(name) is not None or members:
        return Party(actor=name, members=members)
    return Party(words=name)


# ---------------------------------------------------------------------------- words


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words stand in a text; white space may be any.

    >>> places("The draft  fell short.", "draft fell")
    [(4, 15)]
    """
    wanted = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(wanted, text)] if wanted else []


def _source(
    source: Source,
    report: Report | None,
    changed: Iterable[str],
    words: str,
    spans: Mapping[str, str],
    by: str,
    why: str,
) -> Source:
    if not isinstance(source, Passage) or report is None:
        return Person(by, why)
    main = source.main
    if words:
        main = _span(report, "main", words, main.start)
    others = [s for s in source.spans[1:] if s.role not in spans and s.role not in set(changed)]
    others += [_span(report, role, told, main.start) for role, told in spans.items() if told]
    found = (main, *sorted(others, key=lambda s: (s.start, s.role)))
    return Correction(report=source.report, text=source.text, spans=found, by=by, reason=why)


def _span(report: Report, role: str, words: str, near: int) -> Span:
    """Return where the words stand, nearest to a place."""
    found = places(report.text, words)
    if not found:
        shown = words if len(words) < 60 else words[:57] + "..."
        raise Unusable(
            f"The words '{shown}' do not stand in {report.name}; give them exactly as printed."
        )
    start, end = min(found, key=lambda place: abs(place[0] - near))
    return Span(role, start, end, report.text[start:end])
