"""Root modules to the files of a tree."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.configuration.root_module import RootModule
from generator.diagnostics import Diagnostic, Position, Severity, SourceRange
from generator.render import codes
from generator.render.environment import environment, render_template
from generator.render.layout import lay_out
from generator.render.modules import render_module
from generator.render.packaged import packaged_module
from generator.render.sandbox import Sandbox

Tree = dict[str, str]

# What evaluating somebody's template can end in.
_TEMPLATE_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    SyntaxError,  # what it is compiled to, as with very many loops in each other
    MemoryError,
    OSError,
)


def render_tree(roots: Sequence[RootModule], templates: Path | None = None) -> tuple[Tree, list[Diagnostic]]:
    """The tree of all stacks and of the modules that they call, by path; or none, and what is wrong: see `Renderer`."""
    renderer = Renderer(templates)
    tree, faults = renderer.modules({module for root in roots for module in root.modules})
    if not faults:
        stacks, faults = renderer.stacks(roots)
        tree |= stacks
    return ({}, faults) if faults else (tree, [])


class Renderer:
    """Our templates, those in the folder `templates` in the place of ours file by file. What is wrong with one of
    those is an error, and then there are no files."""

    def __init__(self, templates: Path | None = None) -> None:
        self._templates = templates
        self._environment = environment(templates)

    def modules(self, names: Iterable[str]) -> tuple[Tree, list[Diagnostic]]:
        """The files of modules, by path."""
        render = partial(render_module, self._environment) if self._templates else packaged_module
        return self._rendered(map(render, sorted(names)))

    def stacks(self, roots: Iterable[RootModule]) -> tuple[Tree, list[Diagnostic]]:
        """The files of stacks, by path."""
        return self._rendered(render_root_module(self._environment, root) for root in roots)

    def _rendered(self, parts: Iterable[Tree]) -> tuple[Tree, list[Diagnostic]]:
        tree: Tree = {}
        try:
            for part in parts:
                tree |= part
        except _TEMPLATE_FAULTS as fault:
            if self._templates is None:  # then the fault is ours
                raise
            return {}, [_template_error(fault, self._templates)]
        return tree, []


def render_root_module(env: Sandbox, root: RootModule) -> Tree:
    """One stack's files."""
    tree = {}
    for file in root.files:
        template = f"stacks/{file}.j2"
        text = render_template(env, template, {"root": root})
        tree[f"stacks/{root.name}/{file}"] = text if env.is_ours(template) else _laid_out(text, template)
    return tree | {f"stacks/{root.name}/README.md": render_template(env, "stacks/README.md.j2", {"root": root})}


def _laid_out(text: str, template: str) -> str:
    try:
        return lay_out(text)
    except ValueError as fault:
        raise ValueError(f"{fault}, for {template.removesuffix('.j2')}") from fault


def _template_error(fault: BaseException, templates: Path) -> Diagnostic:
    """Where in the template it happened: a syntax error says so itself, otherwise the innermost line of a template,
    of the user's own if there is one."""
    filename, line = "", 0
    if isinstance(fault, TemplateSyntaxError):
        filename, line = fault.filename or fault.name or "", fault.lineno
    for frame in traceback.extract_tb(fault.__traceback__) if not filename else ():
        if frame.filename.endswith(".j2") and not (
            _is_below(filename, templates) > _is_below(frame.filename, templates)
        ):
            filename, line = frame.filename, frame.lineno or 0
    place = None
    if filename:
        start = Position(max(line, 1), 1, 0)
        place = SourceRange(filename, start, start)
    reason = str(fault) or type(fault).__name__
    if isinstance(fault, TemplateNotFound):
        reason = f'there is no template "{fault.name}"'
    elif isinstance(fault, MemoryError):
        reason = "it takes more memory than there is"
    elif isinstance(fault, RecursionError):
        reason = "it includes or calls itself without end"
    detail = f"{reason[0].upper()}{reason[1:]}. Begin with a copy of the template of the same path that adbkms has."
    return Diagnostic(Severity.ERROR, codes.TEMPLATE, "A template cannot be rendered", detail, place)


def _is_below(filename: str, folder: Path) -> bool:
    return Path(filename).is_relative_to(folder)
