"""Every page of documentation, with what is made from the code brought up to date.

Two things in a page are made, the rest is written by hand:

- what stands between `<!-- made by tests/docs: NAME -->` and `<!-- end of NAME -->`;
- the output below every command of a `console` block, see `console`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.docs.command_reference import command_reference
from tests.docs.console import with_real_output
from tests.docs.guard_plans import plans_that_pass
from tests.docs.module_reference import module_reference
from tests.docs.rule_reference import rule_reference
from tests.docs.spec_reference import spec_reference
from tests.docs.terraform_page import may_be_left_out
from tests.terraform.provider_mirror import ProviderMissing

ROOT = Path(__file__).resolve().parents[2]

REFERENCES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "commands": command_reference,
        "modules": module_reference,
        "plans_that_pass": plans_that_pass,
        "rules": rule_reference,
        "spec": spec_reference,
    }
)
_MADE = re.compile(
    r"(?P<begin><!-- made by tests/docs: (?P<name>\w+) -->\n).*?(?P<end><!-- end of (?P=name) -->)", re.S
)


def page_paths() -> list[str]:
    """The pages by path below the root: README, CONTRIBUTING, CHANGELOG and `docs/`."""
    docs = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
    return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *docs]


def written() -> dict[str, str]:
    """All pages as they are, by path below the root."""
    return {path: (ROOT / path).read_text("utf-8") for path in page_paths()}


def documents() -> dict[str, str]:
    """All pages as they should be, by path below the root. Runs the commands of their `console` blocks, which see the
    examples as they are: these have to be current.

    Raises `ProviderMissing` where a page needs the real AWS provider and it cannot be had. If that may be left out,
    such a page is returned as it is.
    """
    return {path: _current_if_possible(page) for path, page in written().items()}


def current(page: str) -> str:
    """One page as it should be. Raises `ProviderMissing`."""
    return with_real_output(_MADE.sub(_made, page))


def _current_if_possible(page: str) -> str:
    try:
        return current(page)
    except ProviderMissing:
        if not may_be_left_out():
            raise
        return page


def _made(match: re.Match[str]) -> str:
    return f"{match['begin']}\n{REFERENCES[match['name']]().strip()}\n\n{match['end']}"
