"""Checks put together: which objects, in which order, and what becomes of a cloud that does not answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from generator.live.answers import Answer, Cause, NotKnown
from generator.live.preflight.check import Subject
from generator.live.preflight.preflight import preflight
from generator.live.preflight.subjects import subjects_of
from generator.live.questions import Question, T
from generator.spec.load import Spec

from .example import (
    DATABASE_QUESTION,
    GOOD,
    NAME,
    NOT_KNOWN,
    OTHER_ARN,
    PASSED,
    REFUSED,
    ROLE_ARN,
    Answers,
    spec_with,
)


def twenty_stacks() -> Spec:
    """The example in twenty accounts of one tenancy."""
    (loaded,) = spec_with().stacks
    return Spec(
        tuple(
            replace(
                loaded,
                name=f"payments-{number}",
                stack=_in_account(loaded.stack, f"{number:012}"),
            )
            for number in range(20)
        )
    )


def _in_account(stack: Any, account_id: str) -> Any:
    import msgspec

    return msgspec.structs.replace(stack, aws=msgspec.structs.replace(stack.aws, account_id=account_id))


@dataclass(frozen=True)
class Unreachable:
    """Answers in which one AWS account does not answer, and the others do like the example's."""

    account_id: str

    def __call__(self, question: Question[T], /) -> Answer[T]:
        account = getattr(question.access, "account_id", None)
        if account == self.account_id:
            return NotKnown(Cause.UNREACHABLE, "AWS cannot be reached", "Look at the network.")
        return Answers({**GOOD, **dict.fromkeys(_TYPES, lambda asked: REFUSED)})(question)


_TYPES = tuple({type(question) for question in GOOD if not isinstance(question, type)})


def test_every_object_of_a_stack_is_looked_at_once_and_what_is_named_too() -> None:
    changes = (
        f"policies: {{ADBS_AWS_Policy1: {{keys: [{NAME}, '{OTHER_ARN}']}}}}\n"
        f"databases: {{orders: {{encryption: {{key: '{OTHER_ARN}', role: '{ROLE_ARN}'}}}}}}"
    )
    assert [one.address for one in subjects_of(spec_with(changes))] == [
        "payments-prod",
        f"payments-prod/keys/{NAME}",
        f"payments-prod/keys/{OTHER_ARN}",
        "payments-prod/policies/ADBS_AWS_Policy1",
        "payments-prod/roles/ADBS_AWS_Role1",
        f"payments-prod/roles/{ROLE_ARN}",
        "payments-prod/orders",
    ]


def test_only_what_is_wanted_is_looked_at() -> None:
    spec = spec_with()
    assert {one.address for one in preflight(spec, Answers(GOOD), only=["payments-prod/orders"])} == {
        "payments-prod/orders"
    }
    assert preflight(spec, Answers(GOOD), only=["payments-prod"]) == preflight(spec, Answers(GOOD))
    assert preflight(spec, Answers({}), only=["other"]) == []


def test_results_come_in_the_order_of_the_spec_and_of_the_codes() -> None:
    results = preflight(spec_with(), Answers(GOOD))
    places = [one.address for one in results]
    assert list(dict.fromkeys(places)) == [one.address for one in subjects_of(spec_with())]
    for address in places:
        codes = [one.code for one in results if one.address == address]
        assert codes == sorted(codes)
    assert [(one.code, one.summary) for one in preflight(spec_with(), Answers(GOOD))] == [
        (one.code, one.summary) for one in results
    ]


def test_what_is_done_is_told() -> None:
    seen: list[Subject] = []
    preflight(spec_with(), Answers(GOOD), done=seen.append)
    assert sorted(one.address for one in seen) == sorted(one.address for one in subjects_of(spec_with()))


def test_one_account_of_twenty_that_does_not_answer_hides_no_other() -> None:
    results = preflight(twenty_stacks(), Unreachable("000000000007"))
    unknown = {one.stack for one in results if one.finding.why and one.finding.why.cause is Cause.UNREACHABLE}
    assert unknown == {"payments-7"}
    assert {one.stack for one in results} == {f"payments-{number}" for number in range(20)}
    assert not [one for one in results if one.code == "PRE101" and one.stack == "payments-7" and one.outcome is PASSED]
    assert {one.outcome for one in results if one.code == "PRE101" and one.stack == "payments-7"} == {NOT_KNOWN}


def test_a_mistake_in_a_check_is_not_swallowed() -> None:
    def broken(question: Any) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        preflight(spec_with(), Answers({**GOOD, DATABASE_QUESTION: broken}))
