"""Which words do several commands take?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="quorate",
    help="Press reports into a sourced record, counted under each body's rules.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

CaseArg = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder; . for this one.")]
InCase = Annotated[
    Path | None, typer.Option("--case", help="As this case has it; else the shipped facts alone.")
]
Reader = Annotated[
    str,
    typer.Option(help="Who reads: grammar, a model that quorate readers lists, or grammar+NAME."),
]
Files = Annotated[list[Path], typer.Argument(help="Report files, or folders of them.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON with stable keys.")]
Question = Annotated[str, typer.Option("--question", "-q", help="A question or draft; else all.")]
OneQuestion = Annotated[
    str,
    typer.Option("--question", "-q", help="The question or draft; needed where there are several."),
]
OrganArg = Annotated[str, typer.Argument(metavar="ORGAN", help="An organ: OAS-MC, or its name.")]
MatterArg = Annotated[str, typer.Argument(metavar="[MATTER]", help="The kind of decision.")]
Organ = Annotated[str, typer.Option(help="Count before this organ, as OAS-GA.")]
Matter = Annotated[str, typer.Option(help="The kind of decision, naming the organ's rule.")]
On = Annotated[str, typer.Option(help="Only what holds on this date.")]
Known = Annotated[str, typer.Option(help="Only what was published by this date.")]
Entry = Annotated[int | None, typer.Option(help="As the desk saw it at this entry of the ledger.")]
MinConfidence = Annotated[
    str,
    typer.Option(
        "--min-confidence", metavar="P",
        help="Of proposals, only those at least so sure: 0 to 1, or 'safe' (safe to accept).",
    ),
]  # fmt: skip
Suppose = Annotated[
    list[str] | None,
    typer.Option(help="What if: 'BRB no', 'leave VEN', 'suspend NIC'. Repeatable."),
]
Chances = Annotated[
    list[str] | None,
    typer.Option(
        "--chance", help="How likely: 'BRB yes .7', 'JAM yes .5 abstain .5', 'others yes .5'."
    ),
]
Forecasts = Annotated[
    bool, typer.Option("--forecast", help="With chances by the forecast, by what was known.")
]
Table = Annotated[
    Path | None,
    typer.Option(
        "--chances", help="A .csv or .xlsx of chances: member, yes, no, abstain, absent, bloc."
    ),
]
BlocShock = Annotated[
    float, typer.Option(help="Of chances: how far members of one bloc move together; 0: not.")
]
BodyShock = Annotated[float, typer.Option(help="Of chances: how far all members move together.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", help="Write a picture to FILE.svg or FILE.png.")
]
Dark = Annotated[bool, typer.Option("--dark", help="Of a picture: light on dark.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, or how it begins.")]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="Ids, or how they begin.")]
Why = Annotated[str, typer.Option(help="The reason.")]
By = Annotated[str, typer.Option(help="Who decides; by default the login name.")]
