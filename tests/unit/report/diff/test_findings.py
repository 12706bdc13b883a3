"""What was found wrong on the way is part of the answer: who reads a comment reads no pipeline's log."""

from __future__ import annotations

import json

from generator.diagnostics import error, warning
from generator.report.diff import report_diff
from tests.unit.report.diff_example import difference, encrypted, stack

CHANGED = difference(stack("payments", encrypted("orders")))
LOST = error("STG110", "module.key_ADBS_Key1 would be lost", "Put it back.")
EDITED = warning("DIF004", "stacks/payments/main.tf was edited by hand")


def test_a_comment_says_first_what_is_refused() -> None:
    comment = report_diff(CHANGED, "markdown", [EDITED, LOST])

    assert (
        "**This is refused by `adbkms render`:**\n\n"
        "- ⛔ `STG110` `module.key_ADBS_Key1 would be lost`\n"
        "- ⚠️ `DIF004` `stacks/payments/main.tf was edited by hand`\n"
    ) in comment
    assert comment.index("STG110") < comment.index("will be encrypted")


def test_warnings_alone_refuse_nothing() -> None:
    comment = report_diff(CHANGED, "markdown", [EDITED])

    assert "**Found on the way:**\n\n- ⚠️ `DIF004`" in comment


def test_a_comment_counts_what_is_too_much() -> None:
    comment = report_diff(CHANGED, "markdown", [LOST] * 1_000)

    assert comment.count("STG110") == 10
    assert "… and 990 more findings." in comment


def test_text_of_a_finding_is_only_text() -> None:
    comment = report_diff(CHANGED, "markdown", [error("STG110", "`@team` <img>\n::error::" + "x" * 900)])

    assert "- ⛔ `STG110` `` `@team` <img>\\n" in comment
    assert "x" * 300 not in comment


def test_json_has_them_as_terraform_writes_its_own() -> None:
    found = json.loads(report_diff(CHANGED, "json", [LOST]))["diagnostics"]

    assert found == [
        {
            "severity": "error",
            "code": "STG110",
            "summary": "module.key_ADBS_Key1 would be lost",
            "detail": "Put it back.",
        }
    ]


def test_a_page_shows_them_with_what_to_do() -> None:
    page = report_diff(CHANGED, "html", [LOST])

    assert "module.key_ADBS_Key1 would be lost" in page
    assert "Put it back." in page
