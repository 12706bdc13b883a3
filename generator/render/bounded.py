"""The sandbox of somebody else's templates, in which none of them can take the machine's memory.

Jinja2's own sandbox bounds `range`; what makes long texts out of short ones is bounded here, and so is all that is made
on the way to one file: nobody knows what a template keeps of it in its variables. For how long a template runs is not
bounded: loops in loops take their time, and Ctrl-C ends them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined, nodes, pass_eval_context
from jinja2.compiler import Frame
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join

from generator.render.sandbox import FinalizedOnly, Sandbox, TextTooLong

MOST_CHARACTERS = 8 * 1024 * 1024
"""Of a rendered file, and of any text on the way to it."""
MOST_TOGETHER = 256 * 1024 * 1024
"""Bytes of all texts and lists that are made on the way to one file, whether they are kept or not."""
_MOST_BITS = 4096  # of a number
# Of a text: what makes it longer by a number, or by another text for each of its characters.
_LENGTHENING = frozenset(
    {"center", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "translate", "zfill"}
)
_SPLITTING = frozenset({"split", "rsplit", "splitlines"})
_OF_NUMBERS = frozenset({"to_bytes", "from_bytes"})
_OF_AN_ENTRY = 100  # bytes of Python's in a dictionary or a set
_OF_A_PIECE = 64  # bytes of Python's for a text of one character, with its place in a list


class _Bounded(FinalizedOnly):
    """Compiles `a ~ b` so that it goes through `BoundedSandbox.joined`."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # Jinja2's name
        """As Jinja2 wants it."""
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # Jinja2's name
        """As Jinja2 wants it, which takes slices by itself: here they go through `BoundedSandbox.getitem`, too."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.getitem(")
        self.visit(node.node, frame)
        self.write(", slice(")
        for part in (node.arg.start, node.arg.stop, node.arg.step):
            if part is None:
                self.write("None")
            else:
                self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def buffer(self, frame: Frame) -> None:
        """As Jinja2 wants it: what a macro or a block has written so far."""
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = environment.parts()")


class _Parts(list[str]):
    """Of a text, each of which is counted."""

    def __init__(self, take: Callable[[int], None]) -> None:
        super().__init__()
        self._take = take

    def append(self, part: str) -> None:
        self._take(_OF_A_PIECE)
        super().append(part)

    def extend(self, parts: Iterable[str]) -> None:
        for part in parts:
            self.append(part)


class BoundedSandbox(Sandbox):
    """The environment for templates that are not ours."""

    code_generator_class = _Bounded
    intercepted_binops = frozenset({"+", "-", "*", "**", "%"})
    _left = MOST_TOGETHER

    def begin_file(self) -> None:
        """All that has been made so far was for another file."""
        self._left = MOST_TOGETHER

    def bound_filters(self) -> None:
        """Those that write a value refuse one that is too large, and `join` a text that would be. What each of them
        makes is counted."""
        self.globals.pop("lipsum", None)  # makes as much text as somebody wants
        for name in ("hcl", "source", "comment", "code", "cell"):
            self.filters[name] = _of_bounded(self.filters[name])
        self.filters["join"] = _join
        for name in (
            "hcl",
            "source",
            "comment",
            "code",
            "cell",
            "name",
            "block",
            "arguments",
            "comments",
            "list",
            "sort",
        ):
            self.filters[name] = self._counting(self.filters[name])

    def _counting(self, write: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(write)
        def counting(*given: Any, **named: Any) -> Any:
            return self._counted(write(*given, **named))

        return counting

    def _counted(self, made: Any) -> Any:
        """Takes what has just been made off what is left for the file."""
        if isinstance(made, str):
            self._take(len(made) if made.isascii() else 4 * len(made))
        elif isinstance(made, list | tuple | bytes):
            self._take(8 * len(made))
        elif isinstance(made, dict | set | frozenset):
            self._take(_OF_AN_ENTRY * len(made))
        return made

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TextTooLong(f"the template makes more than {MOST_TOGETHER // 2**20} MiB of texts and lists")

    def call(self, context: Context, callee: Any, /, *given: Any, **named: Any) -> Any:
        """Call a macro, or a method of a value."""
        of = getattr(callee, "__self__", None)
        if isinstance(of, str | bytes) and callee.__name__ in _SPLITTING:
            self._take(_OF_A_PIECE * len(of))
        self._take(32 * len(given) + _OF_AN_ENTRY * len(named))  # copied on the way, and what is called may keep them
        return self._counted(super().call(context, callee, *given, **named))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`; a slice is a copy."""
        if not isinstance(argument, str | int | slice | Undefined):  # the message about it would have its text
            raise TemplateRuntimeError(f"a {type(argument).__name__} is no key in a template")
        found = super().getitem(obj, argument)
        return self._counted(found) if isinstance(argument, slice) else found

    def parts(self) -> _Parts:
        """What a macro or a block writes into."""
        return _Parts(self._take)

    def concat(self, parts: Iterable[str]) -> str:
        """What a template, a macro or a block gives. Raises `TemplateRuntimeError` as soon as it is too long."""
        kept = self.parts()
        room = MOST_CHARACTERS
        for part in parts:
            room -= len(part)
            if room < 0:
                raise _too_long()
            kept.append(part)
        joined = "".join(kept)
        self._counted(joined)
        return joined

    def joined(self, values: tuple[Any, ...]) -> str:
        """`a ~ b`."""
        for one in values:
            if not isinstance(one, str | int | float | Undefined | None):  # its text can be without end
                raise TemplateRuntimeError(f"a {type(one).__name__} is no text that ~ could join")
        if sum(len(one) for one in values if isinstance(one, str)) > MOST_CHARACTERS:
            raise _too_long()
        joined = markup_join(values)
        self._counted(joined)
        return joined

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`left operator right`, where the result cannot be too large."""
        if operator == "%" and isinstance(left, str):
            raise TemplateRuntimeError("a text cannot be formatted by % in a template")
        if operator == "+" and isinstance(left, _SIZED) and isinstance(right, _SIZED):
            _check_size(len(left) + len(right))
        elif operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(many, _SIZED) and isinstance(times, int):
                    _check_size(len(many) * max(times, 0))
        if operator in ("*", "**") and isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * max(right, 0) if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _MOST_BITS:
                raise TemplateRuntimeError(f"the template computes a number of more than {_MOST_BITS} bits")
        return self._counted(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> None:
        """None of Jinja2's own: it would format, as wide as somebody likes, before `is_safe_attribute` is asked."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have `obj.attr`."""
        if isinstance(obj, str | bytes) and attr in _LENGTHENING:
            return False
        if isinstance(obj, int) and attr in _OF_NUMBERS:
            return False
        return super().is_safe_attribute(obj, attr, value)


_SIZED = (str, bytes, list, tuple)


def _of_bounded(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def bounded(value: Any) -> Any:
        _check_size(_characters(value))
        return write(value)

    return bounded


def _characters(value: object) -> int:
    """How many there are in a value, or as many as are too many."""
    size, parts = 0, [value]
    while parts and size <= MOST_CHARACTERS:
        part = parts.pop()
        size += len(part) if isinstance(part, str) else 1
        if isinstance(part, list | tuple):
            _check_size(len(parts) + len(part))
            parts += part
        elif isinstance(part, dict):
            parts += (*part, *part.values())
    return size


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], separator: str = "", attribute: str | int | None = None) -> str:
    parts = list(value)
    _check_size(_characters(parts) + len(separator) * len(parts))
    joined: str = do_join(context, parts, separator, attribute)
    return joined


def _check_size(size: int) -> None:
    if size > MOST_CHARACTERS:
        raise _too_long()


def _too_long() -> TextTooLong:
    return TextTooLong(f"the template makes a text of more than {MOST_CHARACTERS // 2**20} Mi characters")
