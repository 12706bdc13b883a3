"""The one query, through the thin seam."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import pytest

from generator.facts.cloud_integrations import SQL
from generator.live.answers import NotKnown
from generator.live.oracle.cloud_integrations import MOST_ROWS, cloud_integrations, oracle_user

USER, OTHER = "arn:aws:iam::444455556666:user/oracle-adbs", "arn:aws:iam::444455556666:user/other"


class PlayedConnection:
    """Gives rows for the one statement."""

    def __init__(self, rows: Iterable[tuple[object, ...]]) -> None:
        self.rows = rows

    def execute(self, sql: str) -> Iterable[tuple[object, ...]]:
        assert sql == SQL
        return self.rows


def user_of(*rows: tuple[object, ...]) -> str | NotKnown:
    return oracle_user(cloud_integrations(PlayedConnection(rows)))


@pytest.mark.parametrize("name", ["aws_user_arn", "aws_arn", "AWS_USER_ARN", "Aws_Arn"])
def test_either_name_will_do(name: str) -> None:
    assert user_of((name, f"{USER} ")) == USER


def test_both_names_with_one_value_will_do() -> None:
    assert user_of(("aws_arn", USER), ("aws_user_arn", USER)) == USER


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), "neither aws_user_arn nor aws_arn"),
        ((("aws_arn", None), ("aws_user_arn", "")), "neither aws_user_arn nor aws_arn"),
        ((("aws_arn", USER), ("aws_user_arn", OTHER)), f"aws_arn is {USER}, aws_user_arn is {OTHER}"),
        ((("aws_arn", USER), ("AWS_ARN", OTHER)), "says two users"),
        ((("aws_arn", USER), ("aws_arn", OTHER)), f"says two users: aws_arn is {USER}, aws_arn is {OTHER}"),
        ((("aws_arn", OTHER), ("aws_arn", None), ("aws_arn", USER)), "says two users"),
        ((("aws_arn", "arn:aws:iam::444455556666:root"),), "something else than the ARN of an IAM user"),
        ((("aws_arn", "arn:aws:iam::444455556666:role/x"),), "something else than the ARN of an IAM user"),
        ((("aws_arn", "*"),), "something else than the ARN of an IAM user"),
    ],
)
def test_anything_else_is_no_answer(rows: tuple[tuple[object, ...], ...], said: str) -> None:
    answer = user_of(*rows)

    assert isinstance(answer, NotKnown)
    assert said in answer.summary
    assert answer.fix


def test_the_same_row_twice_will_do() -> None:
    assert user_of(("aws_arn", USER), ("aws_arn", USER)) == USER


@pytest.mark.parametrize("value", [USER, None])
def test_rows_without_an_end_are_no_answer(value: str | None) -> None:
    answer = oracle_user(cloud_integrations(PlayedConnection(repeat(("aws_arn", value)))))

    assert isinstance(answer, NotKnown)
    assert answer.summary == f"CLOUD_INTEGRATIONS has more than {MOST_ROWS} rows for Oracle's user"
