"""Root modules to the files of a tree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.configuration.root_module import RootModule
from generator.render.environment import environment, render_template
from generator.render.layout import lay_out
from generator.render.modules import packaged_module, render_module

Tree = dict[str, str]


def render_tree(roots: Sequence[RootModule], templates: Path | None = None) -> Tree:
    """The tree of all stacks and of the modules that they call, by path. `templates` overrides ours file by file."""
    env = environment(templates)
    tree: Tree = {}
    for module in sorted({module for root in roots for module in root.modules}):
        tree |= render_module(env, module) if templates else packaged_module(module)
    for root in roots:
        tree |= render_root_module(env, root)
    return tree


def render_root_module(env: ImmutableSandboxedEnvironment, root: RootModule) -> Tree:
    """One stack's files."""
    tree = {
        f"stacks/{root.name}/{file}": lay_out(render_template(env, f"stacks/{file}.j2", {"root": root}))
        for file in root.files
    }
    return tree | {f"stacks/{root.name}/README.md": render_template(env, "stacks/README.md.j2", {"root": root})}
