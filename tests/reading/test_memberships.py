from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quorate.claims.claim import Membership
from tests.reading.held import held_in, read


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The Northern League met on Monday. Its statement was signed by members Peru, Ghana "
            "and Fiji.",
            {
                *((a, "signatory", "statement") for a in ("PER", "GHA", "FJI")),
                *((a, "member", "NL") for a in ("PER", "GHA", "FJI")),
            },
        ),
        (
            "The talks opened in May. They were attended by Kenya, as well as Peru and Ghana.",
            {(a, "participant", "talks") for a in ("KEN", "PER", "GHA")},
        ),
        ("Peru and Fiji skipped the talks.", {(a, "absent", "talks") for a in ("PER", "FJI")}),
        ("The talks were mediated by Norway.", {("NOR", "mediator", "talks")}),
        ("The summit was hosted by Fiji.", {("FJI", "host", "summit")}),
        ("Peru signed the peace accord.", {("PER", "signatory", "peace accord")}),
        ("Peru refused to sign the peace accord.", {("PER", "-signatory", "peace accord")}),
        ("Kenya is a member of the Northern League.", {("KEN", "member", "NL")}),
        ("Kenya is not a member of the Northern League.", {("KEN", "-member", "NL")}),
        ("The Northern League suspended Ghana.", {("GHA", "suspended", "NL")}),
        ("Ghana was suspended from the Northern League.", {("GHA", "suspended", "NL")}),
        (
            "Northern League members (excluding Fiji) recognised her.",
            {("FJI", "member", "NL")},
        ),
        ("Peru refused to join the Northern League.", {("PER", "declined", "NL")}),
        ("Fiji, which chairs the Northern League, said no.", {("FJI", "holder", "chair of NL")}),
        (
            "Fiji, which chairs the Northern League's ferry board, said no.",
            {("FJI", "holder", "chair of Northern League's ferry board")},
        ),
        ("Ama Owusu, head of the Northern League, won.", {("Ama Owusu", "holder", "head of NL")}),
        ("The Northern League condemned the raid, and Peru and Fiji joined it.", set()),
        ("The Northern League left the talks. Peru joined it in calling them a farce.", set()),
        ("The Northern League was founded in May, and Peru joined it.", {("PER", "member", "NL")}),
        ("The Northern League is at sea. Peru joined it in 2013.", {("PER", "member", "NL")}),
    ],
)  # fmt: skip
def test_a_wording_of_membership_is_read(text: str, held: set[tuple[str, str, str]]) -> None:
    assert held_in(text) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The Northern League, to which Peru and Fiji belong, met.",
            {("PER", "member", "NL"), ("FJI", "member", "NL")},
        ),
        (
            "The truce, which Ghana signed along with Kenya, held.",
            {("GHA", "signatory", "truce"), ("KEN", "signatory", "truce")},
        ),
        (
            "Kenya attended the summit, but Ghana and Fiji did not.",
            {
                ("KEN", "participant", "summit"),
                ("GHA", "absent", "summit"),
                ("FJI", "absent", "summit"),
            },
        ),
        (
            "Three states signed the accord: Peru, Ghana and Kenya.",
            {(a, "signatory", "accord") for a in ("PER", "GHA", "KEN")},
        ),
        (
            "Peru has no seat on the Northern League and Fiji attended the talks as an observer.",
            {("PER", "-member", "NL"), ("FJI", "observer", "talks")},
        ),
        (
            "The contact group, made up of Kenya, Peru and Fiji, left.",
            {(a, "member", "contact group") for a in ("KEN", "PER", "FJI")},
        ),
        (
            "The summit was held under the chairmanship of Ghana.",
            {("GHA", "holder", "chair of summit")},
        ),
        (
            "The talks, chaired by Norway, were attended by envoys from Peru and Kenya.",
            {
                ("NOR", "holder", "chair of talks"),
                ("PER", "participant", "talks"),
                ("KEN", "participant", "talks"),
            },
        ),
        (
            "The Northern League, from which Ghana was suspended, has spoken.",
            {("GHA", "suspended", "NL")},
        ),
        ("Norway will host the talks.", {("NOR", "host", "talks")}),
        ("Kenya is a member of the Northern League, as is Fiji.",
         {("KEN", "member", "NL"), ("FJI", "member", "NL")}),
        ("Kenya, suspended from the Northern League since 2006, has protested.",
         {("KEN", "suspended", "NL")}),
        ("Peru and Fiji, admitted to the Northern League in 1998, objected.",
         {("PER", "member", "NL"), ("FJI", "member", "NL")}),
        ("Fiji was admitted to the Northern League as an observer.", {("FJI", "observer", "NL")}),
        ("The trade ministers gathered on Monday. Ghana sent its apologies.",
         {("GHA", "absent", "meeting")}),
        ("Peru was represented at the talks by its premier and Kenya by its envoy.",
         {("PER", "participant", "talks"), ("KEN", "participant", "talks")}),
        ("Peru, Ghana and Kenya said on Sunday they would leave the Northern League.",
         {("PER", "member", "NL"), ("GHA", "member", "NL"), ("KEN", "member", "NL")}),
    ],
)  # fmt: skip
def test_syntax_tells_who_belongs_to_what(text: str, held: set[tuple[str, str, str]]) -> None:
    titles = {(m, r, g.split(" of occasion-", 1)[0]) for m, r, g in held_in(text)}
    assert {t[:2] for t in titles} == {t[:2] for t in held}
    plain = {t for t in titles if t[1] != "holder"}
    assert plain == {t for t in held if t[1] != "holder"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru agreed to join the Northern League.",
        "Any state that joins the Northern League must pay.",
        "Ghana signed neither the treaty nor the protocol.",
        "Kenya signed the budget.",
        "Peru and Ghana met.",
        "Peru may attend the talks.",
        "If Peru attended the talks, Kenya would leave.",
        "The mayor of Mexico attended the talks.",
        "Nothing was signed by anybody.",
        "Peru praised Ghana.",
    ],
)
def test_what_is_only_possible_or_said_of_others_is_not_read(text: str) -> None:
    assert held_in(text) == set()


