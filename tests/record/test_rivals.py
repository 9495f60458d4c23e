"""What does each of several claims that contradict each other say?"""

from __future__ import annotations

from quorate.claims.claim import Actor, AnyClaim, Base, Membership, Occasion, Rule, Term, Weight
from quorate.claims.source import Instrument
from quorate.record.rivals import rivals, subject
from quorate.record.schema import Stored

CHARTER = Instrument(title="Charter")
NAMES = {"UN-SC": "UN Security Council", "CUB": "Cuba", "VEN-GOV": "the government", "t": "Talks"}


def name(one: str) -> str:
    return NAMES.get(one, one)


def told(*claims: AnyClaim) -> list[str]:
    return rivals([Stored(claim, 1, "official") for claim in claims], name)


def rule(adopts: str, **more: str) -> Rule:
    return Rule(source=CHARTER, organ="UN-SC", matter="resolutions", adopts=adopts, **more)  # type: ignore[arg-type]  # texts, as given


def test_two_rules_are_told_as_a_delegate_reads_them_and_no_field_by_its_name() -> None:
    found = told(
        rule("yes >= 9 and no[P5] = 0", since="1965-08-31", note="Long practice."),
        rule("yes >= 7", until="1970-01-01", abstain="counts as no"),
    )
    assert found == [
        "carries with at least 9 in favour, and none of the P5 against, since 1965-08-31",
        "carries with at least 7 in favour, until 1970-01-01",
    ]
    assert subject(rule("no = 0"), name) == "UN Security Council: resolutions"
    assert subject(rule("no = 0", practice="practice"), name).endswith("resolutions (in practice)")


def test_what_two_rules_differ_in_besides_is_said() -> None:
    found = told(rule("no = 0", absent="not a no"), rule("no = 0", absent="blocks"))
    assert found == [
        "carries with nobody against; an absence: not a no",
        "carries with nobody against; an absence: blocks",
    ]


def test_bases_terms_occasions_and_others_are_told_in_names() -> None:
    base = Base(source=CHARTER, organ="UN-SC", count=34, left_out=("CUB",), since="1991-01-08")
    listed = Base(source=CHARTER, organ="UN-SC", lists="members")
    assert told(base, listed) == [
        "34 members, all but Cuba, since 1991-01-08",
        "the members listed",
    ]
    assert subject(base, name) == "UN Security Council: members counted"
    term = Term(source=CHARTER, talks="t", party="VEN-GOV", issue="election", asks=True,
                value="22 April", given_by="CUB")  # fmt: skip
    assert told(term) == ["asks 22 April, for Cuba to give"]
    assert subject(term, name) == "the government on election, Talks"
    draft = Occasion(source=CHARTER, occasion="d", type="draft", title="the text", organ="UN-SC",
                     since="2020-05-04", place="Lima")  # fmt: skip
    other = Occasion(source=CHARTER, occasion="d", type="draft", title="the text", place="Quito")
    assert told(draft, other) == [
        "draft 'the text' before UN Security Council; place: Lima, 2020-05-04",
        "draft 'the text'; place: Quito",
    ]
    assert told(Weight(source=CHARTER, holder="CUB", scheme="votes", value=3)) == ["3"]
    assert told(Actor(source=CHARTER, actor="CUB", type="state", name="Cuba")) == ["state Cuba"]
    member = Membership(source=CHARTER, group="UN-SC", member="CUB", negated=True)
    assert told(member) == ["not: member"]
    assert subject(member, name) == "Cuba, member of UN Security Council"
