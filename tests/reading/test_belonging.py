from __future__ import annotations

import pytest

from quorate.claims.claim import Membership
from quorate.claims.report import Report
from quorate.press.dateline import find_dateline
from quorate.reading.names import Names
from quorate.reading.read import read_report
from quorate.reading.support import unsupported
from quorate.record.shipped import shipped

NAMES = Names(shipped().actors())
TIN = "The International Tin Council met in Penang on Monday. "


def _claims(text: str) -> list[Membership]:
    """Return the memberships read, each supported by its words."""
    line = find_dateline(text)
    report = Report(
        name="r", text=text, bytes_hash="", extractor="text 1", published="2021-06-20",
        dateline=line,
    )  # fmt: skip
    reading = read_report(report, NAMES)
    found = [c for c in reading.claims if isinstance(c, Membership)]
    assert not any(unsupported(c, report, reading.mentions) for c in found)
    return found


def _told(text: str) -> set[tuple[str, str]]:
    """Return (member, role), with a minus before what is negated."""
    return {(c.member, "-" * c.negated + c.role) for c in _claims(text)}


def _in(text: str, member: str) -> set[str]:
    """Return in what somebody has a role."""
    return {c.group for c in _claims(text) if c.member == member}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The conference opened. Ghana did not turn up for the conference. Togo did.",
         {("GHA", "absent"), ("TGO", "participant")}),
        ("Neither Japan nor China signed the Ross treaty. South Korea did.",
         {("JPN", "-signatory"), ("CHN", "-signatory"), ("KOR", "signatory")}),
        ("Tonga joined the Pacific Islands Forum in 1971; Palau and Nauru followed in 1999.",
         {("TON", "member"), ("PLW", "member"), ("NRU", "member")}),
        ("Malta left the Commonwealth in 2010. Cyprus followed two years later.",
         {("MLT", "-member"), ("CYP", "-member")}),
        ("Iceland sent observers to the referendum in Togo, as did Norway.",
         {("ISL", "observer"), ("NOR", "observer")}),
        (TIN + "China is not a member, and neither is Brazil.",
         {("CHN", "-member"), ("BRA", "-member")}),
    ],
)  # fmt: skip
def test_what_a_verb_says_of_one_is_said_of_others_by_words_that_stand_for_it(
    text: str, told: set[tuple[str, str]]
) -> None:
    assert told <= _told(text)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Peru joined the Andean Community in 1990. Chile followed the debate.", "CHL"),
        ("Ghana attended the talks. Togo was, said its envoy, ready to come.", "TGO"),
        ("Ghana skipped the conference. Togo has.", "TGO"),
        ("Fiji signed the treaty after Tonga had been told what Samoa did.", "WSM"),
    ],
)
def test_who_only_follows_something_or_is_something_else_does_not_do_it_again(
    text: str, member: str
) -> None:
    assert member not in {m for m, role in _told(text) if role in ("member", "participant")}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Croatia joined NATO in 2009 and the European Union four years later.", {"NATO", "EU"}),
        ("Sudan is a member of the African Union and of the Arab League.", {"AU", "LAS"}),
        ("Croatia joined NATO in 2009 and the European Union took note.", {"NATO"}),
    ],
)
def test_bodies_that_are_joined_have_the_same_member_unless_the_second_does_something(
    text: str, groups: set[str]
) -> None:
    assert _in(text, "HRV") | _in(text, "SDN") == groups


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Tesfaye Aklilu chairs the Coffee Council until May, when Diana Holroyd succeeds"
         " him.", {"Tesfaye Aklilu", "Diana Holroyd"}),
        ("The talks were chaired by Japan's Kenji Arata, who hands over to Mojca Hribar.",
         {"Kenji Arata", "Mojca Hribar"}),
        ("Luc Meyer, president of the World Draughts Federation, will be succeeded by Ana Poe.",
         {"Luc Meyer", "Ana Poe"}),
        ("Belgium holds the presidency of the Tin Council and passes it to Malta in July.",
         {"BEL", "MLT"}),
        ("Kofi Osei, head of the observer mission, handed the report to Ana Poe.", {"Kofi Osei"}),
        ("Luc Meyer, the chairman of the Tin Council, followed Ana Poe out of the room.",
         {"Luc Meyer"}),
        ("Luc Meyer, the chairman of the Tin Council, could be succeeded by Ana Poe.",
         {"Luc Meyer"}),
    ],
)  # fmt: skip
def test_an_office_passes_to_whoever_succeeds_and_not_with_a_report(
    text: str, holders: set[str]
) -> None:
    assert {m for m, role in _told(text) if role == "holder"} == holders


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Hollis Kerr, an analyst at Larkfield Research, agreed.", {"Larkfield Research"}),
        ("It was a farce, said John Li from the Institute of Ocean Studies in Xiamen.",
         {"Institute of Ocean Studies"}),
        ("Rosa Diaz, a professor at the University of Chile, does not.", {"University of Chile"}),
        ('"One button," said Masato Kurihara of the Japanese committee.', {"Japanese committee"}),
        ("Jan Bakker of Utrecht said so.", set()),
        ("Pedro Gil, a lawyer for Carlos Ruiz, said so.", set()),
        ("Ahmed Sy from Dakar came for the conference.", set()),
        ("Karl Lund, an aide to the president of Chile, said so.", set()),
    ],
)  # fmt: skip
def test_a_person_is_of_a_house_and_of_no_place(text: str, groups: set[str]) -> None:
    told = {c.group for c in _claims(text) if c.role == "member"}
    assert told == groups


