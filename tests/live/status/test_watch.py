"""`--watch`: a script of answers, and a clock that only the test moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from generator.cli.status_watch import duration, lines_of_changes, time_is_over
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveEncryption
from generator.live.oci.work_requests import LastWorkRequest, LiveWorkRequest
from generator.live.questions import Ask, Question
from generator.live.status.status import statuses
from generator.live.status.watch import Look, watch
from generator.spec.load import Spec
from tests.live.status.answers import (
    ALIAS_QUESTION,
    COMPARTMENT,
    DATABASE,
    DATABASE_QUESTION,
    KEY_QUESTION,
    NAME,
    OCI,
    ON_ORACLES_KEY,
    WORK_QUESTION,
    Answers,
    as_wanted,
    spec_of,
)

LEDGER = "ocid1.autonomousdatabase.oc1.iad.ledger"
WITH_LEDGER = (
    "    databases:\n",
    f"    databases:\n      ledger: {{db_name: LEDGER, ocid: {LEDGER}, admin_password: {{variable: true}}}}\n",
)
DOWN = NotKnown(Cause.UNREACHABLE, "Nobody answers", "Look at the network.")
PASSING_BY = [
    DOWN,
    NotKnown(Cause.THROTTLED, "There are too many requests", "Wait a minute."),
    NotKnown(Cause.SERVICE_ERROR, "The service fails", "Run it again."),
]
REFUSED = NotKnown(Cause.NOT_PERMITTED, "OCI does not let us look", "Ask for it.")


def work(percent: float, status: str = "IN_PROGRESS", *errors: str) -> LiveWorkRequest:
    return LiveWorkRequest("ocid1.wr", "Update Autonomous Database", status, percent, errors=errors)


def updating(percent: float) -> dict[Question[Any], Any]:
    """OCI is at work, and the new key does not show yet."""
    return as_wanted(state="UPDATING", encryption=ON_ORACLES_KEY) | {WORK_QUESTION: work(percent)}


@dataclass
class Scripted:
    """Clouds that say something else at each look; the last of it stays. The clock moves only
    while somebody sleeps, and by `first_look` seconds during the first."""

    script: Sequence[Mapping[Question[Any], Any]]
    now: float = 1_000.0
    first_look: float = 0
    slept: list[float] = field(default_factory=list)
    looks: list[Answers] = field(default_factory=list)

    def ask_anew(self) -> Ask:
        answers = Answers(self.script[min(len(self.looks), len(self.script) - 1)])
        self.looks.append(answers)
        return answers

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def watch(self, spec: Spec | None = None, *, timeout: float = 3600, interval: float = 30) -> list[Look]:
        spec = spec or spec_of()
        begin = self.now
        first = statuses(spec, Answers(self.script[0]))
        self.now += self.first_look
        return list(
            watch(
                spec,
                first,
                self.ask_anew,
                begin=begin,
                timeout=timeout,
                interval=interval,
                clock=lambda: self.now,
                sleep=self.sleep,
            )
        )


def lines_of(looks: Sequence[Look], capsys: pytest.CaptureFixture[str]) -> list[str]:
    show = lines_of_changes()
    for look in looks:
        show(look)
    return capsys.readouterr().err.splitlines()


def test_an_update_is_followed_until_the_database_is_as_the_spec_says(capsys: pytest.CaptureFixture[str]) -> None:
    clouds = Scripted([updating(0), updating(40), updating(40), as_wanted()])

    looks = clouds.watch()

    assert [one.matches for one in looks[-1].statuses] == [True]
    assert (looks[-1].waiting, looks[-1].is_timed_out, clouds.slept) == ((), False, [30, 30, 30])
    assert lines_of(looks, capsys) == [
        f"+00:00 {NAME}: UPDATING, Update Autonomous Database 0 %",
        f"+00:30 {NAME}: UPDATING, Update Autonomous Database 40 %",
        f"+01:30 {NAME}: AVAILABLE, matches",
    ]


def test_what_oci_calls_an_operation_makes_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    operation = f"Update\n::stop-commands::x\n+00:01 {NAME}: AVAILABLE, matches"
    looks = Scripted([updating(0) | {WORK_QUESTION: replace(work(0), operation=operation)}, as_wanted()]).watch()

    first, last = lines_of(looks, capsys)

    assert first.startswith(rf"+00:00 {NAME}: UPDATING, Update\n::stop-commands::x\n+00:01 ")
    assert last == f"+00:30 {NAME}: AVAILABLE, matches"


def test_what_matches_already_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    looks = Scripted([as_wanted()]).watch()

    assert (len(looks), looks[0].waiting) == (1, ())
    assert lines_of(looks, capsys) == []


def test_a_failed_update_ends_it_with_what_oci_says(capsys: pytest.CaptureFixture[str]) -> None:
    failed = as_wanted(encryption=ON_ORACLES_KEY)
    failed[WORK_QUESTION] = work(60, "FAILED", "Role cannot be\nassumed")

    looks = Scripted([updating(60), failed]).watch()

    assert looks[-1].statuses[0].matches is False
    assert lines_of(looks, capsys)[-1] == (
        f"+00:30 {NAME}: AVAILABLE, Update Autonomous Database FAILED: Role cannot be assumed, "
        "differs: provider, key, role, external ID, endpoint"
    )
    assert looks[-1].statuses[0].last_work == failed[WORK_QUESTION]


def test_a_work_request_that_failed_before_it_matched_is_not_kept() -> None:
    old = as_wanted(encryption=ON_ORACLES_KEY, state="UPDATING") | {WORK_QUESTION: work(60, "FAILED", "No")}

    looks = Scripted([old, as_wanted()]).watch()

    assert [look.statuses[0].last_work for look in looks] == [old[WORK_QUESTION], None]


def test_a_difference_that_nobody_works_on_ends_it() -> None:
    stopped = as_wanted(state="STOPPED") | {WORK_QUESTION: None}

    looks = Scripted([stopped]).watch()

    assert (len(looks), looks[0].statuses[0].differences) == (1, ("lifecycle_state",))


def test_a_work_request_that_is_accepted_is_waited_for_while_the_state_is_still_the_old_one() -> None:
    accepted = as_wanted(encryption=ON_ORACLES_KEY) | {WORK_QUESTION: work(0, "ACCEPTED")}

    looks = Scripted([accepted, updating(10), as_wanted()]).watch()

    assert [look.waiting for look in looks] == [(NAME,), (NAME,), ()]


def test_the_time_is_bounded_and_the_last_look_counts() -> None:
    clouds = Scripted([updating(10)])

    looks = clouds.watch(timeout=70, interval=30)

    assert clouds.slept == [30, 30, 10]
    assert [look.is_timed_out for look in looks] == [False, False, False, True]
    assert looks[-1].statuses[0].differences[-1] == "lifecycle_state"


def test_a_timeout_of_nothing_is_one_look() -> None:
    clouds = Scripted([updating(10)])

    assert [look.is_timed_out for look in clouds.watch(timeout=0)] == [True]
    assert clouds.slept == []


def test_the_time_begins_with_the_first_look() -> None:
    clouds = Scripted([updating(10)], first_look=50)

    looks = clouds.watch(timeout=70, interval=30)

    assert (clouds.slept, [look.elapsed for look in looks]) == ([20], [50, 70])
    assert len(Scripted([updating(10)], first_look=50).watch(timeout=5)) == 1


def test_when_the_time_is_over_what_is_under_way_is_told_from_what_is_not_known() -> None:
    ledger, live = Database(OCI, LEDGER), replace(DATABASE, ocid=LEDGER, state="UPDATING")
    work_of_ledger = LastWorkRequest(OCI, COMPARTMENT, LEDGER)

    looks = Scripted([as_wanted(DOWN) | {ledger: live, work_of_ledger: work(10)}]).watch(
        spec_of(WITH_LEDGER), timeout=0
    )

    assert time_is_over(looks[-1]) == [
        "The time is over, and OCI is not done with payments-prod/ledger. What is under way goes on; --timeout waits "
        "longer.",
        f"The time is over, and {NAME} could not be looked at completely: Nobody answers. --timeout waits longer.",
    ]


@pytest.mark.parametrize(
    "answers", [as_wanted() | {KEY_QUESTION: DOWN}, as_wanted(encryption=ON_ORACLES_KEY) | {WORK_QUESTION: DOWN}]
)
def test_a_key_or_a_work_request_that_cannot_be_asked_for_is_nothing_under_way(
    answers: dict[Question[Any], Any],
) -> None:
    (look,) = Scripted([answers]).watch(timeout=0)

    (message,) = time_is_over(look)
    assert "could not be looked at completely: Nobody answers" in message


def test_what_was_under_way_at_an_earlier_look_is_not_said_to_be_so_now(capsys: pytest.CaptureFixture[str]) -> None:
    looks = Scripted([updating(50), as_wanted() | {KEY_QUESTION: DOWN}]).watch(timeout=30)

    assert lines_of(looks, capsys)[-1] == f"+00:30 {NAME}: AVAILABLE, not known: Nobody answers"
    (message,) = time_is_over(looks[-1])
    assert "could not be looked at completely: Nobody answers" in message


def test_a_cloud_that_cannot_be_reached_for_a_while_is_borne_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    looks = Scripted([updating(0), as_wanted(DOWN), as_wanted(DOWN), as_wanted()]).watch()

    assert lines_of(looks, capsys)[1:] == [
        f"+00:30 {NAME}: not known: Nobody answers",
        f"+01:30 {NAME}: AVAILABLE, matches",
    ]


def test_a_cloud_that_stays_unreachable_is_given_up_when_the_time_is_over() -> None:
    looks = Scripted([as_wanted(DOWN)]).watch(timeout=60)

    assert (looks[-1].is_timed_out, looks[-1].statuses[0].matches) == (True, None)


@pytest.mark.parametrize("answer", PASSING_BY)
def test_a_work_request_that_is_not_known_for_a_while_may_be_under_way(answer: NotKnown) -> None:
    """Terraform has begun, the state is still the old one, and so is the key."""
    old = as_wanted(encryption=ON_ORACLES_KEY)

    looks = Scripted([old | {WORK_QUESTION: answer}, updating(10), as_wanted()]).watch()

    assert [look.waiting for look in looks] == [(NAME,), (NAME,), ()]
    assert looks[-1].statuses[0].matches is True


def test_a_work_request_that_nobody_may_see_ends_it() -> None:
    refused = as_wanted(encryption=ON_ORACLES_KEY) | {WORK_QUESTION: REFUSED}

    looks = Scripted([refused]).watch()

    assert (len(looks), looks[-1].is_timed_out) == (1, False)


@pytest.mark.parametrize("answer", PASSING_BY)
def test_the_last_look_is_one_that_knows_whether_it_matches(answer: NotKnown) -> None:
    looks = Scripted([updating(50), as_wanted() | {KEY_QUESTION: answer}, as_wanted()]).watch()

    assert [look.statuses[0].matches for look in looks] == [False, None, True]


def test_a_key_that_nobody_may_look_at_is_not_waited_for() -> None:
    looks = Scripted([updating(50), as_wanted() | {KEY_QUESTION: REFUSED}]).watch()

    assert [look.statuses[0].matches for look in looks] == [False, None]


def test_a_database_whose_key_oci_does_not_mention_is_not_waited_for() -> None:
    looks = Scripted([as_wanted(encryption=LiveEncryption(""))]).watch()

    assert [look.statuses[0].matches for look in looks] == [None]


def test_one_thing_that_stays_unknown_is_enough_to_end_it() -> None:
    looks = Scripted([as_wanted() | {ALIAS_QUESTION: DOWN, KEY_QUESTION: REFUSED}]).watch()

    assert (len(looks), looks[-1].is_timed_out) == (1, False)


def test_what_waiting_does_not_mend_is_not_waited_for() -> None:
    assert len(Scripted([as_wanted(REFUSED)]).watch()) == 1


@pytest.mark.parametrize("answer", [REFUSED, None])
def test_without_a_work_request_the_state_alone_is_followed(
    answer: Answer[LiveWorkRequest], capsys: pytest.CaptureFixture[str]
) -> None:
    looks = Scripted([updating(0) | {WORK_QUESTION: answer}, as_wanted()]).watch()

    said = ", its work request is not known: OCI does not let us look" if answer else ""
    assert lines_of(looks, capsys) == [f"+00:00 {NAME}: UPDATING{said}", f"+00:30 {NAME}: AVAILABLE, matches"]


def test_only_those_that_are_not_done_are_asked_about_again() -> None:
    ledger = Database(OCI, LEDGER)
    live = replace(DATABASE, ocid=LEDGER, encryption=ON_ORACLES_KEY)
    clouds = Scripted([updating(0) | {ledger: live}, updating(50), as_wanted()])

    looks = clouds.watch(spec_of(WITH_LEDGER))

    assert [[one.name for one in look.statuses] for look in looks] == [["payments-prod/ledger", NAME]] * 3
    assert [one.matches for one in looks[-1].statuses] == [True, True]
    assert not any(ledger in look.asked for look in clouds.looks)
    assert DATABASE_QUESTION in clouds.looks[-1].asked


def test_durations_are_minutes_and_hours_if_it_takes_them() -> None:
    assert [duration(5), duration(65.9), duration(3_600)] == ["+00:05", "+01:05", "+1:00:00"]
