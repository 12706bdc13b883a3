"""What a difference means, in as few sentences as possible."""

from __future__ import annotations

from generator.diff.changes import Risk
from generator.report.page.difference import headlines
from tests.browser.differences import EVERYTHING, NOTHING, ROTATION


def test_the_same_is_said_once_of_all_its_subjects() -> None:
    last = headlines(ROTATION)[-1]

    assert last.subjects == ("invoices", "orders")
    assert last.text == "will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups"
    assert last.folders == ("payments-prod",)


def test_the_worst_comes_first() -> None:
    risks = [one.risk for one in headlines(EVERYTHING)]

    assert risks[0] is Risk.DESTROYS
    assert risks == sorted(risks, key=lambda risk: -risk.rank)


def test_of_nothing_there_is_nothing_to_say() -> None:
    assert headlines(NOTHING) == ()