def test_the_board_that_elects_somebody_is_what_the_office_is_of() -> None:
    for text in (
        "The World Draughts Federation elected Ghana's Kofi Mensah as its chairman.",
        "Kofi Mensah was elected chairman by the World Draughts Federation.",
    ):
        assert _in(text, "Kofi Mensah") == {"chairman of World Draughts Federation"}, text


def test_who_will_be_the_next_chair_is_told_and_who_may_be_is_not() -> None:
    will = _claims("Mahad Robleh will be the next chairperson of the Tin Council.")
    assert [c.member for c in will if c.role == "holder"] == ["Mahad Robleh"]
    assert not _told("Mahad Robleh may be the next chairperson of the Tin Council.")
    assert not _told("Mahad Robleh is a former chairperson of the Tin Council.")


def test_a_chair_without_an_article_is_that_of_the_one_body_spoken_of() -> None:
    assert ("KAZ", "holder") in _told(TIN + "Kazakhstan, chair in 2010, offered to step in.")
    two = "The Arab League met after the African Union had. "
    assert ("KAZ", "holder") not in _told(two + "Kazakhstan, chair in 2010, offered to step in.")


def test_all_in_a_list_are_under_suspension_only_if_all_are_said_to_be() -> None:
    every = _told(TIN + "Gabon, Guinea and Mali, all under suspension, watched from outside.")
    assert {("GAB", "suspended"), ("GIN", "suspended"), ("MLI", "suspended")} <= every
    last = _told(TIN + "Gabon, Guinea and Mali, under suspension, watched from outside.")
    assert {m for m, role in last if role == "suspended"} == {"MLI"}


def test_who_is_banned_by_a_panel_is_suspended_from_what_the_panel_is_of() -> None:
    text = "The federation's disciplinary panel banned Peru for a year."
    assert _in(text, "PER") == {"federation"}
    assert ("PER", "suspended") in _told("The board banned Peru for a year.")


def test_where_a_report_was_filed_makes_no_host() -> None:
    text = "TRIPOLI, Aug 5 (Wire) - The summit of African leaders was put off on Thursday.\n"
    assert ("LBY", "host") not in _told(text)


def test_those_under_suspension_are_so_from_the_body_that_the_report_is_about() -> None:
    text = "The Arab League and the African Union met. Togo, under suspension, stayed outside."
    assert ("TGO", "suspended") not in _told(text)
    text = "The African Union met. Togo and Chad, both under suspension, stayed outside."
    assert _in(text, "TGO") == {"AU"}


def test_a_list_between_commas_tells_whom_a_noun_in_the_plural_means() -> None:
    text = "The two neighbours, Jordan and Syria, signed the Yarmouk accord."
    assert {("JOR", "signatory"), ("SYR", "signatory")} <= _told(text)


