"""What does the desk track? The file ``case.toml`` of a case folder."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from quorate.claims.claim import Actor, AnyClaim
from quorate.claims.factsfile import OVERRIDES
from quorate.claims.problem import Unusable, one_of
from quorate.record.worths import Worths


class Question(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"pro": "for", "contra": "against"},
):
    """What the analyst tracks.

    Attributes:
        id: its name in commands and addresses.
        title: how it is called.
        drafts: ids of the drafts that it is about.
        organ: the organ that would decide it; the draft's own if left out.
        matter: the kind of decision, naming the organ's rule; the draft's own if left out.
        pro: phrases that mean it (``for`` in the file): who is for one of them leans to yes;
            and ids of past drafts a yes to which points to a yes.
        contra: phrases, and past drafts, that mean its contrary (``against`` in the file).
        about: the id of whom or what it concerns; what its drafts are about if left out.
        related: how much past drafts tell of it, 0 to 1, by id, where this desk sets it itself.
    """

    id: str
    title: str = ""
    drafts: tuple[str, ...] = ()
    organ: str = ""
    matter: str = ""
    pro: tuple[str, ...] = ()
    contra: tuple[str, ...] = ()
    about: str = ""
    related: dict[str, float] = {}

    @property
    def tracked(self) -> bool:
        """Can it be counted: does it name drafts, or an organ that would decide?"""
        return bool(self.drafts or self.organ)


class CaseReport(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the desk knows of a report that the report does not say itself."""

    file: str
    outlet: str = ""
    url: str = ""
    published: datetime.date | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a case. What it says otherwise than the facts: `quorate.record.overrides`.

    Attributes:
        name: shown on every page.
        demo: true for the demonstration; every page then says so.
        bodies: organisations whose organs are in play; empty: all that are shipped.
        crises: shipped crises whose facts this case holds (``venezuela``).
        store: address of a shared PostgreSQL record; empty: ``record.sqlite`` in the folder.
        question: the questions tracked.
        report: dates and outlets of reports.
        talks: what this desk supposes options in talks to be worth.
    """

    name: str
    demo: bool = False
    bodies: tuple[str, ...] = ()
    crises: tuple[str, ...] = ()
    store: str = ""
    question: tuple[Question, ...] = ()
    report: tuple[CaseReport, ...] = ()
    talks: tuple[Worths, ...] = ()


def read_case(path: Path) -> Case:
    """Return the settings in this ``case.toml``, or raise `Unusable` with the remedy."""
    try:
        document = msgspec.toml.decode(path.read_bytes())
        settings = {key: value for key, value in document.items() if key not in OVERRIDES}
        return msgspec.convert(settings, Case)
    except FileNotFoundError:
        raise Unusable(
            f"{path.parent} is not a case folder: it has no case.toml; "
            f"make one with quorate new {path.parent}."
        ) from None
    except msgspec.ValidationError as error:
        raise Unusable(
            f"{path}: {error}; known keys are {one_of((*Case.__struct_fields__, *OVERRIDES))}, "
            f"of a question {one_of(Question.__struct_encode_fields__)}, "
            f"of a report {one_of(CaseReport.__struct_fields__)}."
        ) from None
    except OSError as error:
        raise Unusable(
            f"{path} cannot be read ({error.strerror}); check who may read it."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unusable(
            f"{path} cannot be read as TOML ({error}); mend it, or restore it."
        ) from None


def refuse_unknown_bodies(bodies: Iterable[str], claims: Iterable[AnyClaim]) -> None:
    """Raise `Unusable` if one of these bodies is no organisation or bloc of the claims."""
    known = {c.actor for c in claims if isinstance(c, Actor) and c.type in ("organisation", "bloc")}
    for body in bodies:
        if body not in known:
            near = difflib.get_close_matches(body.upper(), known, n=3)
            meant = f"did you mean {one_of(near)}?" if near else "quorate bodies lists them."
            raise Unusable(f"There is no body '{body}'; {meant}")


def write_case(
    path: Path, name: str, bodies: tuple[str, ...] = (), crises: tuple[str, ...] = ()
) -> None:
    """Write a new ``case.toml``; raise `Unusable` if there is one."""
    in_play, shipped = (", ".join(f'"{each}"' for each in some) for some in (bodies, crises))
    text = (
        f"name = {msgspec.json.encode(name).decode()}\n"
        f"bodies = [{in_play}]        # organisations in play; empty: all that are shipped\n"
        f"crises = [{shipped}]        # shipped crises whose facts stand beside the reports\n\n"
        "# [[question]]\n"
        '# id = "contact-group"\n'
        '# title = "A contact group for ..."\n'
        '# drafts = ["draft-..."]     # ids, as quorate votes lists them\n'
        '# organ = "OAS-GA"           # if another organ would decide it\n'
        '# for = ["contact group"]    # who is for this leans to yes; also past drafts, by id\n'
        "# against = []               # who is for this leans to no; drafts too\n"
        '# about = "VEN"              # whom it concerns, if its drafts do not say\n'
        '# related = {"oas-..." = 0.5}  # how much a past draft tells, 0 to 1, for a forecast\n\n'
        "# [[base]]                   # where this desk knows better than the shipped facts\n"
        '# organ = "OAS-GA"           # likewise [[rule]], [[member]], [[suspension]], [[seat]]\n'
        "# count = 33\n"
        "# since = 2023-11-19\n"
        '# why = "..."\n'
    )
    try:
        with path.open("x", encoding="utf-8") as handle:
            handle.write(text)
    except FileExistsError:
        raise Unusable(f"{path.parent} is a case already; choose another folder.") from None
    except OSError as error:
        raise Unusable(
            f"{path} cannot be written ({error.strerror}); choose another folder."
        ) from None
