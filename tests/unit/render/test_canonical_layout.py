"""What our own templates give is in canonical layout already, so nothing lays it out afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from jinja2 import meta

from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Block
from generator.render.environment import environment
from generator.render.layout import lay_out
from generator.render.packaged import resource_folder
from generator.render.sandbox import PARTS
from generator.render.tree import render_root_module
from tests.golden.artifacts import committed

from .root_modules import blocks, root_modules

RENDERED = sorted(path for path in committed() if "/stacks/" in path and path.endswith((".tf", ".hcl")))
OURS = environment()
STACK_TEMPLATES = sorted(name for name in OURS.list_templates() if name.startswith("stacks/"))


@pytest.mark.parametrize("path", RENDERED)
def test_a_golden_file_is_laid_out(path: str) -> None:
    text = committed()[path]

    assert lay_out(text) == text


@given(root_modules)
def test_so_is_whatever_is_rendered(root: RootModule) -> None:
    for path, text in render_root_module(OURS, root).items():
        if not path.endswith(".md"):
            assert lay_out(text) == text, path


@given(blocks)
def test_the_filters_write_what_the_macros_write(block: Block) -> None:
    by_macro = OURS.from_string('{% from "_blocks.j2" import nested %}{{ nested(block) }}').render(block=block)
    by_filter = OURS.from_string("{{ block | block }}\n").render(block=block)

    assert by_filter == "\n" + lay_out(by_macro)


@pytest.mark.parametrize("template", STACK_TEMPLATES)
def test_no_template_of_a_stack_takes_from_another_than_the_one_that_is_looked_at(template: str) -> None:
    source = (resource_folder("templates") / template).read_text("utf-8")

    assert set(meta.find_referenced_templates(OURS.parse(source))) <= {PARTS}


@given(root_modules)
def test_what_a_users_template_writes_is_laid_out(own: Path, root: RootModule) -> None:
    tree = render_root_module(environment(own), root)

    assert tree == render_root_module(OURS, root)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All our templates of stacks, as somebody writes them who leaves the layout to adbkms."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(resource_folder("templates"), folder, dirs_exist_ok=True)
    for template in STACK_TEMPLATES:
        if not template.endswith(".md.j2"):
            text = (folder / template).read_text("utf-8")
            (folder / template).write_text(text.replace("\n  ", "\n\t").replace("value       =", "value  ="), "utf-8")
    return folder


def test_a_template_that_imports_from_a_users_is_not_ours(tmp_path: Path) -> None:
    shutil.copy(resource_folder("templates") / PARTS, tmp_path)

    with_their_parts, with_nothing = environment(tmp_path), environment(tmp_path / "empty")

    assert not any(with_their_parts.is_ours(template) for template in STACK_TEMPLATES)
    assert all(with_nothing.is_ours(template) for template in STACK_TEMPLATES)