def test_those_of_a_group_that_met_may_stand_behind_a_colon() -> None:
    found = _told("The support group met for a third time: Argentina, Brazil, Peru and Uruguay.")
    assert {m for m, _ in found} >= {"ARG", "BRA", "PER", "URY"}


def test_its_members_are_those_of_the_body_spoken_of() -> None:
    text = "The Arctic Council has no plan. Its two Baltic members - Sweden and Finland - have."
    assert not {g for g in _in(text, "SWE") if "members" in g}


def test_a_pronoun_means_what_lists_and_names_leave_to_it_by_its_words() -> None:
    assert _in("Cuba was expelled from the organization in 1962.", "CUB") == {"organization"}
    sized = "The United States, never a member of the 169-nation authority, observed."
    assert "authority" in _in(sized, "USA")


def test_who_joins_a_committee_is_its_member_and_takes_part_in_no_meeting() -> None:
    found = _told("Marguerite Oyelaran, a Nigerian who joined the committee in 1992, said so.")
    assert ("Marguerite Oyelaran", "participant") not in found


_PUT = [
    (
        "The Arab League agreed. Oman takes over the gavel from Jordan in May.",
        "OMN holder chair of AL, JOR holder chair of AL",
    ),
    ("Ama Owusu was chosen to head the Arab League.", "Ama Owusu holder leader of AL"),
    ("Oman, as chair of the Arab League, agreed.", "OMN holder chair of AL"),
    ("President Ama Owusu took Oman out of the Arab League.", "OMN -member AL"),
    ("Oman, whose membership of the Arab League was frozen, agreed.", "OMN suspended AL"),
    ("The Arab League put Oman out of its organs.", "OMN suspended AL"),
    ("The Arab League opened its doors. It expelled Oman.", "OMN suspended AL"),
    ("The Arab League's suspension of Oman took effect.", "OMN suspended AL"),
    ("Oman has a vote in the Arab League.", "OMN member AL"),
    ("Oman was refused entry to the Arab League.", "OMN -member AL"),
    ("Oman, on behalf of the Arab League, thanked him.", "OMN holder spokesperson of AL"),
    ("The Arab League named Ama Owusu as mediator.", "Ama Owusu mediator AL"),
    ("They said coalition member Oman agreed.", "OMN member coalition"),
    ("Oman belongs to the Arab League force.", "OMN member Arab League force"),
    ("The non-EU states Norway and Iceland agreed.", ""),
    ("Ama Owusu announced that Oman was leaving the Arab League.", "OMN member AL"),
]


@pytest.mark.parametrize(("text", "held"), _PUT)
def test_who_is_let_in_put_out_or_put_at_the_head_is_told_by_many_words(
    text: str, held: str
) -> None:
    told = {f"{c.member} {'-' * c.negated}{c.role} {c.group}" for c in _claims(text)}
    assert {one.replace("LAS", "AL") for one in told} == ({*held.split(", ")} if held else set())


_DECIDED = [
    ("Arab leaders agreed to readmit Oman to the Arab League.", "OMN member AL"),
    ("Arab leaders agreed to suspend Oman from the Arab League.", "OMN suspended AL"),
    ("Leaders threw Oman out of the Arab League on Monday.", "OMN suspended AL"),
    ("Arab leaders want to readmit Oman to the Arab League.", ""),
    ("Oman, not being a member of the Arab League, agreed.", "OMN -member AL"),
    ("Oman, no longer a member of the Arab League, agreed.", "OMN -member AL"),
    ("Jordan and Oman, one of ten members of the Arab League, agreed.", "OMN member AL"),
    ("The Arab League named Iceland's president, Ama Owusu, as mediator in Togo.",
     "Ama Owusu holder president of ISL, Ama Owusu mediator AL"),
    ("Arab League ministers picked Ama Owusu as mediator in Togo.", "Ama Owusu mediator AL"),
    ("Togo, whose leader chairs the Arab League, agreed.", "TGO holder chair of AL"),
    ("Togo, whose president mediates in the Yish quarrel, agreed.", ""),
    ("The Arab League opened its doors. Iceland's president, Ama Owusu, who chairs it, agreed.",
     "Ama Owusu holder president of ISL, Ama Owusu holder chair of AL"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "held"), _DECIDED)
