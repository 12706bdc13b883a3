"""Every code has an explanation, every explanation a code, and no text of the tool promises what is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.explanations import explanations
from tests.docs.command_reference import commands

ROOT = Path(__file__).parents[1]
CODE = re.compile(
    r"\b(?:SPEC|FLT|OCI|AWS|KMS|TRU|STG|SEC|NAM|ARG|TPL|VER|PUB|BLK|DIF|KEY|ADO|GRD|LIV|DIS|PRE|STA)[0-9]{3}\b"
)
COMMANDS = {name.partition(" ")[0] for name in commands()}


def sources() -> list[Path]:
    return sorted((ROOT / "generator").rglob("*.py"))


def texts(path: Path) -> Iterator[str]:
    """Every text in a module that is not documentation of the code itself."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def test_what_can_be_said_is_explained_and_nothing_else() -> None:
    said = {text for path in sources() for text in texts(path) if CODE.fullmatch(text)}

    assert said == set(explanations())


@pytest.mark.parametrize("code", sorted(explanations()))
def test_an_explanation_says_what_and_what_to_do(code: str) -> None:
    explanation = explanations()[code]

    assert explanation.text.startswith(f"# {code}: {explanation.title}\n\n")
    assert explanation.text.endswith("\n")
    assert "\n" not in explanation.title
    assert not explanation.title.endswith(".")
    assert len(explanation.text.partition("\n\n")[2]) > 40


def test_codes_that_texts_refer_to_exist() -> None:
    mentioned = {code for path in sources() for text in texts(path) for code in CODE.findall(text)}

    assert mentioned <= set(explanations())


def people_read() -> dict[str, str]:
    """Every text that the tool can show, and what it renders, by where it stands."""
    shown = {path.relative_to(ROOT).as_posix(): "\n".join(texts(path)) for path in sources()}
    folders = [path for name in ("templates", "modules", "examples") for path in (ROOT / name).rglob("*")]
    schema = ROOT / "generator/spec/adbkms.schema.json"
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (*folders, schema) if path.is_file()
    }
    helps = {f"adbkms {name} --help": command.help for name, command in commands().items()}
    return shown | files | helps


def test_no_text_names_a_command_that_is_not_there() -> None:
    unknown = {
        (place, command)
        for place, text in people_read().items()
        for command in re.findall(r"(?:`|\$ |Example: |Next: )adbkms ([a-z]+)", text)
        if command not in COMMANDS
    }
    assert unknown == set()


def test_no_text_names_an_option_that_is_not_there() -> None:
    known = {option for command in commands().values() for parameter in command.params for option in parameter.opts}
    for place, text in people_read().items():
        for command, option in re.findall(r"`adbkms ([a-z]+) [^`]*?(--[a-z-]+)", text):
            assert option in known, (place, command, option)
