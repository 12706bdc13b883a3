"""What the pages of documentation promise is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.command_reference import commands
from tests.docs.console import commands as console_commands
from tests.docs.console import with_real_output
from tests.docs.markdown import anchors, fenced, links
from tests.docs.pages import ROOT, current, page_paths
from tests.docs.terraform_page import LEAVE_OUT_VARIABLE, may_be_left_out, with_names_of_the_examples
from tests.terraform.provider_mirror import ProviderMissing

PAGES = page_paths()


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def first_words() -> set[str]:
    return {name.partition(" ")[0] for name in commands()}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_made_from_the_code_is_current_and_every_command_prints_what_is_shown(page: str) -> None:
    try:
        made = current(text(page))
    except ProviderMissing as missing:
        if not may_be_left_out():
            raise
        pytest.skip(f"left out, as {LEAVE_OUT_VARIABLE} allows: {missing}")

    assert text(page) == made, f"{page} is not current: run `make goldens` and look at what changed"


@pytest.mark.parametrize("page", [*PAGES, "SECURITY.md"])
def test_every_link_into_the_repository_leads_somewhere(page: str) -> None:
    broken = []
    for target in links(text(page)):
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_named_exists(page: str) -> None:
    in_sentences = re.findall(r"`adbkms ([a-z][a-z-]*)", text(page))
    on_lines = re.findall(r"^(?:\$ )?adbkms ([a-z][a-z-]*)", "\n".join(fenced(text(page))), re.M)
    assert {*in_sentences, *on_lines} <= first_words()


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    targets = re.findall(r"^([a-z-]+):", text("Makefile"), re.M)
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", text(page), re.M)) <= set(targets)


def test_the_readme_names_every_command() -> None:
    readme = text("README.md")
    assert [name for name in first_words() if f"`{name}`" not in readme and f"`adbkms {name}`" not in readme] == []


def test_every_code_that_is_named_exists() -> None:
    from generator.explanations import explanations

    known = explanations().keys()
    for page in PAGES:
        unknown = set(re.findall(r"\b[A-Z]{3,4}[0-9]{3}\b", text(page))) - known
        assert not unknown, page


def test_contributing_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    wanted = [
        *project["project"]["dependencies"],
        *(one for group in project["dependency-groups"].values() for one in group),
    ]
    names = {match[0].lower() for one in wanted if (match := re.match(r"[A-Za-z0-9-]+", one))}
    reasons = text("CONTRIBUTING.md").partition("## Why each dependency is there")[2].partition("\n## ")[0].lower()
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", reasons)} == set()


def test_every_variable_of_ours_is_among_the_conventions_of_the_commands() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    conventions = text("docs/cli.md").partition("<!-- made by")[0]
    assert {one for one in re.findall(r"\bADBKMS_[A-Z_]+\b", sources) if f"| `{one}` |" not in conventions} == set()


def test_every_page_of_the_documentation_is_listed_in_its_index() -> None:
    listed = {target.partition("#")[0] for target in links(text("docs/index.md"))}
    assert {Path(page).name for page in PAGES if page.startswith("docs/")} - {"index.md"} <= listed


def test_a_console_block_shows_what_the_command_prints_on_both_streams_and_in_order() -> None:
    page = "```console\n$ echo one; echo two >&2; echo three\nstale\n```\n"

    shown = with_real_output(page)

    assert shown == "```console\n$ echo one; echo two >&2; echo three\none\ntwo\nthree\n```\n"
    assert console_commands(shown) == ["echo one; echo two >&2; echo three"]


def test_a_long_command_goes_on_in_the_next_line() -> None:
    page = "```console\n$ echo one \\\n>   two\nstale\n```\n"

    shown = with_real_output(page)

    assert shown == "```console\n$ echo one \\\n>   two\none two\n```\n"
    assert console_commands(shown) == ["echo one \\\n  two"]


def test_the_commands_of_a_page_share_a_folder_with_the_examples() -> None:
    page = "```console\n$ touch here\n```\n\n```console\n$ ls\n```\n"

    assert with_real_output(page).endswith("$ ls\nexamples\nhere\n```\n")


def test_the_tutorial_goes_from_an_empty_folder_to_a_database_that_uses_its_key() -> None:
    page = text("docs/tutorial.md")
    ran = console_commands(page)

    assert ran[0].startswith("adbkms init ")
    assert "examples/" not in "\n".join(ran)
    assert sum(" apply " in command for command in ran) == 3
    status = page.partition("\n$ adbkms status ")[2].partition("```")[0]
    assert re.search(r"^payments-prod/orders  AVAILABLE  \S+ +\S+ \S+ UTC  matches$", status, re.M)
    assert status.rstrip().endswith("exit code 0")


def test_a_page_with_terraform_shows_the_ids_of_the_examples_and_leaves_other_text_alone() -> None:
    printed = (
        f"ocid1.autonomousdatabase.oc1.iad.{'0a' * 30} arn:aws:kms:us-east-2:111122223333:key/"
        "2edb61ac-94fe-40d5-8884-3dfa79fc596b ocid1.tenancy.oc1..aaaa key/short\n"
    )

    assert with_names_of_the_examples(printed) == (
        "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase arn:aws:kms:us-east-2:111122223333:key/"
        "1234abcd-12ab-34cd-56ef-1234567890ab ocid1.tenancy.oc1..aaaa key/short\n"
    )
