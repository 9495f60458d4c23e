"""What does a clause begin with that another clause stands in: "a letter sent by A and B urged"?

The list of those who sent the letter goes on to the verb, and the verb is the letter's: what it
says, they say. Of "the plan that A rejected" the plan is what A rejected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quorate.reading.syntax.tokens import singular

if TYPE_CHECKING:
    from quorate.reading.syntax.memory import Named
    from quorate.reading.syntax.parties import Phrases

# Verbs of which a charge or claim is the object: "a charge that A denies".
_ANSWERING = {
    "reject", "dismiss", "deny", "dispute", "contest", "rebut", "refute", "ridicule", "repeat",
    "echo", "challenge",
}  # fmt: skip
_LISTED = ("np", "comma", "cc", "open", "close", "date")


def opens(phrases: Phrases, by: int) -> int:
    """Return the noun phrase that opens a clause and on whose participle "by" hangs, or -1.

    Args:
        phrases: those of the sentence.
        by: the chunk before the first who does it.
    """
    if phrases.kind(by) != "prep" or phrases.word(by) != "by":
        return -1
    at = by - 1
    while phrases.kind(at) in ("adv", "date", "np") and at > 0:
        placed = phrases.kind(at) == "np" and phrases.kind(at - 1) == "prep"
        at -= 2 if placed else 1  # "issued in Lima by": the noun and its "in"
    verb = phrases.chunks[at].verb if at > 0 else None
    if verb is None or not verb.reduced:
        return -1
    if phrases.kind(at - 1) == "cc":  # "tabled by A and backed by"
        first = _before_list(phrases, at - 2)
        return opens(phrases, first) if first < at - 2 else -1
    noun = at - 1 - (phrases.kind(at - 1) == "comma")
    if phrases.kind(noun) != "np":
        return -1
    head = phrases.head(noun)
    return head if _begins(phrases, head) else -1


def _begins(phrases: Phrases, head: int) -> bool:
    """Does a clause begin with this noun phrase, so that the verb to come is its own?"""
    says = phrases.v["says"]
    for k in range(head - 1, -1, -1):
        if phrases.kind(k) in ("mark", "that", "sub"):
            return True
        verb = phrases.chunks[k].verb
        if verb is not None:
            return bool(verb.lemmas & says) and k == head - 1
    return True


def over_agents(phrases: Phrases, last: int) -> tuple[int, tuple[Named, ...]] | None:
    """Return what the clause opens with and who did it, where a list of them ends here.

    Args:
        phrases: those of the sentence.
        last: the last noun phrase of the list.

    Returns:
        The noun phrase, and of a document those who issued it; None if no such list ends here.
    """
    k = _before_list(phrases, last)
    head = opens(phrases, k)
    if head < 0:
        return None
    named, after = phrases.forward(k + 1)
    if after <= last:
        return None
    noun = singular(phrases.tokens[phrases.chunks[head].last].lower)
    return head, tuple(named) if noun in phrases.v["documents"] else ()


def acting(phrases: Phrases, index: int, joined: bool) -> bool:
    """Has this noun phrase a verb, alone or, if it is `joined`, with the one joined to it?"""
    return phrases.subject_of_verb(index) or (joined and joined_subject(phrases, index))


def joined_subject(phrases: Phrases, index: int) -> bool:
    """Has this noun phrase with the one joined to it a verb: ", and A and B condemned it"?"""
    at = phrases.after(index)
    joined = phrases.kind(at) == "cc" and phrases.kind(at + 1) == "np"
    return joined and phrases.subject_of_verb(at + 1)


def _before_list(phrases: Phrases, last: int) -> int:
    """Return the chunk before a list that ends here."""
    k = last
    while k > 0 and (phrases.kind(k) in _LISTED or phrases.word(k) == "of"):
        k -= 1
    return k


def gap_before(phrases: Phrases, that: int, last: int) -> int:
    """Return the noun phrase that "that" makes the object: "the plan that A and B rejected", or -1.

    Without "that" it is the one before the subject, unless that is a count: "by 9 to 2 B left".

    Args:
        phrases: those of the sentence.
        that: the chunk before the subject.
        last: the last chunk of the subject.
    """
    if phrases.kind(that) == "np":
        return -1 if phrases.counts(that) or after_preamble(phrases, that, last) else that
    if phrases.kind(that) != "that" or phrases.kind(that - 1) != "np":
        return -1
    at = last + 1
    while phrases.kind(at) in ("adv", "date"):
        at += 1
    verb = phrases.chunks[at].verb if at < len(phrases.chunks) else None
    if verb is None or verb.form != "finite" or verb.passive or verb.lemmas & phrases.v["says"]:
        return -1
    noun = phrases.tokens[phrases.chunks[that - 1].last].lower
    content = singular(noun) in phrases.v["contents"] and not verb.lemmas & _ANSWERING
    after = phrases.chunks[at + 1] if at + 1 < len(phrases.chunks) else None
    bare = after is None or after.kind not in ("np", "that", "verb", "said", "open")
    bare = bare or (after is not None and after.verb is not None and after.verb.form == "finite")
    return that - 1 if bare and not content else -1


def after_preamble(phrases: Phrases, before: int, last: int) -> bool:
    """Is a noun phrase before a subject only where or when: "At the summit | X abstained"?

    Not that of "In the talks X hosted, Y left", where another clause follows.

    Args:
        phrases: those of the sentence.
        before: the noun phrase.
        last: the last chunk of the subject.
    """
    fronted = all(phrases.kind(k) in ("prep", "np", "date", "adv") for k in range(before))
    verbs = (k for k in range(last + 1, len(phrases.chunks)) if phrases.chunks[k].verb is not None)
    after = next(verbs, last) + 1
    verb = phrases.chunks[after].verb if after < len(phrases.chunks) else None
    another = phrases.kind(after) == "comma" or (verb is not None and verb.form == "finite")
    return fronted and phrases.kind(0) == "prep" and not another


def excepted_from(phrases: Phrases, last: int) -> int:
    """Return the word that excepts a list ending here: "all except A, B and C voted", or -1."""
    k, names = last, 0
    while k > 0 and phrases.kind(k) in ("np", "comma", "cc") and phrases.word(k) != "but":
        names += phrases.kind(k) == "np"
        if names == 1 and phrases.kind(k) == "comma":
            return -1  # "all left except A, B voted"
        k -= 1
    two = names == 2 and "comma" in [phrases.kind(j) for j in range(k, last)]
    return k if phrases.excepts(k) and not two else -1
