"""Whatever a cloud or a spec says, preflight's text has no lines and no commands of theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli.output import show
from generator.cli.preflight_text import preflight_text

from .conftest import Preflight
from .example import (
    ALIAS_QUESTION,
    DATABASE,
    DATABASE_QUESTION,
    KEY,
    POLICY,
    POLICY_QUESTION,
    REFUSED,
    ROLE_QUESTION,
    look,
)

FORGED = "x\n\nPassed: all is well (PRE101, payments-prod)\n  ::stop-commands::tok ##[add-mask]us-east-2"


def test_values_of_a_cloud_make_no_lines_and_no_commands(capsys: pytest.CaptureFixture[str]) -> None:
    refused = replace(REFUSED, summary=FORGED, fix=FORGED, permission=FORGED)
    results = look(
        {
            ALIAS_QUESTION: replace(KEY, description=FORGED, state=FORGED),
            DATABASE_QUESTION: replace(DATABASE, state=FORGED),
            POLICY_QUESTION: replace(POLICY, description=FORGED),
            ROLE_QUESTION: refused,
        }
    )

    show(preflight_text(results, passed_too=False))

    lines = capsys.readouterr().out.splitlines()
    assert sum("all is well" in line for line in lines) > 3
    assert not [line for line in lines if line.lstrip().startswith(("Passed:", "::")) or "##[" in line]


def test_a_profile_has_no_line_breaks(preflight: Preflight) -> None:
    text = Path("spec.yaml").read_text("utf-8")
    hostile = r"      region: us-east-2 # Ohio" + '\n      profile: "x\\n::stop-commands::tok"'
    Path("spec.yaml").write_text(text.replace("      region: us-east-2 # Ohio", hostile), "utf-8")

    ended = preflight("spec.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert r'"x\n::stop-commands::tok" is not a profile' in ended.messages and "(SPEC207)" in ended.messages
