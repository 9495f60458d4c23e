"""Which passages of a report is a model asked about?

Whole paragraphs, as many together as fit; a longer paragraph is cut where a sentence ends. What a
passage shows is ``report.text[start:end]``: nothing is normalised, so offsets stay true.
"""

from __future__ import annotations

from quorate.reading.language import Stretch, sentences


def passages(text: str, most: int) -> list[Stretch]:
    """Return the passages in order, none longer than `most` unless one sentence is.

    >>> text = "One. Two.\\n\\nThree."
    >>> [text[p.start:p.end] for p in passages(text, 12)]
    ['One. Two.', 'Three.']
    >>> [text[p.start:p.end] for p in passages(text, 99)]
    ['One. Two.\\n\\nThree.']
    """
    blocks: list[tuple[Stretch, int]] = []
    for s in sentences(text):
        last, paragraph = blocks[-1] if blocks else (Stretch(0, 0), -1)
        if paragraph == s.paragraph and s.end - last.start <= most:
            blocks[-1] = Stretch(last.start, s.end), paragraph
        else:
            blocks.append((Stretch(s.start, s.end), s.paragraph))
    found: list[Stretch] = []
    for block, _ in blocks:
        if found and block.end - found[-1].start <= most:
            found[-1] = Stretch(found[-1].start, block.end)
        else:
            found.append(block)
    return found
