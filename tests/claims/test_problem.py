from __future__ import annotations

from quorate.claims.problem import Problem, Unusable, one_of


def test_a_problem_reads_as_where_what_and_remedy() -> None:
    problem = Problem(where="oas.toml:12", what="It has no source.", remedy="Add one.")
    assert str(problem) == "oas.toml:12: It has no source. Add one."


def test_an_answer_can_carry_the_faults_behind_it() -> None:
    problem = Problem(where="a", what="b", remedy="c")
    assert Unusable("Nothing could be read.", (problem,)).problems == (problem,)


def test_names_are_listed_in_order_and_none_is_said() -> None:
    assert one_of(["b", "a"]) == "a, b"
    assert one_of([]) == "none"