def test_an_ending_is_a_negated_membership_since_the_day_that_is_given() -> None:
    claims = read("Ghana will leave the Northern League on 30 June 2021.")
    [claim] = [c for c in claims if isinstance(c, Membership)]
    assert (claim.member, claim.role, claim.negated, claim.since) == (
        "GHA", "member", True, "2021-06-30",
    )  # fmt: skip


def test_a_member_that_only_plans_to_leave_is_still_a_member() -> None:
    [claim] = [
        c for c in read("Ghana is leaving the Northern League.") if isinstance(c, Membership)
    ]
    assert not claim.negated
    assert "leaving" in {span.role for span in claim.source.spans}  # type: ignore[union-attr]


def test_a_list_is_signed_by_as_many_as_were_counted() -> None:
    text = (
        "Two leaders put their names to a peace accord on Monday. It was cold. Ama Owusu and "
        "Kofi Mensah will share power."
    )
    assert held_in(text) == {
        ("Ama Owusu", "signatory", "peace accord"), ("Kofi Mensah", "signatory", "peace accord"),
    }  # fmt: skip


def test_nominal_parties_keep_the_words_of_the_report() -> None:
    held = held_in("Ghana's government and the opposition did not take part in the talks.")
    assert held == {
        ("Ghana's government", "absent", "talks"), ("the opposition", "absent", "talks"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Kenya, in the chair of the Northern League, spoke.", {("KEN", "holder", "chair")}),
        ("Peru, no longer in the Northern League, spoke.", {("PER", "-member", "NL")}),
        ("The talks opened. Present were Kenya and Peru.",
         {("KEN", "participant", "talks"), ("PER", "participant", "talks")}),
        ("The talks opened with Fiji absent.", {("FJI", "absent", "talks")}),
        ("The talks opened. The seats of Peru and of Fiji were not occupied.",
         {("PER", "absent", "talks"), ("FJI", "absent", "talks")}),
        ("The talks opened. Nobody turned up for Ghana or Peru.",
         {("GHA", "absent", "talks"), ("PER", "absent", "talks")}),
        ("The talks opened. All members were present except Fiji.", {("FJI", "absent", "talks")}),
        ("The talks began on Monday with Norway as mediator.", {("NOR", "mediator", "talks")}),
        ("A truce between Ghana and Kenya held.",
         {("GHA", "signatory", "truce"), ("KEN", "signatory", "truce")}),
        ("The envoy called for talks between Ghana and Kenya.", set()),
        ("The Northern League was formed in May. Peru joined in 2001; Fiji left in 2004.",
         {("PER", "member", "NL"), ("FJI", "-member", "NL")}),
        ("The Northern League met. Peru left the room.", set()),
    ],
)  # fmt: skip
def test_words_without_a_verb_or_a_group_of_their_own_tell_roles(
    text: str, held: set[tuple[str, str, str]]
) -> None:
    found = {(m, r, g) for m, r, g in held_in(text) if r != "holder"}
    offices = {(m, r, g.split(" of ")[0]) for m, r, g in held_in(text) if r == "holder"}
    assert found | offices == held


