"""How does a case become a network: who stands where, belongs to what, acts on whom?

GEXF (https://gexf.net) for Gephi and GraphML (http://graphml.graphdrawing.org) for all others, both
written by NetworkX. Nodes are actors, occasions and what positions are on; an edge is a claim, with
its kind, what it says, its day, its status and its id.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from quorate.claims.claim import Act, Ballot, Claim, Membership, Party, Position
from quorate.claims.problem import Unusable
from quorate.record.schema import STANDING
from quorate.views.highlight import line

if TYPE_CHECKING:
    from quorate.record.record import Record

Edge = tuple[str, str, str]  # from, to, what


def _networkx() -> Any:
    try:
        import networkx
    except ModuleNotFoundError:
        raise Unusable(
            "A network needs networkx, which is not installed; run: pip install 'quorate[frames]'."
        ) from None
    return networkx


def network(record: Record) -> Any:
    """Return the case as a directed graph of NetworkX that may have several edges between two.

    Raises:
        Unusable: the extra ``frames`` is not installed.
    """
    graph = _networkx().MultiDiGraph()
    actors = {a.actor: a for a in record.actors()}
    titles = {
        getattr(h.holds.claim, "occasion", ""): getattr(h.holds.claim, "title", "")
        for h in record.held("occasion")
    }
    for stored in record.claims():
        if stored.status not in STANDING:
            continue
        claim = stored.claim
        for one, other, what in _edges(claim):
            for node in (one, other):
                known = actors.get(node)
                label = known.name if known else titles.get(node) or node
                kind = known.type if known else "occasion" if node in titles else "phrase"
                graph.add_node(node, label=line(label), type=kind)
            graph.add_edge(
                one, other, key=f"{claim.id} {one} {other}", kind=claim.kind, what=line(what),
                day=claim.starts, status=stored.status, negated=claim.negated, claim=claim.id,
                start=_day(claim.starts), end=_day(claim.until),
            )  # fmt: skip
    return graph


def _day(date: str | None) -> str:
    """Return a date if it is a whole day, as GEXF wants it."""
    return date if date and len(date) == 10 else ""


def gexf(record: Record) -> bytes:
    """Return the network as GEXF 1.2, as Gephi reads it."""
    networkx, graph = _networkx(), network(record)
    out = io.BytesIO()
    # GEXF has one id an edge, and from when to when it is there, by which Gephi draws a timeline;
    # NetworkX takes them from attributes of these names.
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["id"] = str(number)
        data |= {name: day for name in ("start", "end") if (day := data.pop(name))}
    networkx.write_gexf(graph, out, version="1.2draft")
    return _plain(out.getvalue())


def graphml(record: Record) -> bytes:
    """Return the network as GraphML."""
    networkx, graph = _networkx(), network(record)
    for _, _, data in graph.edges(data=True):
        del data["start"], data["end"]  # they are its day
    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out)
    return out.getvalue()


def _plain(data: bytes) -> bytes:
    """Return GEXF as its schema has it, and the same for the same case.

    NetworkX writes the day, which would differ, and a name of the graph, which the schema lacks.
    """
    data = re.sub(rb' lastmodifieddate="[^"]*"', b"", data, count=1)
    return re.sub(rb'(<graph [^>]*?) name="[^"]*"', rb"\1", data, count=1)


def _edges(claim: Claim) -> Iterator[Edge]:
    if isinstance(claim, Membership):
        yield claim.member, claim.group, claim.role
    elif isinstance(claim, Ballot):
        yield claim.voter, claim.draft, claim.choice
    elif isinstance(claim, Position):
        for actor in _named(claim.parties):
            yield actor, claim.target or line(claim.phrase), claim.stance
    elif isinstance(claim, Act):
        for one in _named(claim.sources):
            for other in _named(claim.targets):
                yield one, other, claim.type


def _named(parties: Iterable[Party]) -> Iterator[str]:
    yield from (p.actor for p in parties if p.actor)
