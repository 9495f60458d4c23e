"""Who may read a memo? The marks of the Traffic Light Protocol.

FIRST, Traffic Light Protocol (TLP), version 2.0, 2022, https://www.first.org/tlp/: the five labels,
how they are spelled, and their colours on black.
"""

from __future__ import annotations

import msgspec

from quorate.claims.problem import Unusable


class Mark(msgspec.Struct, frozen=True):
    """A label of the protocol.

    Attributes:
        label: as it is printed: ``TLP:AMBER+STRICT``.
        colour: of the letters, on black, as RRGGBB.
        means: who may read it, by language.
    """

    label: str
    colour: str
    means: dict[str, str]


MARKS = {
    mark.label: mark
    for mark in (
        Mark("TLP:CLEAR", "FFFFFF", {
            "en": "may be told to everybody", "es": "puede difundirse sin límite",
        }),
        Mark("TLP:GREEN", "33FF00", {
            "en": "may be told within the community, not in public",
            "es": "puede difundirse en la comunidad, no en público",
        }),
        Mark("TLP:AMBER", "FFC000", {
            "en": "for the recipient's organisation and its clients, as far as they need to know",
            "es": "para la organización destinataria y sus clientes que necesiten saberlo",
        }),
        Mark("TLP:AMBER+STRICT", "FFC000", {
            "en": "for the recipient's organisation alone, as far as it needs to know",
            "es": "solo para la organización destinataria, para quien necesite saberlo",
        }),
        Mark("TLP:RED", "FF2B2B", {
            "en": "for the eyes and ears of the recipients alone",
            "es": "solo para las personas destinatarias",
        }),
    )
}  # fmt: skip


def handling(words: str) -> Mark | None:
    """Return the mark that is meant, or None if none is asked for.

    >>> handling("amber + strict").label, handling("TLP:RED").label, handling("")
    ('TLP:AMBER+STRICT', 'TLP:RED', None)

    Raises:
        Unusable: there is no such mark.
    """
    asked = "".join(words.upper().split()).removeprefix("TLP:")
    if not asked:
        return None
    if f"TLP:{asked}" not in MARKS:
        raise Unusable(f"There is no handling mark '{words}'; the marks are {', '.join(MARKS)}.")
    return MARKS[f"TLP:{asked}"]
