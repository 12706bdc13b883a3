"""JSON is for programs: every key is always there, in ASCII."""

from __future__ import annotations

import json
from typing import Any

from generator.diff.changes import Difference
from generator.report.diff import report_diff
from tests.unit.report.diff_example import SAME, difference, encrypted, module, new_key, stack, widened_policy


def shown(found: Difference) -> Any:
    """What a program reads."""
    return json.loads(report_diff(found, "json"))


def test_a_database_with_another_key() -> None:
    assert shown(difference(stack("payments", encrypted("orders")), unchanged=2, reworded=("stacks/a/README.md",))) == {
        "format_version": "1.0",
        "risk": "in_place",
        "summary": {
            "stacks": {"added": 0, "changed": 1, "moved": 0, "removed": 0, "unchanged": 2},
            "modules": {"added": 0, "changed": 0, "moved": 0, "removed": 0},
            "objects": {"added": 0, "changed": 1, "moved": 0, "removed": 0},
            "reworded": 1,
        },
        "stacks": [
            {
                "name": "payments",
                "path": "stacks/payments",
                "action": "changed",
                "risk": "in_place",
                "objects": [
                    {
                        "address": "oci_database_autonomous_database.orders",
                        "action": "changed",
                        "previous_address": None,
                        "risk": "in_place",
                        "arguments": [
                            {
                                "path": "encryption_key.key_arn",
                                "old": "module.key_ADBS_Key1.arn",
                                "new": "module.key_ADBS_Key2.arn",
                                "items_added": [],
                                "items_removed": [],
                            }
                        ],
                        "statements": [],
                        "meanings": [
                            {
                                "subject": "orders",
                                "text": "will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups",
                                "sentence": "orders will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups.",
                                "risk": "in_place",
                            }
                        ],
                    }
                ],
            }
        ],
        "modules": [],
        "unchanged_stacks": 2,
        "reworded": ["stacks/a/README.md"],
        "diagnostics": [],
    }


def test_items_of_a_list_and_statements() -> None:
    (policy,) = shown(difference(stack("a", widened_policy())))["stacks"][0]["objects"]

    assert policy["arguments"][0]["items_added"] == ["module.key_ADBS_Key2.arn"]
    assert policy["statements"] == [
        {
            "document": "IAM policy",
            "action": "changed",
            "old": {
                "effect": "Allow",
                "principals": [],
                "actions": ["kms:Encrypt", "kms:Decrypt"],
                "resources": ["module.key_ADBS_Key1.arn"],
                "conditions": [],
            },
            "new": {
                "effect": "Allow",
                "principals": [],
                "actions": ["kms:Encrypt", "kms:Decrypt"],
                "resources": ["module.key_ADBS_Key1.arn", "module.key_ADBS_Key2.arn"],
                "conditions": [],
            },
        }
    ]


def test_modules_are_not_among_the_stacks() -> None:
    found = shown(difference(stack("a", new_key()), module("aws-kms-key", new_key())))

    assert [one["path"] for one in found["stacks"]] == ["stacks/a"]
    assert [one["path"] for one in found["modules"]] == ["modules/aws-kms-key"]


def test_nothing_changes() -> None:
    found = shown(SAME)

    assert (found["risk"], found["stacks"], found["unchanged_stacks"]) == ("none", [], 3)


def test_any_text_survives_as_ascii_and_no_pipeline_finds_a_command() -> None:
    hostile = "ключ ##vso[task] \x1b"

    text = report_diff(difference(stack(hostile, new_key())), "json")

    assert text.isascii()
    assert "##vso[" not in text
    assert json.loads(text)["stacks"][0]["name"] == hostile