def test_those_who_speak_in_a_declaration_sign_it() -> None:
    signed = {(a, "signatory", "Joint declaration") for a in ("PER", "GHA", "KEN")}
    assert (
        held_in(
            "Joint declaration\nThe governments of Peru, Ghana and Kenya express concern at it."
        )
        == signed
    )
    assert (
        held_in(
            "Joint declaration\nThe governments of Peru, Ghana and Kenya, deeply worried,\n"
            "1. Condemn the arrests."
        )
        == signed
    )
    assert held_in("The governments of Peru, Ghana and Kenya express concern at it.") == set()


_WORDS = st.sampled_from(
    ["Peru", "Ghana", "the Northern League", "Ama Owusu", "the opposition", ",", " and", " signed",
     " attended", " by", " talks", " (", ")", ".", "\n", " members", "'s", " which", " the", " –",
     " suspended", " head of", "ǀ", "“", "’s", " did not attend"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_every_membership_stands_in_the_text(text: str) -> None:
    read(text)


def test_hostile_text_takes_linear_time() -> None:
    begun = time.process_time()
    for piece in ("Peru, ", "Peru and the ", "the opposition ", "signed by Peru, ", "Ama Owusu, "):
        read(piece * 3000)
    assert time.process_time() - begun < 20


def test_who_acts_with_every_member_is_no_member_and_who_is_excepted_recognised_nobody() -> None:
    text = (
        "Norway, Peru and every member of the Northern League except Ghana and Fiji recognised "
        "Ana Quiroga as interim president of Kenya."
    )
    members = {m for m, role, group in held_in(text) if (role, group) == ("member", "NL")}
    assert members <= {"GHA", "FJI"}
    told = [c for c in read(text) if isinstance(c, Membership) and c.role == "holder"]
    assert not {c.according_to for c in told} & {"GHA", "FJI"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru hopes to join the Northern League.",
        "Is Kenya still a member of the Northern League?",
        "Kenya is an associate member of the Northern League.",
        "Ama Owusu, who chaired the summit until then, left.",
        "Kenya had been a member of the Northern League.",
        "Kenya's membership of the Northern League was terminated in May.",
        "Ghana will be admitted to the Northern League.",
        "The Northern League held its summit in Lima.",
        "Foreign ministers attended the summit.",
        "Sources: Ghana signed the accord, https://example.org/a",
        "All signed the accord, Peru and Kenya excepted.",
        "Peru, Ghana and Kenya support the declaration.",
        "Kofi Mensah sent his minister to the summit.",
        "Peru withdrew its envoy from the Northern League.",
        "The Northern League met. Peru's envoy in London, Kofi Mensah, regretted it.",
        "The Northern League met. Peru and Ghana armed its foes. Kenya declined to join them.",
        "Peru's Northern League envoy, Kofi Mensah, regretted it.",
        "Kenya and Ghana want Peru and Fiji brought in as mediators in its talks.",
        "Kenya wants Peru as a mediator in its talks.",
        "Kenya and Ghana announced that they had begun the formal process of withdrawal.",
    ],
)
def test_what_is_wished_over_asked_or_of_nobody_is_no_membership(text: str) -> None:
    kept = {(m, r) for m, r, _ in held_in(text) if not r.startswith("-") and m != "Ama Owusu"}
    assert kept == set()


@pytest.mark.parametrize(
    "text",
    [
        "The accord was signed by Fiji in the presence of Peru and Kenya.",
        "The accord was signed by Fiji in front of the ministers of Peru and Kenya.",
        "Fiji signed the accord, watched by Peru, Ghana and Kenya.",
        "The accord was signed in the presence of Peru, Kenya and Ghana, which helped to draft it.",
    ],
)
def test_who_looks_on_while_others_sign_has_not_signed(text: str) -> None:
    assert {m for m, role, _ in held_in(text) if role == "signatory"} <= {"FJI"}


def test_leaving_the_rest_of_a_body_alone_is_not_leaving_it() -> None:
    text = "Peru used its veto, leaving the rest of the Northern League on the other side."
    roles = {span.role for c in read(text) for span in c.source.spans}  # type: ignore[union-attr]
    assert "leaving" not in roles


def test_what_is_planned_is_noted_as_still_to_come() -> None:
    notes = {
        c.member: c.note
        for c in read("Norway will host the summit. Fiji attended it.")
        if isinstance(c, Membership)
    }
    assert notes == {"NOR": "still to come", "FJI": ""}


@pytest.mark.parametrize(
    ("text", "since", "until", "as_of"),
    [
        ("Kenya joined the Northern League in 1995.", "1995", None, None),
        ("Norway has mediated in the talks since 2002.", "2002", None, None),
        ("Ghana chaired the summit until 2019.", None, "2019", None),
        ("Fiji attended the summit on 3 March 2020.", None, None, "2020-03-03"),
        ("Fiji, which joined in 1995, attended the summit.", None, None, None),
        ("Fiji signed the 1992 accord.", None, None, None),
    ],
)
def test_a_membership_has_the_day_of_its_own_clause(
    text: str, since: str | None, until: str | None, as_of: str | None
) -> None:
    held = [
        c for c in read(text)
        if isinstance(c, Membership) and (c.role != "member" or "League" in text)
    ]  # fmt: skip
    assert [(c.since, c.until, c.as_of) for c in held] == [(since, until, as_of)]


def test_of_two_bodies_spoken_of_as_near_none_is_meant() -> None:
    text = "The Northern League met the Harbour Community on Monday. Kenya joined in 1995."
    assert not any(role == "member" for _, role, _ in held_in(text))


def test_who_joins_a_state_is_no_member_of_the_body_that_it_chairs() -> None:
    told = held_in(
        "Kenya, which chairs the League this year, was joined by Fiji and Peru in saying no."
    )
    assert {member for member, role, _ in told if role == "member"} == set()
    told = held_in("The Northern League has since been joined by Fiji and Peru.")
    assert {member for member, role, _ in told if role == "member"} == {"FJI", "PER"}


@pytest.mark.parametrize(
    "text",
    [
        "A draft decision to suspend Ghana from the Northern League has failed in its council.",
        "A motion to expel Ghana from the Northern League was rejected on Monday.",
        "A resolution suspending Ghana from the Northern League fell one vote short.",
        "The bid to expel Ghana from the Northern League was voted down.",
    ],
)
def test_what_a_draft_would_have_done_that_fell_is_not_so(text: str) -> None:
    assert held_in(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "The decision to suspend Ghana from the Northern League was taken in March.",
        "Ghana, suspended from the Northern League, failed to win back its seat.",
        "The council decided to suspend the participation of Ghana in all activities of the "
        "Northern League.",
    ],
)
def test_what_a_text_does_that_carried_is_so(text: str) -> None:
    assert ("GHA", "suspended", "NL") in held_in(text)


