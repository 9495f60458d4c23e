from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reader import Gold, weighed_altered
from quorate.claims.claim import Act, Figure, Membership, Position, Statement
from quorate.claims.report import Report
from quorate.claims.source import Passage
from quorate.reading.dates import find_dates
from quorate.reading.endpoint.protocol import KINDS, Proposal, roles, stances, types
from quorate.reading.endpoint.refused import Refused, Why
from quorate.reading.endpoint.weighed import Weighing
from quorate.reading.names import Names
from quorate.reading.support import unsupported
from quorate.record.shipped import shipped

TEXT = """GENEVA, 4 May 2010 - Russia condemned the raid on the convoy. Turkey accused Israel of
piracy.

Brazil said on Monday that the talks had failed. France may impose sanctions on Iran. Kenya joined
the African Union. The raid was condemned by Norway. Norway did not condemn the blockade. "Peru
rejected the text," Chile said.

Nearly 1,400 soldiers crossed the border. Cuba and Spain met envoys. Cuba left, and the envoys met.
The minister of Ghana said that Togo supported the draft, and Benin voted against the motion.

Mali supports the accord provided that France leaves. Fiji backs it if Spain does.
Chad joined a protest against the Arab League. Egypt, a member of the
Arab League, and Sudan, a member of the delegation to ECOWAS, watched. The
friends of India in the region, it seems, joined the OPCW. Oman had backed the pact until May.
"""
REPORT = Report(name="r.txt", bytes_hash="", extractor="text 1", text=TEXT, published="2010-05-05")
NAMES = Names(shipped().actors())
MENTIONS = NAMES.mentions(REPORT)
WEIGHING = Weighing(REPORT, MENTIONS, find_dates(REPORT), "local m")


def weighed(kind: Any, quote: str, **more: Any) -> Any:
    more = {k: tuple(v) if isinstance(v, list) else v for k, v in more.items()}
    return WEIGHING.claim(Proposal(kind=kind, quote=quote, **more), 0, len(TEXT))


def why(kind: str, quote: str, **more: Any) -> Why:
    with pytest.raises(Refused) as no:
        weighed(kind, quote, **more)
    return no.value.why


# ---------------------------------------------------------------- what the words bear out


def test_a_position_that_the_words_bear_out_is_a_proposal_of_its_reader() -> None:
    claim: Position = weighed(
        "position", "Russia condemned the raid on the convoy", actors=["Russia"], label="condemns",
        about="the raid on the convoy",
    )  # fmt: skip
    assert (claim.parties[0].actor, claim.stance, claim.phrase) == (
        "RUS", "condemns", "the raid on the convoy",
    )  # fmt: skip
    assert (claim.reader, claim.confidence, claim.known) == ("local m", 0.5, "2010-05-05")
    assert isinstance(claim.source, Passage)
    assert claim.source.stands_in(TEXT)


def test_an_act_keeps_who_did_it_to_whom() -> None:
    claim: Act = weighed(
        "act", "Turkey accused Israel of piracy", actors=["Turkey"], targets=["Israel"],
        label="ACCUSE",
    )  # fmt: skip
    assert [p.actor for p in (*claim.sources, *claim.targets)] == ["TUR", "ISR"]


def test_a_passive_verb_is_of_whom_it_is_done_by() -> None:
    claim = weighed(
        "act", "The raid was condemned by Norway", actors=["Norway"], label="DISAPPROVE"
    )
    assert claim.sources[0].actor == "NOR"


def test_what_is_only_possible_is_marked_so_whatever_the_model_says() -> None:
    claim = weighed("act", "France may impose sanctions on Iran", actors=["France"],
                    cue="may impose sanctions on", targets=["Iran"], label="SANCTION")  # fmt: skip
    assert claim.modality == "hypothetical"


def test_a_statement_is_the_words_said_and_no_more() -> None:
    claim: Statement = weighed(
        "statement", "Brazil said on Monday that the talks had failed", actors=["Brazil"],
        cue="said",
    )  # fmt: skip
    assert claim.speakers == ("BRA",)
    assert claim.mode == "indirect"
    assert isinstance(claim.source, Passage)
    assert "Brazil" not in claim.source.main.words


