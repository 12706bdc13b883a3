"""`terraform fmt` itself has nothing to change in what `lay_out` makes of texts as templates write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.configuration.literals import literal
from generator.configuration.terraform import Expression, Value
from generator.render.layout import lay_out
from tests.terraform.terraform_core import CORE_VARIABLE, Terraform, clean_environment, find_core
from tests.unit.render.test_layout import LAYOUTS

# Not what a template writes: these show only that `lay_out` keeps its hands off.
_NO_TERRAFORM = {"a comparison is no assignment", "nor is an arrow", "nothing"}

VALUES: list[Value] = [
    "text", "", '"', "${x}", "%{if}", "a\nb", "# {", "=", "→ 漢字", "\u202e", "x" * 200,
    1, -1, 1.5, True, None, (), {}, ("a", "b"), tuple("abcdefgh" * 6), ("x" * 60, "y" * 60),
    {"a": 1, "long key": "=", "ü": None}, {"a": {"b": ({"c": "d"},)}}, ({"a": 1}, {"b": {}}),
    Expression("one(self.a[*].b) == module.c.d"), (Expression("a.b"), Expression("c.d")),
]  # fmt: skip


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Terraform:
    import os

    home = tmp_path_factory.mktemp("home")
    return Terraform(find_core(home, os.environ.get(CORE_VARIABLE)), clean_environment(home))


def test_terraform_would_change_nothing(terraform: Terraform, tmp_path: Path) -> None:
    for number, (name, (text, _)) in enumerate(LAYOUTS.items()):
        if name not in _NO_TERRAFORM:
            Path(tmp_path, f"layout{number}.tf").write_text(lay_out(text), "utf-8")
    for number, value in enumerate(VALUES):
        around = (
            f"a {{\nbefore = 1\nthe_value_itself = {literal(value)}\nafter_it = 2\nx = {{\n}}\n\nb {{\nc = 1\n}}\n}}"
        )
        Path(tmp_path, f"value{number}.tf").write_text(lay_out(around), "utf-8")

    checked = terraform.fmt_check(tmp_path, check=False)

    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
