"""The difference for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from generator.diagnostics import Diagnostic
from generator.diff.changes import (
    Action,
    ArgumentChange,
    Difference,
    FolderChange,
    Meaning,
    ObjectChange,
    StatementChange,
    StatementText,
)
from generator.report.json import diagnostic_json

_FORMAT_VERSION = "1.0"


def json_text(difference: Difference, found: Sequence[Diagnostic]) -> str:
    """One JSON object, in ASCII, so that it survives every terminal and locale. Every key is always there.

    `action` is `added`, `changed`, `moved` or `removed`; `risk` is `none`, `in_place`, `opens_access`, `endangers`,
    `replaces` or `destroys`. What is on one side only has null on the other. Values of arguments are HCL; `items_added`
    and `items_removed` are filled where the order of a list says nothing. `diagnostics` are as those of
    `terraform validate -json`.
    """
    result = {
        "format_version": _FORMAT_VERSION,
        "risk": difference.risk.identifier,
        "summary": {
            "stacks": _counts(one.action for one in difference.stacks) | {"unchanged": difference.unchanged},
            "modules": _counts(one.action for one in difference.modules),
            "objects": _counts(one.action for folder in difference.folders for one in folder.objects),
            "reworded": len(difference.reworded),
        },
        "stacks": [_folder(one) for one in difference.stacks],
        "modules": [_folder(one) for one in difference.modules],
        "unchanged_stacks": difference.unchanged,
        "reworded": list(difference.reworded),
        "diagnostics": [diagnostic_json(one) for one in found],
    }
    return json.dumps(result, indent=2) + "\n"


def _counts(actions: Iterable[Action]) -> dict[str, int]:
    numbers = Counter(actions)
    return {action.value: numbers[action] for action in Action}


def _folder(folder: FolderChange) -> dict[str, Any]:
    return {
        "name": folder.name,
        "path": folder.path,
        "action": folder.action.value,
        "risk": folder.risk.identifier,
        "objects": [_object(one) for one in folder.objects],
    }


def _object(change: ObjectChange) -> dict[str, Any]:
    return {
        "address": change.address,
        "action": change.action.value,
        "previous_address": change.previous_address,
        "risk": change.risk.identifier,
        "arguments": [_argument(one) for one in change.arguments],
        "statements": [_statement(one) for one in change.statements],
        "meanings": [_meaning(one) for one in change.meanings],
    }


def _argument(change: ArgumentChange) -> dict[str, Any]:
    return {
        "path": change.path,
        "old": change.old,
        "new": change.new,
        "items_added": list(change.items_added),
        "items_removed": list(change.items_removed),
    }


def _statement(change: StatementChange) -> dict[str, Any]:
    return {
        "document": change.document,
        "action": change.action.value,
        "old": _statement_text(change.old),
        "new": _statement_text(change.new),
    }


def _statement_text(statement: StatementText | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {
        "effect": statement.effect,
        "principals": list(statement.principals),
        "actions": list(statement.actions),
        "resources": list(statement.resources),
        "conditions": list(statement.conditions),
    }


def _meaning(meaning: Meaning) -> dict[str, str]:
    return {
        "subject": meaning.subject,
        "text": meaning.text,
        "sentence": meaning.sentence,
        "risk": meaning.risk.identifier,
    }