def test_a_membership_and_a_figure_are_read() -> None:
    joined: Membership = weighed(
        "membership", "Kenya joined\nthe African Union", actors=["Kenya"],
        targets=["African Union"], label="member",
    )  # fmt: skip
    assert (joined.member, joined.group, joined.negated) == ("KEN", "AU", False)
    figure: Figure = weighed("figure", "Nearly 1,400 soldiers", about="soldiers", number="1400")
    assert (figure.low, figure.best, figure.high, figure.quantity) == (None, 1400, 1399, "troops")


def test_marks_and_blanks_of_a_quotation_may_be_of_another_shape() -> None:
    claim = weighed("membership", "Kenya joined the African  Union", actors=["Kenya"],
                    targets=["the African Union"], label="member")  # fmt: skip
    assert claim.source.stands_in(TEXT)
    assert "joined\nthe" in claim.source.main.words


def test_a_noun_may_say_a_membership_and_a_verb_that_a_position_has_ended() -> None:
    member = weighed("membership", "Egypt, a member of the\nArab League", actors=["Egypt"],
                     targets=["the Arab League"], cue="member", label="member")  # fmt: skip
    assert (member.member, member.group) == ("EGY", "LAS")
    backed = weighed("position", "Oman had backed the pact until May", actors=["Oman"],
                     label="supports")  # fmt: skip
    assert backed.status == "former"


def test_a_condition_is_kept_with_the_position_that_hangs_on_it() -> None:
    claim = weighed("position", "Fiji backs it if Spain does", actors=["Fiji"], cue="backs",
                    label="conditionally_supports")  # fmt: skip
    assert claim.condition == "if Spain does"


# ---------------------------------------------------------------- what they do not

FALSE: list[tuple[Why, str, str, dict[str, Any]]] = [
    (Why.WORDS, "position", "Russia applauded the raid",
     {"actors": ["Russia"], "label": "supports"}),
    (Why.WORDS, "position", "", {"actors": ["Russia"], "label": "condemns"}),
    (Why.TWICE, "position", "the", {"actors": ["Russia"], "label": "condemns"}),
    (Why.OTHERS, "position", "Russia condemned the raid on the convoy",
     {"actors": ["Turkey"], "label": "condemns"}),
    (Why.OTHERS, "act", "Turkey accused Israel of piracy",
     {"actors": ["Israel"], "targets": ["Turkey"], "label": "ACCUSE"}),
    (Why.OTHERS, "act", "The raid was condemned by Norway",
     {"actors": ["Brazil"], "label": "DISAPPROVE"}),
    (Why.OTHERS, "position", "Russia condemned the raid on the convoy",
     {"actors": ["Ruritania"], "label": "condemns"}),
    (Why.NOBODY, "position", "Russia condemned the raid on the convoy",
     {"actors": [], "label": "condemns"}),
    (Why.CUE, "position", "Russia condemned the raid on the convoy",
     {"actors": ["Russia"], "label": "supports"}),
    (Why.CUE, "act", "Turkey accused Israel of piracy",
     {"actors": ["Turkey"], "label": "ASSAULT"}),
    (Why.CUE, "act", "Turkey accused Israel of piracy",
     {"actors": ["Turkey"], "label": "NONSENSE"}),
    (Why.VALUE, "act", "Turkey accused Israel of piracy",
     {"actors": ["Turkey"], "label": "ACCUSE", "denied": True}),
    (Why.VALUE, "position", "Norway did not condemn the blockade",
     {"actors": ["Norway"], "label": "condemns"}),
    (Why.ACROSS, "position", "Russia condemned the raid on the convoy. Turkey accused Israel",
     {"actors": ["Russia"], "label": "condemns"}),
    (Why.QUOTED, "position", "Peru\nrejected the text", {"actors": ["Peru"], "label": "rejects"}),
    (Why.OTHERS, "statement", "the talks had failed", {"actors": ["Russia"], "cue": "said"}),
    (Why.VALUE, "statement", "the talks had failed",
     {"actors": ["Brazil"], "cue": "said", "denied": True}),
    (Why.CUE, "statement", "Kenya joined\nthe African Union",
     {"actors": ["Brazil"], "cue": "said"}),
    (Why.OTHERS, "membership", "Kenya joined\nthe African Union",
     {"actors": ["France"], "targets": ["African Union"], "label": "member"}),
    (Why.VALUE, "membership", "Kenya joined\nthe African Union",
     {"actors": ["Kenya"], "targets": ["African Union"], "label": "member", "denied": True}),
    (Why.CUE, "membership", "Kenya joined\nthe African Union",
     {"actors": ["Kenya"], "targets": ["African Union"], "label": "suspended"}),
    (Why.VALUE, "figure", "Nearly 1,400 soldiers", {"about": "soldiers", "number": "1500"}),
    (Why.WORDS, "figure", "Nearly 1,400 soldiers", {"about": "tanks", "number": "1400"}),
    (Why.OTHERS, "position", "Russia condemned the raid on the convoy",
     {"actors": ["Russia"], "label": "condemns", "about": "GENEVA"}),
    (Why.OTHERS, "membership", "Chad joined a protest against the Arab League",
     {"actors": ["Chad"], "targets": ["Arab League"], "label": "member"}),
    (Why.OTHERS, "membership", "Sudan, a member of the delegation to ECOWAS",
     {"actors": ["Sudan"], "targets": ["ECOWAS"], "cue": "member", "label": "member"}),
    (Why.OTHERS, "membership", "Egypt, a member of the\nArab League",
     {"actors": ["Sudan"], "targets": ["Arab League"], "cue": "member", "label": "member"}),
    (Why.OTHERS, "membership", "The\nfriends of India in the region, it seems, joined the OPCW",
     {"actors": ["India"], "targets": ["OPCW"], "label": "member"}),
    (Why.POSSIBLE, "position", "Mali supports the accord provided that France leaves",
     {"actors": ["Mali"], "cue": "supports", "label": "supports"}),
    (Why.VALUE, "position", "Fiji backs it if Spain does",
     {"actors": ["Fiji"], "cue": "backs", "label": "supports"}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "kind", "quote", "more"), FALSE)
