"""A tree with a secret and a syntax error: the comparison, which many read, says where the error is and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, Run

BROKEN = {
    "beside its name": 'locals {\n  admin_password = "hunter2" "\n}\n',
    "without a name": "locals {\n  x = 'hunter2'\n}\n",
    "in a heredoc": 'locals {\n  x = <<E\nhunter2 "${\nE\n}\n',
    "as a key": 'locals {\n  x = { "hunter2" = 1, "hunter2" = 2 }\n}\n',
    "as a label": 'locals "${hunter2}" {\n}\n',
    "as a word": "locals {\n  x = 1 hunter2\n}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_a_message_about_a_tree_shows_nothing_of_it(adbkms: Run, tmp_path: Path, text: str, format: str) -> None:
    assert adbkms("render", ENCRYPT, "-o", "old").code == 0
    assert adbkms("render", ENCRYPT, "-o", "new").code == 0
    (tmp_path / "new/stacks/payments-prod/outputs.tf").write_text(text)

    ended = adbkms("diff", "old", "new", "--format", format)

    assert ended.code in (1, 2)
    assert "stacks/payments-prod/outputs.tf:" in ended.messages + ended.data
    assert "hunter2" not in ended.messages
