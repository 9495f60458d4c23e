"""How is a deal worded in a memo: in English, and in Spanish?

Beside `quorate.views.memo.english` and its like, since these words are many and speak of nothing
else. Options and values are the facts' or the analyst's words: in Spanish they stand in quotation
marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

SUPPOSED = " [supposed]"


class EnglishDeal:
    """English, for what came of asks and offers and whether there is a deal."""

    as_it_is = "everything as it is"
    came: ClassVar[dict[str, str]] = {
        "agreed": "agreed", "refused": "refused", "lapsed": "lapsed with the talks",
        "kept": "kept", "broken": "not kept",
    }  # fmt: skip

    def option(self, words: str) -> str:
        """Return an option or a value as it is told."""
        return words

    def listed(self, words: Sequence[str]) -> str:
        """Return a list in prose."""
        return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

    def move(self, who: str, what: str, came: str, by: str, when: str, *, asks: bool) -> str:
        """Return that somebody asked or offered something, what came of it, and who says so."""
        so = f" (so {by})" if by else ""
        end = f" {when}" if when else ""
        return f"{who} {'asked' if asks else 'offered'} {what}; {self.came.get(came, '')}{so}{end}."

    def can_give(self, who: str, options: str) -> str:
        """Return what somebody outside the room can give."""
        return f"{who} can give, from outside the room: {options}."

    def possible(self, packages: int | None, possible: int, *, ranged: bool) -> str:
        """Return how many packages all could prefer."""
        ranges = " and ranges supposed" if ranged else ""
        return (
            f"Of {packages} packages, {possible} could be preferred by all "
            f"parties, by the signs{ranges} alone."
        )

    def impossible(self) -> str:
        """Return that all could prefer none."""
        return "No package could be preferred by all."

    def needed(self, giver: str, options: str) -> str:
        """Return without whom nothing works."""
        return f"Nothing works without {giver}, who gives {options}."

    def all_supposed(self, values: str) -> str:
        """Return that the values are supposed."""
        return f"All of these values are supposed: {values}."

    def blocked(self, who: str) -> str:
        """Return that there is no deal."""
        return (
            f"With the values supposed there is no deal; it is blocked by {who or 'nobody alone'}."
        )

    def opening(self, words: str) -> str:
        """Return what would open it."""
        return f"It would open it: {words}"

    def nash(self, package: str) -> str:
        """Return the package that the values give."""
        return f"With the values supposed, the Nash package is {package}."

    def withheld(self, who: str, left: str, *, spoils: bool) -> str:
        """Return what is left without somebody; without `left`, no deal is."""
        verb = "wrecks what it may" if spoils else "gives nothing"
        return f"If {who} {verb}, what is left is {left or 'no deal'}."


class SpanishDeal(EnglishDeal):
    """Spanish, for the same."""

    as_it_is = "todo como está"
    came: ClassVar[dict[str, str]] = {
        "agreed": "se acordó", "refused": "se rechazó", "lapsed": "caducó con las conversaciones",
        "kept": "se cumplió", "broken": "no se cumplió",
    }  # fmt: skip

    def option(self, words: str) -> str:
        bare = words.removesuffix(SUPPOSED)
        return f"«{bare}»{' (supuesto)' if bare != words else ''}"

    def listed(self, words: Sequence[str]) -> str:
        return " y ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))

    def move(self, who: str, what: str, came: str, by: str, when: str, *, asks: bool) -> str:
        so = f", según {by}" if by else ""
        end = f", {when}" if when else ""
        return f"{who} {'pidió' if asks else 'ofreció'} {what}; {self.came.get(came, '')}{so}{end}."

    def can_give(self, who: str, options: str) -> str:
        return f"Desde fuera de la sala, {who} puede dar: {options}."

    def possible(self, packages: int | None, possible: int, *, ranged: bool) -> str:
        ranges = " y por los rangos supuestos" if ranged else ""
        return (
            f"De {packages} paquetes, todas las partes podrían preferir {possible}, solo por los "
            f"signos{ranges}."
        )

    def impossible(self) -> str:
        return "Ningún paquete podría ser preferido por todas las partes."

    def needed(self, giver: str, options: str) -> str:
        return f"Nada funciona sin {giver}, que da {options}."

    def all_supposed(self, values: str) -> str:
        return f"Todos estos valores son supuestos: {values}."

    def blocked(self, who: str) -> str:
        by = f"lo bloquea {who}" if who else "nadie lo bloquea por sí solo"
        return f"Con los valores supuestos no hay acuerdo; {by}."

    def opening(self, words: str) -> str:
        return f"Lo abriría: «{words}»"

    def nash(self, package: str) -> str:
        return f"Con los valores supuestos, el paquete de Nash es {package}."

    def withheld(self, who: str, left: str, *, spoils: bool) -> str:
        verb = "impide lo que puede" if spoils else "no da nada"
        return f"Si {who} {verb}, queda {left or 'ningún acuerdo'}."