def test_a_decision_tells_a_role_and_a_wish_none(text: str, held: str) -> None:
    told = {f"{c.member} {'-' * c.negated}{c.role} {c.group}" for c in _claims(text)}
    assert {one.replace("LAS", "AL") for one in told} == ({*held.split(", ")} if held else set())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Six states signed the accord, among them Ghana and Togo.",
         {("GHA", "signatory"), ("TGO", "signatory")}),
        ("Twelve states stayed away from the summit, including Ghana and Togo.",
         {("GHA", "absent"), ("TGO", "absent")}),
        ("Six states signed the accord, which condemns states such as Ghana and Togo.", set()),
        ("Several states, including Ghana and Togo, refused to sign the accord.",
         {("GHA", "-signatory"), ("TGO", "-signatory")}),
        ("Japan is one of the ten signatories of the Ross treaty.", {("JPN", "signatory")}),
        ("Under the Ross accord, Ghana and Togo pledged to disarm.",
         {("GHA", "signatory"), ("TGO", "signatory")}),
        ("Under the Ross accord, Ghana and Togo are accused of cheating.", set()),
        ("Under the Ross plan, Ghana and Togo pledged to disarm.", set()),
        ("The talks were attended by envoys from Ghana and Togo.",
         {("GHA", "participant"), ("TGO", "participant")}),
        ("European Union leaders held a summit on Monday.", set()),
    ],
)  # fmt: skip
def test_those_listed_beside_a_number_or_a_treaty_have_the_role(
    text: str, told: set[tuple[str, str]]
) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The harbour fund met on Monday. Its donors are Norway, Ghana and Peru.",
         {("NOR", "member"), ("GHA", "member"), ("PER", "member")}),
        ("The inspection panel is four strong: Norway, Ghana, Peru and Fiji.",
         {("NOR", "member"), ("GHA", "member"), ("PER", "member"), ("FJI", "member")}),
        ("The committee for the Tin Strait - Norway, Ghana and Peru - rose at noon.",
         {("NOR", "member"), ("GHA", "member"), ("PER", "member")}),
        ("The new commission consists of Norway, Ghana and Peru.",
         {("NOR", "member"), ("GHA", "member"), ("PER", "member")}),
        ("The Assembly elected Fiji and Peru to the Human Rights Council.",
         {("FJI", "member"), ("PER", "member")}),
        ("Ghana replaced Kenya on the Security Council.", {("GHA", "member")}),
        ("Ghana sits with Fiji and Peru on the Security Council.",
         {("GHA", "member"), ("FJI", "member"), ("PER", "member")}),
        ("A seat on the Human Rights Council fell to Fiji.", {("FJI", "member")}),
        ("Peru's term on the Security Council opens in June.", {("PER", "member")}),
        ("Peru's term on the Security Council ended in June.", {("PER", "-member")}),
        ("Fiji was voted off the Human Rights Council.", {("FJI", "-member")}),
        ("Fiji gave up its place on the Security Council.", {("FJI", "-member")}),
        ("The Harbour Party's Ane Solberg spoke first.", {("Ane Solberg", "member")}),
    ],
)  # fmt: skip
def test_who_sits_in_a_body_is_told_by_its_lists_its_seats_and_its_terms(
    text: str, told: set[tuple[str, str]]
) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Ghana joined Peru in asking the Security Council for help.",
        "The Assembly elected Peru to lead the mission.",
        "The BBC's Ane Solberg asked again.",
    ],
)
def test_who_acts_beside_others_or_reports_is_no_member(text: str) -> None:
    assert not {(member, role) for member, role in _told(text) if role == "member"}


def test_members_of_a_panel_are_of_the_panel_and_of_no_group_of_their_own() -> None:
    text = "The three island members of the panel - Fiji, Tonga and Palau - voted against."
    assert _in(text, "FJI") == {"panel"}