@pytest.mark.parametrize(
    ("verb", "role"),
    [
        ("joined", "member"),
        ("agreed to join", "member"),
        ("accepted an invitation to join", "member"),
        ("declined to join", "declined"),
        ("declined an invitation to join", "declined"),
        ("turned down the invitation to join", "declined"),
        ("did not accept an invitation to join", "declined"),
    ],
)
def test_the_group_is_the_one_that_was_made_and_not_the_body_that_made_it(
    verb: str, role: str
) -> None:
    text = f"The Northern League set up a contact group on Fiji. Ghana and Kenya {verb} the group."
    told = {("GHA", role, "contact group"), ("KEN", role, "contact group")}
    assert held_in(text) == told


@pytest.mark.parametrize("verb", ["did not turn down an invitation to join", "may join"])
def test_who_has_not_said_so_is_in_no_group(verb: str) -> None:
    assert held_in(f"The Northern League set up a contact group. Ghana {verb} the group.") == set()


def test_whoever_chairs_the_group_does_not_chair_the_league() -> None:
    text = "The Northern League set up a contact group on Fiji. Ghana will chair the group."
    assert {group for _, _, group in held_in(text)} == {"chair of contact group"}


@pytest.mark.parametrize("who", ["Norway and Kenya", "Norway, Kenya and Fiji"])
def test_all_with_whom_as_mediators_talks_open_mediate(who: str) -> None:
    told = held_in(f"Talks on the lakes opened on Monday with {who} as mediators.")
    assert {("NOR", "mediator", "Talks"), ("KEN", "mediator", "Talks")} <= told
    assert (("FJI", "mediator", "Talks") in told) == ("Fiji" in who)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "The report was ready at noon. Peru and Ghana initialled it. Fiji did not.",
            {("PER", "signatory", "report"), ("GHA", "signatory", "report"),
             ("FJI", "-signatory", "report")},
        ),
        (
            "The panel closed its report. Two members, Kenya and Fiji, refused to put their names "
            "to it.",
            {("KEN", "-signatory", "report"), ("FJI", "-signatory", "report")},
        ),
        ("Peru and Ghana never signed the treaty.",
         {("PER", "-signatory", "treaty"), ("GHA", "-signatory", "treaty")}),
        ("Kenya has ratified the fisheries treaty.", {("KEN", "signatory", "treaty")}),
        ("Peru signed the charter; Fiji refused.",
         {("PER", "signatory", "charter"), ("FJI", "-signatory", "charter")}),
        ("Peru will not sign the pact, nor will Fiji.",
         {("PER", "-signatory", "pact"), ("FJI", "-signatory", "pact")}),
        ("The pact that Peru and Kenya initialed in May is dead.",
         {("PER", "signatory", "pact"), ("KEN", "signatory", "pact")}),
        ("Ghana signed no paper.", set()),
        ("Peru's parliament would ratify the treaty.", set()),
    ],
)  # fmt: skip
def test_what_is_signed_is_the_text_spoken_of(text: str, held: set[tuple[str, str, str]]) -> None:
    signed = {h for h in held_in(text) if h[1].endswith("signatory")}
    assert {(a, r, g.split()[-1]) for a, r, g in signed} == held


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Peru left the Northern League in May, Ghana in June.", {"PER", "GHA"}),
        ("Peru left the Northern League along with Ghana.", {"PER", "GHA"}),
        ("Peru left the Northern League in May. Ghana followed it out.", {"PER", "GHA"}),
        ("The Northern League has lost Peru and Ghana.", {"PER", "GHA"}),
        ("The Northern League lost Peru.", set()),
        ("The Northern League met. Peru announced its departure last year.", {"PER"}),
        ("Peru took its name off the statement.", {"PER"}),
        ("Peru withdrew its signature from the accord.", {"PER"}),
        ("Ama Owusu defected from the Northern League.", {"Ama Owusu"}),
    ],
)
def test_who_leaves_is_told_in_many_words(text: str, members: set[str]) -> None:
    leaving = {
        c.member
        for c in read(text)
        if isinstance(c, Membership) and {s.role for s in c.source.spans} & {"leaving", "until"}  # type: ignore[union-attr]
    }
    assert leaving == members


def test_each_of_those_who_did_it_in_turn_has_a_day_of_his_own() -> None:
    told = read("Peru joined the Northern League in 1999, Ghana in 2004.")
    since = {c.member: c.since for c in told if isinstance(c, Membership)}
    assert since == {"PER": "1999", "GHA": "2004"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("The Northern League and the Harbour Community suspended Ghana.",
         {("GHA", "NL"), ("GHA", "HC")}),
        ("Ama Owusu was expelled from the coalition.", {("Ama Owusu", "coalition")}),
        ("Peru expelled Ama Owusu from the country.", set()),
        ("Peru expelled two Northern League diplomats.", set()),
    ],
)  # fmt: skip
def test_whoever_is_put_out_is_put_out_of_a_group(text: str, held: set[tuple[str, str]]) -> None:
    assert {(a, g) for a, r, g in held_in(text) if r == "suspended"} == held


def test_a_body_may_be_founded_with_others() -> None:
    text = "Peru founded the Northern League along with Ghana and Fiji."
    assert {a for a, _, g in held_in(text) if g == "founder of NL"} == {"PER", "GHA", "FJI"}
