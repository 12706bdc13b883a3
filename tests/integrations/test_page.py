"""The page about integrations shows what is in the files."""

from __future__ import annotations

import re

import yaml

from tests.integrations.released import CHECKOUT

PAGE = (CHECKOUT / "docs" / "integrations.md").read_text("utf-8")
FOLDER = CHECKOUT / "integrations"
LINK = r"\]\(\.\./(integrations/[^)]+\.[^)]+|integrations/container/Containerfile)\)"


def test_every_block_is_in_a_file_that_was_linked_before_it() -> None:
    for block in re.finditer(r"^```\w+\n(.*?)^```$", PAGE, re.M | re.S):
        linked = re.findall(LINK, PAGE[PAGE.rindex("\n## ", 0, block.start()) : block.start()])
        texts = [(CHECKOUT / path).read_text("utf-8") for path in linked]
        shown = block[1].rstrip()
        assert [text for text in texts if shown in text], shown


def test_every_recipe_is_linked() -> None:
    linked = set(re.findall(r"\]\(\.\./(integrations/[^)]+)\)", PAGE))
    scripts_of_the_action = {path for path in FOLDER.joinpath("github").iterdir() if path.is_file()}
    files = {path for path in FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts}

    assert {path.relative_to(CHECKOUT).as_posix() for path in files - scripts_of_the_action} == linked


def test_the_inputs_and_outputs_of_the_action_and_the_hooks_are_all_named() -> None:
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text("utf-8"))
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    names = [*action["inputs"], *action["outputs"], *(hook["id"] for hook in hooks)]

    assert [name for name in names if f"`{name}`" not in PAGE] == []
