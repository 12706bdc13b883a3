"""The Jinja2 environment of the templates.

Rendered text and raw text are two types: a filter such as `hcl` escapes and gives `Markup`, and a plain `str` that
reaches the output stops the rendering. So no template, ours or a user's, can forget to escape.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    Undefined,
)
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from markupsafe import Markup

from generator.configuration.literals import comment, literal
from generator.configuration.terraform import Block, Value
from generator.render import blocks
from generator.render.bounded import BoundedSandbox
from generator.render.packaged import MOST_TEMPLATE_BYTES, resource_folder
from generator.render.sandbox import Sandbox, TextTooLong
from generator.user_cache import user_cache

_ENDS_A_CELL = re.compile(r"[\\|<>]")


def environment(templates: Path | None = None) -> Sandbox:
    """The environment for our templates; a file in the folder `templates` takes the place of ours of the same path."""
    folders = [*([templates] if templates else []), resource_folder("templates")]
    kind = BoundedSandbox if templates else Sandbox
    env = kind(
        loader=ChoiceLoader([_InsideFolder(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=True,  # makes macros return Markup; what is not Markup never gets as far as being escaped
        finalize=_only_escaped,
        bytecode_cache=None if templates else _CompiledTemplates(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a file is looked at once in a run
    )
    env.filters = {
        "hcl": hcl,
        "name": name,
        "comment": comment_lines,
        "block": block,
        "arguments": arguments,
        "comments": comments,
        "nested": Block.nested,
        "code": code_span,
        "cell": table_cell,
        "source": source,
    } | {known: env.filters[known] for known in ("list", "length", "join", "first", "last", "sort", "reject", "select")}
    env.bound_filters()
    return env


class _InsideFolder(FileSystemLoader):
    """Templates of a folder, and nothing that a link in it leads to outside. What is there and is no file is an error:
    it is neither waited for nor passed over."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja2 wants it: the text, the file, and whether it is still the same."""
        folder = os.path.realpath(self.searchpath[0])
        named = Path(folder, *split_template_path(template))
        if not os.path.lexists(named):
            raise TemplateNotFound(template)
        if not Path(os.path.realpath(named)).is_relative_to(folder):  # before it is opened: /proc/kmsg is a file, too
            raise TemplateRuntimeError(f"the template {template} is a link that leads out of the folder of templates")
        if not named.is_file():
            raise TemplateRuntimeError(f"the template {template} is a folder, a pipe or a device, or a link to nothing")
        if named.stat().st_size > MOST_TEMPLATE_BYTES:
            raise TemplateRuntimeError(f"the template {template} has more than {MOST_TEMPLATE_BYTES // 2**20} MiB")
        return super().get_source(environment, template)


class _CompiledTemplates(BytecodeCache):
    """Compiled templates in the user's cache: compiling ours takes longer than all that they render."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is something for it; Jinja2 compares the source's checksum."""
        payload = user_cache("templates").load(bucket.key)
        if payload is not None:
            bucket.bytecode_from_string(payload)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; where that cannot be done, the next run compiles again."""
        with contextlib.suppress(OSError):
            user_cache("templates").save(bucket.key, bucket.bytecode_to_string())


def _only_escaped(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    _refuse_undefined(value)
    # Lists in lists can be few and their text without end.
    shown = repr(value) if isinstance(value, str | int | float | None) else f"a {type(value).__name__}"
    raise TemplateRuntimeError(
        f"the template writes {shown} as it is; let one of the filters hcl, name, comment, code or cell do it"
    )


def _refuse_undefined(value: object) -> None:
    """What is not there, or not to be reached from the sandbox, says so itself when it becomes text."""
    if isinstance(value, Undefined):
        str(value)


def _escaped(text: str) -> Markup:
    """`Markup(text)` in a third of the time: that asks whether the text knows its own HTML."""
    return str.__new__(Markup, text)


def hcl(value: Value) -> Markup:
    """A value as HCL: `{{ value | hcl }}`."""
    _refuse_undefined(value)
    return _escaped(literal(value))


def name(text: str) -> Markup:
    """A bare identifier of HCL, such as an argument's name or a block's type."""
    _refuse_undefined(text)
    return _escaped(blocks.checked_name(text))


def arguments(
    block: Block,
    depth: int = 1,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    apart: bool = False,
) -> Markup:
    """A block's arguments, or some of them, a line break before each; one more before all that are to stand `apart`."""
    lines = blocks.argument_lines(block, depth, only, without)
    return _escaped("\n" + lines if apart and lines else lines)


def comments(block: Block, depth: int = 1) -> Markup:
    """A block's comments, a line break before each line."""
    return _escaped(blocks.comment_lines(block, depth))


def block(block: Block, depth: int = 0) -> Markup:
    """A whole block, a line break before it."""
    return _escaped(blocks.block_lines(block, depth))


def comment_lines(text: str) -> Markup:
    """Text as comment lines."""
    return _escaped(comment(text))


def code_span(text: str) -> Markup:
    """Text as a code span of Markdown: more backticks around it than it holds (CommonMark, 6.1)."""
    line = " ".join(text.split())
    if "`" not in line:
        return _escaped(f"`{line}`")
    fence = "`" * (max(map(len, re.findall("`+", line))) + 1)
    return _escaped(f"{fence} {line} {fence}")


def source(value: Value) -> str:
    """What people call a value: a reference as it is written, text without quotes. Still to be escaped."""
    return value if isinstance(value, str) else literal(value)


def table_cell(text: str) -> Markup:
    """Text for a cell of a Markdown table, where `|` and line breaks would end it."""
    return _escaped(_ENDS_A_CELL.sub(lambda found: f"\\{found[0]}", " ".join(text.split())))


def render_template(env: Sandbox, path: str, values: Mapping[str, Any]) -> str:
    """One template's text."""
    template = env.get_template(path)
    env.begin_file()
    try:
        return template.render(values)
    except TextTooLong as fault:
        fault.args = (f"{fault}, for {path.removesuffix('.j2')}",)  # it may be the whole, and then it has no line
        raise
