"""In which words does a memo tell what the record holds, in Spanish?

The forms are those of `quorate.views.memo.english`. What reports say stays in their own language,
between quotation marks; so do names that the facts have in no Spanish.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence

from quorate.claims.claim import Actor, Number, Party
from quorate.claims.spoken import spoken
from quorate.record.contradiction import Conflict
from quorate.record.figures import Point
from quorate.record.talks import TermStanding
from quorate.record.timeline import Standing
from quorate.views.highlight import line
from quorate.views.memo import spanish_words as words_of
from quorate.views.memo.english import SUPPOSED, English
from quorate.views.page.words import words

# A name as people and bodies bear it, of two words at least, and not "The police".
_PROPER = re.compile(
    r"(?!(?:The|An?|El|Las?|Los|Una?) )[^\W\d_a-zà-ÿ]\S*(?: (?:de|del|la|los|y|of|van|von|al|bin))*"
    r"(?: (?:(?:de|del|la|los|y|of|van|von|al|bin) )*[^\W\d_a-zà-ÿ]\S*)+"
)


class Spanish(English):
    """Spanish, as every sentence of a memo is worded."""

    code = "es"
    quotes = ("«", "»")
    of = " de "
    somebody = "alguien sin nombrar"
    headings = words_of.HEADINGS
    labels = words_of.LABELS
    phrases = words_of.PHRASES
    outcomes = words_of.OUTCOMES

    # ------------------------------------------------------------------ small things
    def demo(self, note: str) -> str:
        return (
            "Informes escritos para la demostración a partir de fuentes públicas; "
            "sus medios son inventados."
        )

    def day(self, date: str) -> str:
        return f"el {self.date(date)}" if len(date) == 10 else f"en {self.date(date)}"

    def date(self, date: str) -> str:
        if len(date) == 4:
            return date
        day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")
        month = f"{words_of.MONTHS[day.month - 1]} de {day.year}"
        return f"{day.day} de {month}" if len(date) == 10 else month

    def since(self, date: str) -> str:
        return f"el {self.date(date)}" if len(date) == 10 else self.date(date)

    def unlisted(self, name: str) -> str:
        if not name:
            return self.somebody
        return name if _PROPER.fullmatch(name) else self.quoted(name)

    def listed(self, words: Sequence[str], none: str = "") -> str:
        if len(words) < 2:
            return words[0] if words else none or "nadie nombrado"
        return f"{', '.join(words[:-1])} {_and(words[-1])} {words[-1]}"

    def option(self, words: str) -> str:
        bare = words.removesuffix(SUPPOSED)
        return f"{self.quoted(bare)}{' (supuesto)' if bare != words else ''}"

    def shown(self, actor: Actor) -> str:
        return _shown(actor)

    def called(self, actor: Actor) -> str:
        name = _shown(actor)
        article = words_of.ARTICLES.get(name.partition(" ")[0], "")
        return f"{article} {name}".strip() if actor.type not in ("person", "state") else name

    def within(self, name: str) -> str:
        return name

    def party(self, one: Party, names: Mapping[str, str]) -> str:
        if not one.actor:
            return self.unlisted(line(one.words))
        name = line(names.get(one.actor, one.actor))
        return f"miembros {_of(name)}" if one.members else name

    def bounds(self, point: Point) -> str:
        low, high = point.low, point.high
        if low is None and high is None:
            return _number(point.best)
        if low is None or high is None:
            return f"al menos {_number(low)}" if high is None else f"como máximo {_number(high)}"
        return _number(low) if low == high else f"de {_number(low)} a {_number(high)}"

    def quantity(self, quantity: str) -> str:
        known = words_of.QUANTITIES.get(line(quantity).replace("_", " "))
        return known or self.quoted(line(quantity).replace("_", " "))

    def state(self, status: str) -> str:
        return words_of.STATES.get(status, status)

    def origin(self, told: str) -> str:
        for english, spanish in words_of.ORIGINS:
            told = re.sub(english, spanish, told)
        return told

    def mark(self, mark: str) -> str:
        for english, spanish in words_of.MARKS:
            if found := re.fullmatch(english, mark):
                return found.expand(spanish)
        return self.quoted(mark)

    # ------------------------------------------------------------------ the head
    def built_from(self, entry: int, on: str, known: str, supposed: Sequence[str]) -> str:
        parts = [f"Elaborado a partir del registro en el asiento {entry}"]
        parts += [f"según la situación {_of('el ' + self.date(on), date=True)}"] if on else []
        parts += [f"con lo publicado hasta {self.day(known)}"] if known else []
        parts += [f"suponiendo {', '.join(supposed)}"] if supposed else []
        return ", ".join(parts) + "."

    # ------------------------------------------------------------------ the question
    def untitled(self, told: str) -> str:
        for english, spanish in words_of.UNTITLED:
            told = re.sub(english, spanish, told)
        return told

    def count_part(self, told: str) -> str:
        for english, spanish in words_of.COUNTED:
            told = re.sub(english, spanish, told)
        return told

    def rule(self, rules: Sequence[str]) -> str:
        told = (f"{words('es').word(spoken(rule))} ({rule})" for rule in rules)
        return f"La regla: {' o '.join(told)}"

    # ------------------------------------------------------------------ what happened
    def did(self, kind: str, standing: Standing, to: str, *, many: bool) -> str:
        base, one, several, before = words_of.DID.get(kind, words_of.DID["OTHER"])
        past = several if many else one
        verb = {
            "done": past,
            "threatened": past,
            "planned": f"{'planearon' if many else 'planeó'} {base}",
            "possible": f"{'podrían' if many else 'podría'} {base}",
            "alleged": f"presuntamente {past}",
            "not done": f"no {past}",
        }[standing]
        return f"{verb} {_after(before, to)}" if to else verb

    def occasion(
        self, kind: str, organ: str, title: str, place: str, standing: Standing
    ) -> str:  # fmt: skip
        noun, feminine = words_of.OCCASIONS.get(kind, (kind, False))
        of = f" {_of(organ)}" if organ else ""
        called = "llamada" if feminine else "llamado"
        named = f" {called} {self.quoted(title)}" if title else ""
        at = f" en {place}" if place else ""
        verb = {"statement": "se hizo", "measure": "entró en vigor"}.get(kind, "tuvo lugar")
        if standing != "done":
            verb = "estaba prevista" if feminine else "estaba previsto"
        return f"{verb} {'una' if feminine else 'un'} {noun}{of}{named}{at}"

    # ------------------------------------------------------------------ who said what
    def said(
        self, who: str, to: str, relayed: Sequence[str], cue: str, *, mode: str, denied: bool,
        many: bool,
    ) -> str:  # fmt: skip
        chain = "".join(f"según {each}, " for each in relayed)
        verb, how = ("dijeron" if many else "dijo"), ""
        if denied:
            verb = "no dijeron, o negaron," if many else "no dijo, o negó,"
        if denied or mode != "direct":
            how = ", en palabras del informe"
        return f"{chain}{who} {verb}{f' {_to(to)}' if to else ''}{how}: "

    # ------------------------------------------------------------------ who stands where
    def stance(self, names: str, stance: str, target: str, phrase: str, *, many: bool) -> str:
        denied, bare = stance.startswith("not "), stance.removeprefix("not ")
        one, several, before = words_of.STANCES.get(
            bare, (f"adopta la postura «{bare}» sobre", f"adoptan la postura «{bare}» sobre", "")
        )
        verb = several if many else one
        verb = f"no {verb}, o ya no," if denied else verb
        if target:
            return f"{names} {verb} {_after(before or 'a', target)}."
        quoted = f"lo siguiente: {self.quoted(phrase)}"
        return f"{names} {verb} {f'{before} ' if before else ''}{quoted}."

    def demanded(self, by: str, of: str, *, many: bool) -> str:
        verb = "exigieron" if many else "exigió"
        return f"{by} {verb}{f' {_to(of)}' if of else ''}: "

    def dropped(self, by: str, of: str, *, many: bool) -> str:
        verb = "retiraron" if many else "retiró"
        return f"{by} {verb} una exigencia{f' {_to(of)}' if of else ''}: "

    # ------------------------------------------------------------------ numbers
    def wordings(self, words: Sequence[str]) -> str:
        return self.listed(words) if words else ""

    # ------------------------------------------------------------------ talks
    def mediated(self, who: str) -> str:
        return self.phrase("mediated", who=_of(who))

    def term(
        self, who: str, standing: TermStanding, issue: str, value: str, giver: str,
        in_return_for: str, condition: str, *, outside: bool, many: bool,
    ) -> str:  # fmt: skip
        verb = {
            "asks": "pidió", "offers": "ofreció", "dropped": "retiró la exigencia",
            "withdrawn": "retiró la oferta",
        }[standing]  # fmt: skip
        told = f"{issue}: {value}" if value else issue
        give = f", lo que tendría que conceder {giver}" if giver else ""
        give += ", desde fuera de la sala" if outside else ""
        trade = f", a cambio de {self.quoted(in_return_for)}" if in_return_for else ""
        under = f", {self.quoted(condition)}" if condition else ""
        return f"{who} {verb}: {self.quoted(told)}{give}{trade}{under}."

    def against(self, words: str, *, before: bool) -> str:
        return f"Contra {self._which(before)} hubo un acto{words}."

    def opposed(
        self, by: str, kind: str, standing: Standing, date: str, words: str, *, before: bool,
        many: bool,
    ) -> str:  # fmt: skip
        if standing != "done":
            told = words_of.STANDINGS.get(standing, standing)
            verb = f"{'estarían' if many else 'estaría'} en contra ({told}) de"
        elif kind == "ABSENT":
            verb = f"no {'acudieron' if many else 'acudió'} a"
        else:
            one, more = (
                "rechazó, abandonó u obstaculizó",
                "rechazaron, abandonaron u obstaculizaron",
            )
            verb = more if many else one
        when = f" {self.day(date)}" if date else ""
        return f"{by} {verb} {self._which(before)}{when}{words}."

    def _which(self, before: bool) -> str:
        return "conversaciones anteriores a estas" if before else "estas conversaciones"

    # ------------------------------------------------------------------ doubts
    def about(self, conflict: Conflict, names: Mapping[str, str]) -> str:
        if conflict.kind == "position":
            actor, phrase, target = [*conflict.key.split("|"), "", "", ""][:3]
            whom = f", {names.get(target, target)}" if target else ""
            return line(f"{names.get(actor, actor)} sobre {self.quoted(phrase)}{whom}")
        if conflict.kind == "figure":
            quantity, _, scope = conflict.about.partition(", ")
            return line(self.quantity(quantity) + (f", {scope}" if scope else ""))
        if conflict.kind == "list":
            name, _, role = conflict.about.rpartition(", ")
            return line(f"{self.quoted(name)}, {words_of.ROLES.get(role, role)}")
        return self.quoted(line(conflict.about))

    def side(self, conflict: Conflict, says: str) -> str:
        if conflict.kind == "figure":
            return self.quoted(line(says))
        told = line(says)
        if conflict.kind == "position":
            one, _, _ = words_of.STANCES.get(told.removeprefix("not "), (told, "", ""))
            return f"no {one}" if told.startswith("not ") else one
        for english, spanish in words_of.SIDES:
            told = re.sub(english, spanish, told)
        return told

    def assumption(self, told: str) -> str:
        for english, spanish in words_of.ASSUMED:
            if found := re.fullmatch(english, told):
                return self.count_part(found.expand(spanish))
        return self.quoted(told)


def _number(value: Number | None) -> str:
    """Return a number as Spanish prints it: groups of three from five digits on, decimal comma.

    >>> _number(2000), _number(12000), _number(None)
    ('2000', '12 000', '')
    """
    if value is None:
        return ""
    whole, _, rest = f"{value:,}".partition(".")
    whole = whole.replace(",", " " if len(whole.lstrip("-")) > 5 else "")
    return whole + (f",{rest}" if rest else "")


def _shown(actor: Actor) -> str:
    """Return the Spanish name to be shown: the first that is no abbreviation, else any."""
    names = actor.names.get("es", ())
    if actor.type in ("state", "territory"):
        return (list(names) or [actor.name])[0]
    spelled = [n for n in names if not n.isupper() and (" " in n or len(n) > 5)]
    return (spelled or list(names) or [actor.name])[0]


def _and(word: str) -> str:
    """Return ``e`` before the sound of i, else ``y``.

    >>> _and("Irlanda"), _and("Perú"), _and("Hiato")
    ('e', 'y', 'y')
    """
    return "e" if re.match(r"(?i)h?[ií](?![aeou])", word) else "y"


def _of(name: str, *, date: bool = False) -> str:
    """Return a name after ``de``."""
    article = name.startswith("el ") and (date or not name.startswith("el Salvador"))
    return f"del {name.removeprefix('el ')}" if article else f"de {name}"


def _to(name: str) -> str:
    """Return a name after ``a``."""
    return f"al {name.removeprefix('el ')}" if name.startswith("el ") else f"a {name}"


def _after(before: str, name: str) -> str:
    """Return a name after a preposition, the article drawn to it where Spanish does so."""
    head, _, last = before.rpartition(" ")
    if last in ("a", "de") and name:
        return f"{head} {_to(name) if last == 'a' else _of(name)}".strip()
    return f"{before} {name}".strip()
