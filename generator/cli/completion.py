"""What the shell completes besides commands and options: names that stand in the spec on the line, and codes.

A shell puts what is completed onto the line as it is, and some look at it as code on the way. So only names of letters,
digits and a few signs that mean nothing to any shell are offered; another name has to be typed, in quotes. Nothing is
said of a spec that cannot be read: the line is not finished yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from generator.spec.load import Spec

_MEANS_NOTHING_TO_A_SHELL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_MOST_BYTES = 1_000_000  # of all files together; reading more takes longer than anybody waits for a key


def complete_databases(ctx: typer.Context, incomplete: str) -> list[str]:
    """STACK/DATABASE."""
    return _offered((f"{one.name}/{name}" for one in _spec(ctx).stacks for name in one.stack.databases), incomplete)


def complete_addresses(ctx: typer.Context, incomplete: str) -> list[str]:
    """Stacks, and what `complete_databases` offers."""
    return _offered((one.name for one in _spec(ctx).stacks), incomplete) + complete_databases(ctx, incomplete)


def complete_keys(ctx: typer.Context, incomplete: str) -> list[str]:
    """Keys of the stack whose database is on the line."""
    return _offered(
        (name for one in _spec(ctx).stacks if _is_meant(one.name, ctx) for name in one.stack.keys), incomplete
    )


def complete_roles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Roles of the stack whose database is on the line."""
    return _offered(
        (name for one in _spec(ctx).stacks if _is_meant(one.name, ctx) for name in one.stack.roles), incomplete
    )


def complete_codes(incomplete: str) -> list[tuple[str, str]]:
    """Codes with their titles."""
    from generator.explanations import explanations

    known = explanations()
    return [(code, known[code].title) for code in sorted(known) if code.startswith(incomplete)]


def _offered(names: Iterator[str], incomplete: str) -> list[str]:
    distinct = dict.fromkeys(name for name in names if name.startswith(incomplete))
    return [name for name in distinct if _MEANS_NOTHING_TO_A_SHELL.fullmatch(name)]


def _is_meant(stack: str, ctx: typer.Context) -> bool:
    database = ctx.params.get("database") or next(iter(ctx.args[1:]), "")
    return not database or database.partition("/")[0] == stack


def _spec(ctx: typer.Context) -> Spec:
    """The spec on the line as far as it can be read; empty where reading it would wait for somebody, or take long."""
    from generator.spec.load import Spec, load_spec

    arguments = _specs(ctx)
    sizes = [_size(file) for argument in arguments for file in _files(Path(argument))]
    if not sizes or None in sizes or sum(filter(None, sizes)) > _MOST_BYTES:
        return Spec(())
    return load_spec(arguments)[0]


def _specs(ctx: typer.Context) -> list[str]:
    """The arguments SPEC. While an option waits for its value the words before it are not assigned to arguments yet."""
    is_one = any(one.name == "spec" for one in ctx.command.params)
    given = ctx.params.get("specs") or ctx.params.get("spec") or (ctx.args[:1] if is_one else ctx.args)
    return [given] if isinstance(given, str) else list(given)


def _files(path: Path) -> Sequence[Path]:
    return [path] if not path.is_dir() else [*path.glob("*.yaml"), *path.glob("*.yml")]


def _size(file: Path) -> int | None:
    """None for what is no file: a pipe, standard input, nothing."""
    return file.stat().st_size if file.is_file() else None
