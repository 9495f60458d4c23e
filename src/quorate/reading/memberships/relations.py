"""How do two stretches of a sentence stand to each other?

The chunks of a sentence become a row of symbols, a list one of them; from it, and from the subjects
that the parse knows, it is told that somebody is the subject of a verb, apposed to a noun, of it.
"""

from __future__ import annotations

from quorate.reading.syntax.parse import Parse

_SYMBOLS = {
    "np": "N", "rel": "R", "that": "R", "sub": "S", "cc": "c", "adv": "", "date": "", "comma": ",",
    "open": "(", "close": ")", "said": "Q",
}  # fmt: skip
_NAMED = frozenset(
    ("of", "with", "by", "for", "in", "to", "from", "at", "between", "among", "under", "including",
     "on", "into", "as", "without", "alongside", "such as", "like", "except", "behind", "against")
)  # fmt: skip
_LONG = 7


class Paths:
    """How the chunks of one sentence stand to each other."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.symbols = [self._symbol(i) for i in range(len(parse.chunks))]
        self.lists = self._lists()
        self._known: dict[tuple[int, int], str] = {}

    def _symbol(self, i: int) -> str:
        chunk = self.parse.chunks[i]
        if chunk.verb is not None:
            v = chunk.verb
            if v.passive:
                return "P"
            return {"to": "T", "ing": "G", "base": "T", "part": "P"}.get(v.form, "V")
        if chunk.kind == "prep":
            word = self.parse.phrases.word(i)
            return word if word in _NAMED else "p"
        if chunk.kind == "mark":
            word = self.parse.tokens[chunk.first].lower
            return "-" if word in "-—–" else word if word in ";:" else "."
        return _SYMBOLS.get(chunk.kind, "?")

    def _lists(self) -> list[tuple[int, int, int]]:
        """Return of each chunk the list that it is in: first and last chunk, and size."""
        n = len(self.parse.chunks)
        found = [(i, i, 1) for i in range(n)]
        i = 0
        while i < n:
            if self.symbols[i] != "N":
                i += 1
                continue
            items, at, joined = [i], i, False
            while True:
                step = at + 1
                while step + 1 < n and self.symbols[step] == "of" and self.symbols[step + 1] == "N":
                    step += 2
                if step < n and self.symbols[step] == "(":
                    close = next((k for k in range(step, n) if self.symbols[k] == ")"), step)
                    step = close + 1
                moved = False
                while step < n and self.symbols[step] in (",", "c", ""):
                    joined = joined or self.symbols[step] == "c"
                    moved = moved or self.symbols[step] != ""
                    step += 1
                if not moved or step >= n or self.symbols[step] != "N":
                    break
                if not self._alike(items[0], step):
                    break
                items.append(step)
                at = step
            if len(items) > 1 and (joined or len(items) > 2):
                for k in range(items[0], items[-1] + 1):
                    found[k] = (items[0], items[-1], len(items))
                i = items[-1] + 1
            else:
                i += 1
        return found

    def _alike(self, one: int, other: int) -> bool:
        """Are two noun phrases both names, or both none?"""
        first, last = (self.parse.tokens[self.parse.chunks[k].last] for k in (one, other))
        if (first.mention is None) != (last.mention is None):
            return first.text[:1].isupper() and last.text[:1].isupper()
        if first.mention is not None and last.mention is not None:
            return (first.mention.type == "person") == (last.mention.type == "person")
        return True

    def path(self, one: int, other: int) -> str:
        """Return the chunks between two, from the first to the second; lists count as one."""
        known = self._known.get((one, other))
        if known is not None:
            return known
        if one == other:
            found = "="
        else:
            first, last = (one, other) if one < other else (other, one)
            a, b = self.lists[first], self.lists[last]
            inside = a[:2] == b[:2] and a[2] > 1
            begin = a[1] + 1 if a[2] > 1 and not inside else first + 1
            end = b[0] if b[2] > 1 and not inside else last
            parts: list[str] = []
            k = begin
            while k < end:
                own = self.lists[k]
                if own[2] > 1 and own[1] < end:
                    parts.append("L")
                    k = own[1] + 1
                    continue
                if self.symbols[k]:
                    parts.append(self.symbols[k])
                k += 1
            if len(parts) > _LONG:
                parts = [*parts[:3], "~", *parts[-2:]]
            found = ("> " if one < other else "< ") + ("& " if inside else "") + " ".join(parts)
        self._known[one, other] = found
        return found


_CLAUSE = frozenset(("R", "S", "Q", ";", "-", ":", "."))
_VERBS = frozenset("VTGP")
_APPOSED = frozenset((",", "-", "(", ":"))
_BEING = frozenset(("be", "become", "remain", "stay", "serve"))


class Slots:
    """In what relation do words stand to a cue: its subject, apposed to it, of it?"""

    def __init__(self, paths: Paths, chunk_of: list[int]) -> None:
        self.paths, self.parse, self.chunk_of = paths, paths.parse, chunk_of
        self._known: dict[tuple[int, int, int, int], str] = {}

    def of(self, token: int, chunk: int, first: int, last: int) -> str:
        """Return how the words at a token stand to those of a cue from first to last."""
        known = self._known.get((token, chunk, first, last))
        if known is None:
            n, m = self.chunk_of[first], self.chunk_of[last]
            if self.parse.chunks[n].kind == "verb":
                known = self._of_verb(token, chunk, n, max(n, m))
            else:
                known = self._of_noun(token, chunk, n, max(n, m), first)
            self._known[token, chunk, first, last] = known
        return known

    def _subject(self, token: int, n: int) -> bool:
        at = self.parse.tokens[token].start
        subject = self.parse.subjects.get(n)
        return subject is not None and any(p.start <= at < p.end for p in subject.parties)

    def _steps(self, first: int, last: int) -> list[str]:
        """Return the symbols between two chunks, lists as one."""
        return self.paths.path(first, last)[2:].split()

    def _of_verb(self, token: int, chunk: int, n: int, m: int) -> str:
        verb = self.parse.chunks[n].verb
        assert verb is not None
        passive = " passive" if verb.passive else ""
        if self._subject(token, n):
            return f"subject{passive}"
        if chunk > n:
            between = self._steps(m, chunk) if chunk > m else []
            if not between:
                return f"object{passive}"
            if set(between) & (_CLAUSE | _VERBS):
                return f"beyond {'verb' if set(between) & _VERBS else 'mark'}"
            preps = [s for s in between if s.islower() and s != "c"]
            if preps and between[-1] == preps[-1]:
                return (
                    f"{'object ' if 'N' in between or 'L' in between else ''}{preps[-1]}{passive}"
                )
            if between[-1] in ",c":
                return f"after {between[-1]}{' prep' if preps else ''}"
            return "after"
        subject = self.parse.subjects.get(n)
        if (
            subject is not None
            and subject.gap >= 0
            and self.paths.lists[chunk][:2] == self.paths.lists[subject.gap][:2]
        ):
            return "gap"
        between = self._steps(chunk, n)
        if not between:
            return f"left{passive}"
        if set(between) & _VERBS:
            return "before verb"
        return f"before {between[0]}{' R' if 'R' in between else ''}"

    def _of_noun(self, token: int, chunk: int, n: int, m: int, first: int) -> str:
        if chunk == n:
            tokens = self.parse.tokens
            if token > first:
                return "compound after"
            if token + 1 < len(tokens) and tokens[token + 1].kind == "poss":
                return "owner"
            mention = tokens[token].mention
            return (
                "adjective" if mention is not None and mention.form == "adjective" else "compound"
            )
        between = self._steps(chunk, n) if chunk < n else self._steps(m, chunk)
        if chunk > m:
            return self._after_noun(token, between, n)
        return self._before_noun(token, chunk, between, n)

    def _after_noun(self, token: int, between: list[str], n: int) -> str:
        kept = [s for s in between if s not in "N L"]
        if between and between[0] == "of" and len(between) > 1:
            rest = [s for s in between[2:] if s]
            return f"of N {rest[0]}" if len(rest) == 1 else self._verb_after(rest, n, "of N ")
        if len(between) == 1:
            return f"next {between[0]}"
        if not between:
            return "next"
        if len(between) == 2 and between[0] in _APPOSED and between[1] not in _VERBS:
            return f"next {between[0]} {between[1]}"
        if set(between) & _VERBS:
            return self._verb_after(between, n, "")
        return f"on {kept[-1] if kept else '?'}"

    def _verb_after(self, between: list[str], n: int, lead: str) -> str:
        if between and between[0] in _VERBS and not set(between) & _CLAUSE:
            be = next((c.verb for c in self.parse.chunks[n + 1 :] if c.verb is not None), None)
            cop = be is not None and bool(be.lemmas & _BEING) and not be.passive
            last = between[-1] if between[-1].islower() else ""
            return f"{lead}subject of {'be' if cop else 'by' if last == 'by' else 'verb'} {last}"
        return f"{lead}beyond verb"

    def _before_noun(self, token: int, chunk: int, between: list[str], n: int) -> str:
        """Return how words before a noun stand to it: apposed, its subject, or by a verb."""
        if len(between) == 1 and between[0] in _APPOSED | {"c"}:
            return f"apposed {between[0]}"
        if not between:
            return "beside"
        if len(between) == 1:
            return f"N {between[0]}"
        k, prep = n - 1, ""
        while k > chunk:
            symbol = self.paths.symbols[k]
            if symbol in _VERBS:
                break
            if symbol in _CLAUSE | {","}:
                return f"before {between[0]} {between[-1]}"
            if symbol.islower() and symbol != "c" and not prep:
                prep = symbol
            k -= 1
        verb = self.parse.verb(k)
        if verb is None:
            return f"before {between[0]} {between[-1]}"
        be = (
            "be"
            if verb.lemmas & _BEING and not verb.passive
            else "name"
            if verb.passive
            else "verb"
        )
        if self._subject(token, k):
            return f"subject {be} {prep}"
        if chunk > k:
            inner = self._steps(k, chunk)
            return f"object {be} {inner[-1] if inner else ''} {prep}"
        return f"before {be} {prep}"
