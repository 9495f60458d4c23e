"""How are the sentences of reports parsed, for whoever studies them with other tools?

Written in CoNLL-U, the format of Universal Dependencies, which every tool of the field reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quorate.claims.report import Report
from quorate.reading.pipeline import Parser, Token
from quorate.views.highlight import plain


def parsed(reports: Iterable[Report], parser: Parser) -> Iterator[tuple[Report, Any]]:
    """Yield each report with its sentences, each a tuple of tokens."""
    for report in reports:
        yield report, parser.report(report.text)


def sentence_data(text: str, tokens: Sequence[Token]) -> dict[str, Any]:
    """Return a sentence as plain data; a head is a place in its words, -1 for none."""
    return {
        "start": tokens[0].start,
        "end": tokens[-1].end,
        "words": [{"form": text[t.start : t.end], **t._asdict()} for t in tokens],
    }


def conllu(report: Report, sentences: Iterable[Sequence[Token]]) -> str:
    """How is a parsed report written in CoNLL-U?

    Each word has its place in the report in the last column. What would steer a terminal is shown
    as a sign.

    >>> from quorate.reading.pipeline import Token
    >>> report = Report(name="r.txt", bytes_hash="", extractor="text 1", text="Peru left.")
    >>> peru = Token(0, 4, "Peru", "PROPN", "Number=Sing", 1, "nsubj")
    >>> left = Token(5, 9, "leave", "VERB", "", -1, "root")
    >>> stop = Token(9, 10, ".", "PUNCT", "", 1, "punct")
    >>> print(conllu(report, [[peru, left, stop]]).replace(chr(9), " "))
    # newdoc id = r.txt
    # sent_id = r.txt-1
    # text = Peru left.
    1 Peru Peru PROPN _ Number=Sing 2 nsubj _ TokenRange=0:4
    2 left leave VERB _ _ 0 root _ SpaceAfter=No|TokenRange=5:9
    3 . . PUNCT _ _ 2 punct _ TokenRange=9:10
    <BLANKLINE>
    """
    lines = [f"# newdoc id = {report.name}"]
    text = report.text
    for number, tokens in enumerate(sentences, 1):
        if not tokens:
            continue
        words = plain(" ".join(text[tokens[0].start : tokens[-1].end].split()))
        lines += [f"# sent_id = {report.name}-{number}", f"# text = {words}"]
        for at, token in enumerate(tokens, 1):
            close = at < len(tokens) and tokens[at].start == token.end
            place = ("SpaceAfter=No|" if close else "") + f"TokenRange={token.start}:{token.end}"
            form, lemma = plain(text[token.start : token.end]), plain(token.lemma)
            lines.append(
                f"{at}\t{form}\t{lemma}\t{token.upos}\t_\t"
                f"{token.feats or '_'}\t{token.head + 1}\t{token.deprel}\t_\t{place}"
            )
        lines.append("")
    return "\n".join(lines)