def test_what_the_words_do_not_bear_out_is_refused(
    reason: Why, kind: str, quote: str, more: dict[str, Any]
) -> None:
    assert why(kind, quote, **more) is reason


def test_a_quotation_from_elsewhere_in_the_report_is_not_of_the_passage() -> None:
    each = Proposal(kind="position", quote="Norway did not condemn the blockade",
                    actors=("Norway",), label="condemns")  # fmt: skip
    with pytest.raises(Refused) as no:
        WEIGHING.claim(each, 0, TEXT.index("Brazil"))
    assert no.value.why is Why.WORDS


WORDS = TEXT.split()


@given(
    st.builds(
        Proposal,
        kind=st.sampled_from(KINDS),
        quote=st.one_of(
            st.text(max_size=20),
            st.tuples(st.integers(0, len(TEXT)), st.integers(0, 90)).map(
                lambda at: TEXT[at[0] : at[0] + at[1]]
            ),
        ),
        actors=st.lists(st.sampled_from([*WORDS, "African Union", "x"]), max_size=2).map(tuple),
        cue=st.sampled_from(["", *WORDS]),
        label=st.sampled_from([*stances(), *types(), *roles(), "?"]),
        about=st.sampled_from(["", *WORDS]),
        targets=st.lists(st.sampled_from([*WORDS, "African Union"]), max_size=2).map(tuple),
        denied=st.booleans(),
        number=st.sampled_from(["", "1400", "-1", "9" * 50]),
    )
)
def test_whatever_is_proposed_is_refused_or_stands_in_the_words(each: Proposal) -> None:
    try:
        claim = WEIGHING.claim(each, 0, len(TEXT))
    except Refused:
        return
    assert isinstance(claim.source, Passage)
    assert claim.source.stands_in(TEXT)
    assert unsupported(claim, REPORT, MENTIONS) == ""
    assert claim.reader == "local m"


LEARNT = Path(__file__).parents[1] / "reports" / "learnt"


@pytest.mark.parametrize("name", ["e1_comoros_anjouan", "f5_transnistria_readout"])
def test_what_annotators_found_is_refused_once_one_thing_in_it_is_altered(name: str) -> None:
    tried, kept = weighed_altered([Gold(LEARNT / f"{name}.json", NAMES)])
    assert sum(tried.values()) >= 40
    assert kept == []
