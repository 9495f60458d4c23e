"""The network: another reader reads back the same, and every edge is a claim."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from lxml import etree

from quorate.claims.problem import Unusable
from quorate.record.record import Record
from quorate.views.exports.networks import gexf, graphml, network

SCHEMA = str(Path(__file__).parents[1] / "schemas" / "gexf" / "gexf.xsd")


def edges(graph: object) -> list[tuple[str, str, str, str]]:
    return sorted(
        (a, b, d["claim"], d["what"])
        for a, b, d in graph.edges(data=True)  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("which", ["held", "demo"])
def test_gexf_and_graphml_say_the_same(which: str, request: pytest.FixtureRequest) -> None:
    record: Record = request.getfixturevalue(which)
    graph = network(record)
    for back in (
        networkx.read_gexf(io.BytesIO(gexf(record))),
        networkx.read_graphml(io.BytesIO(graphml(record)), force_multigraph=True),
    ):
        assert set(back.nodes) == set(graph.nodes)
        assert edges(back) == edges(graph)
    assert gexf(record) == gexf(record)


@pytest.mark.parametrize("which", ["held", "demo"])
def test_gexf_is_valid_by_its_published_schema(which: str, request: pytest.FixtureRequest) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    document = etree.fromstring(gexf(request.getfixturevalue(which)))
    assert schema.validate(document), [str(e) for e in schema.error_log][:3]


def test_gexf_has_its_namespace_its_version_and_one_id_an_edge(held: Record) -> None:
    root = ElementTree.fromstring(gexf(held))
    space = "{http://www.gexf.net/1.2draft}"
    assert root.tag == f"{space}gexf"
    assert root.attrib["version"] == "1.2"
    ids = [e.attrib["id"] for e in root.iter(f"{space}edge")]
    assert len(ids) == len(set(ids)) > 5


def test_every_edge_is_a_claim_of_the_case(held: Record) -> None:
    ids = {s.claim.id for s in held.claims()}
    graph = network(held)
    assert {d["claim"] for _, _, d in graph.edges(data=True)} <= ids
    assert graph.nodes["BRB"]["label"] == "Barbados"
    assert graph.nodes["meeting-1"]["type"] == "occasion"
    assert graph.has_edge("USA", "VEN")


def test_a_missing_extra_is_one_sentence(held: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(Unusable, match=r"pip install 'quorate\[frames\]'"):
        network(held)


def test_an_edge_is_there_from_its_day_on_so_that_a_timeline_can_be_drawn(held: Record) -> None:
    space = "{http://www.gexf.net/1.2draft}"
    root = ElementTree.fromstring(gexf(held))
    (graph,) = root.iter(f"{space}graph")
    assert (graph.attrib["mode"], graph.attrib["timeformat"]) == ("dynamic", "date")
    days = {e.attrib["start"] for e in root.iter(f"{space}edge") if "start" in e.attrib}
    told = {d["day"] for _, _, d in network(held).edges(data=True)}
    assert days == {day for day in told if len(day) == 10}
