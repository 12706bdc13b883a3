"""What templates may reach."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateRuntimeError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Block
from generator.render.packaged import resource_folder

PARTS = "_blocks.j2"  # the only template that our templates of stacks import from
# What templates read most: fields of our own frozen data.
_OPEN = {kind: frozenset(kind.__struct_fields__) for kind in (RootModule, Block)}
_METHODS_OF_DICT = frozenset(dir(dict))


class TextTooLong(TemplateRuntimeError):
    """A template makes a text that is longer than any that could be meant."""


class FinalizedOnly(CodeGenerator):
    """Compiles `{{ value }}` to `finalize(value)`. Jinja2 would escape the result, and find it escaped."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, which does not look again at what is open to all: it looks for about 3 µs at each access. All
    that its templates write goes through `finalize`, which lets nothing pass that has not been escaped."""

    code_generator_class = FinalizedOnly

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._ours: dict[str, bool] = {}

    def is_ours(self, path: str) -> bool:
        """True if a template of a stack is ours, and so is what it imports: then its text is in canonical layout."""
        if path not in self._ours:
            folder = resource_folder("templates")
            self._ours[path] = all(
                Path(self.get_template(name).filename or "") == folder / name for name in (path, PARTS)
            )
        return self._ours[path]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template may use besides `root`. Jinja2's own is a chain of mappings, so that what is changed later is
        found; here nothing is, and one mapping is copied faster for each file."""
        return {**self.globals, **(d or {})}

    def bound_filters(self) -> None:
        """Bound what the filters take, where the templates are not ours."""

    def begin_file(self) -> None:
        """What is rendered from now on is for another file, where that is bounded."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`, or `obj["attribute"]` where there is no such attribute."""
        kind = type(obj)
        if kind is dict:
            if attribute in obj and attribute not in _METHODS_OF_DICT:
                return obj[attribute]
        elif attribute in _OPEN.get(kind, ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)
