"""Has any verdict been altered, taken out or put in since?

Each verdict carries the hash of the one before, so the hash of the last, the *head*, stands for
all of them: whoever holds a memo with a head can tell whether it stands in this chain. Verdicts
from before there was a chain are bound by the hash that its first one carries.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from quorate.claims.problem import Problem, Unusable
from quorate.record.review import READERS, WORDED, Verdict

SHORTEST = 12  # characters of a head that are enough to name it


class Chain(msgspec.Struct, frozen=True):
    """The verdicts of a record, followed from the first to the last.

    Attributes:
        start: what the first verdict carries: the hash of the ids of those without a chain.
        heads: the hash of each chained verdict, in order.
        unchained: how many verdicts are older than the chain.
        problems: where it is broken.
    """

    start: str
    heads: tuple[str, ...] = ()
    unchained: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def head(self) -> str:
        """Return the hash of the last verdict."""
        return self.heads[-1] if self.heads else self.start

    def after(self, head: str) -> int:
        """Return how many verdicts came after this head.

        Raises:
            Unusable: the head is too short, or does not stand in the chain.
        """
        wanted = head.strip().lower()
        if len(wanted) < SHORTEST:
            raise Unusable(f"'{head}' is too short for a head; give it as the memo prints it.")
        every = (self.start, *self.heads)
        places = [n for n, each in enumerate(every) if each.startswith(wanted)]
        if not places:
            raise Unusable(
                f"The head {wanted} does not stand in this chain: the memo was made from another "
                "record, or verdicts were altered or taken out since; compare verdicts.jsonl with "
                "a backup."
            )
        return len(every) - 1 - places[0]


def start(unchained: Iterable[str]) -> str:
    """Return what the first verdict of a chain carries, given the ids of those before it."""
    return hashlib.sha256("\n".join(sorted(unchained)).encode()).hexdigest()


def chained(verdicts: Iterable[Verdict], head: str) -> Iterator[Verdict]:
    """Yield the verdicts, each with the hash of the one before; the first carries the head."""
    for each in verdicts:
        salts = {name: secrets.token_hex(16) for name in WORDED if getattr(each, name)}
        bound = msgspec.structs.replace(each, before=head, salts=salts)
        head = bound.id
        yield bound


def follow(verdicts: Sequence[Verdict], where: str) -> Chain:
    """Return the chain of these verdicts, in their order, and where it is broken.

    Args:
        verdicts: those of a file or of a record; a reader's own acts are left aside.
        where: their file, or ``record``.
    """
    told = [v for v in verdicts if v.act not in READERS]
    first = next((n for n, v in enumerate(told) if v.before), len(told))
    loose = [v.id for v in told[:first]]
    began = head = start(loose)
    heads: list[str] = []
    problems = []
    for number, each in enumerate(told[first:], first + 1):
        what = ""
        if not each.before:
            what = "carries no hash, though the chain had begun"
        elif each.before != head:
            what = "does not carry the hash of the one before"
        elif any(name in each.withheld and getattr(each, name) for name in ("by", "why")):
            what = "has words again that were removed"
        elif each.made and each.made.id != each.replaced_by:
            what = "names another claim than it holds"
        if what:
            problems.append(
                Problem(
                    where=where,
                    what=f"Verdict {number} (on {each.claim}, {each.at}) {what}.",
                    remedy="A verdict was altered, taken out or put in; compare with a backup.",
                )
            )
        head = each.id
        heads.append(head)
    return Chain(began, tuple(heads), len(loose), tuple(problems))
