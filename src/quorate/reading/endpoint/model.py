"""What does a model find in a report that the report bears out?

Each passage is asked about once: an answer is kept as soon as it is there, so that a reading that
was stopped goes on where it stood. What is kept is weighed anew every time it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from quorate.claims.claim import AnyClaim
from quorate.claims.problem import Problem
from quorate.claims.report import Report
from quorate.reading.dates import DateMention
from quorate.reading.endpoint.client import Client, Spent
from quorate.reading.endpoint.kept import Answers, Kept
from quorate.reading.endpoint.passages import passages
from quorate.reading.endpoint.protocol import asked, proposals, whole
from quorate.reading.endpoint.refused import Refusal, Refused, Why
from quorate.reading.endpoint.settings import Settings
from quorate.reading.endpoint.weighed import Weighing
from quorate.reading.names import Mention


class Found(msgspec.Struct, frozen=True):
    """What a model found in one report.

    Attributes:
        claims: what the words bear out, in the order of the report.
        refused: what they do not.
        problems: passages without an answer.
    """

    claims: tuple[AnyClaim, ...] = ()
    refused: tuple[Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()


class Model:
    """A reader behind an endpoint, made once for a run.

    Attributes:
        name: how commands call it.
        reader: its name and the model's, which its claims carry.
    """

    def __init__(
        self, settings: Settings, answers: Answers, environment: Mapping[str, str]
    ) -> None:
        """Make it ready; nothing is asked yet.

        Raises:
            Unusable: its key, or what asking needs, is not there.
        """
        self.settings, self.answers = settings, answers
        self.name, self.reader = settings.name, settings.reader
        self._client = Client(settings, environment)

    @property
    def spent(self) -> Spent:
        return self._client.spent

    def read(
        self, report: Report, mentions: Sequence[Mention], dates: Sequence[DateMention]
    ) -> Found:
        """Ask about what was not asked yet, and weigh every answer.

        Args:
            report: any text; it is never changed.
            mentions: the actors that it names.
            dates: the dates that it gives.
        """
        model, text = self.settings.model, report.text
        wanted = {
            asked(model, text[p.start : p.end]): p for p in passages(text, self.settings.passage)
        }
        kept = {a.asked: a for a in self.answers.of(self.name, report.id) if a.asked in wanted}
        open_ = [key for key in wanted if key not in kept]
        faults: list[str] = []
        for number, answer in self._client.ask([text[slice(*wanted[key])] for key in open_]):
            if answer.fault:
                faults.append(answer.fault)
                continue
            key = open_[number]
            start, end = wanted[key]
            kept[key] = Kept(
                key, model, start, end, answer.content, answer.tokens_in, answer.tokens_out
            )
            self.answers.keep(self.name, report.id, kept[key])
        found = weigh(report, mentions, dates, kept.values(), self.reader)
        problems = tuple(self._unanswered(report, faults, len(wanted)))
        return msgspec.structs.replace(found, problems=(*found.problems, *problems))

    def _unanswered(self, report: Report, faults: list[str], every: int) -> Iterable[Problem]:
        if faults:
            yield Problem(
                where=report.name,
                what=f"{len(faults)} of {every} passages have no answer of {self.name} at "
                f"{self.settings.address}: {faults[-1]}.",
                remedy="See to it and read the report again; what was answered is not asked again.",
            )


def weigh(
    report: Report,
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
    answers: Iterable[Kept],
    reader: str,
) -> Found:
    """Which claims in a model's answers do the report's words bear out?

    Args:
        report: the report asked about.
        mentions: the actors that it names.
        dates: the dates that it gives.
        answers: what was answered about its passages.
        reader: the name that the claims carry.
    """
    weighing = Weighing(report, mentions, dates, reader)
    claims: dict[str, AnyClaim] = {}
    refused: list[Refusal] = []
    for answer in sorted(answers, key=lambda a: (a.start, a.end)):
        if not 0 <= answer.start < answer.end <= len(report.text):
            continue
        try:
            every, wrong = proposals(answer.content)
        except ValueError:
            every, wrong = [], 1
        refused += [Refusal(reader, "", Why.SHAPE.value)] * wrong
        for each in every:
            try:
                claim = weighing.claim(each, answer.start, answer.end)
                claims.setdefault(claim.id, claim)
            except Refused as no:
                words = whole(each.quote)
                refused.append(Refusal(reader, each.kind, no.why.value, words, whole(no.told)))
    return Found(tuple(claims.values()), tuple(refused))
