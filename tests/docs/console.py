"""The `console` blocks of a page: sessions of a shell, run for real.

A line that begins with `$ ` is a command, what follows it is what the command prints on both its streams. One that ends
with a backslash goes on in the next line, after `> `. The commands
of a page run one after the other in a folder with a copy of `examples/` and nothing else; a page with a comment of
`clouds` or `terraform_page` has more.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```console\n(?P<session>.*?)^```$", re.M | re.S)
_PROMPT, _CONTINUED = "$ ", "> "
_CACHE_VARIABLES = ("ADBKMS_CACHE_DIR", "XDG_CACHE_HOME")


def with_real_output(page: str) -> str:
    """The page with what its commands print now. Raises `subprocess.TimeoutExpired` for one that does not end."""
    if not _BLOCK.search(page):
        return page
    with (
        tempfile.TemporaryDirectory(prefix="adbkms-docs-") as folder,
        _surroundings(page, Path(folder)) as surroundings,
    ):
        shell = _Shell(Path(folder), surroundings)
        return _BLOCK.sub(lambda block: f"```console\n{shell.session(block['session'])}```", page)


def commands(page: str) -> list[str]:
    """Every command of a page's `console` blocks."""
    return [_command(typed) for block in _BLOCK.finditer(page) for typed in _typed(block["session"])]


def _typed(session: str) -> Iterator[str]:
    """Each command as it stands in the page, with its prompts."""
    lines = iter(session.splitlines())
    for line in lines:
        if line.startswith(_PROMPT):
            typed = [line]
            while typed[-1].endswith("\\"):
                typed.append(next(lines))
            yield "\n".join(typed)


def _command(typed: str) -> str:
    """What a shell gets."""
    return typed.removeprefix(_PROMPT).replace(f"\n{_CONTINUED}", "\n")


@dataclass(frozen=True)
class _Surroundings:
    """What the commands of a page find: environment variables, and the examples or an empty folder. `shown` turns what
    they print into what the page shows."""

    variables: Mapping[str, str] = field(default_factory=dict)
    has_examples: bool = True
    shown: Callable[[str], str] = str


@contextmanager
def _surroundings(page: str, folder: Path) -> Iterator[_Surroundings]:
    from tests.docs import clouds, terraform_page

    if terraform_page.WANTED in page:
        with terraform_page.terraform_and_clouds(folder) as variables:
            yield _Surroundings(variables, has_examples=False, shown=terraform_page.with_names_of_the_examples)
    elif clouds.WANTED in page or clouds.WANTED_WITHOUT_KEY in page:
        with clouds.clouds(folder, key_is_disabled=clouds.WANTED_WITHOUT_KEY in page) as variables:
            yield _Surroundings(variables)
    else:
        yield _Surroundings()


class _Shell:
    """Runs commands in one folder after the other, with `adbkms` on the PATH."""

    def __init__(self, folder: Path, surroundings: _Surroundings) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self.shown = surroundings.shown
        if surroundings.has_examples:
            shutil.copytree(_ROOT / "examples", self.folder / "examples")
        adbkms = folder / "bin" / "adbkms"
        adbkms.parent.mkdir(exist_ok=True)
        adbkms.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m generator "$@"\n', "utf-8")
        adbkms.chmod(0o755)
        kept = {name: os.environ[name] for name in _CACHE_VARIABLES if name in os.environ}
        self.environment = kept | {
            "PATH": f"{adbkms.parent}:/usr/bin:/bin",
            "HOME": os.environ.get("HOME", str(folder)),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(_ROOT),
            "PYTHONUNBUFFERED": "1",  # else the two streams would not come in the order in which they were written
            **surroundings.variables,
        }

    def session(self, text: str) -> str:
        return "\n".join(f"{typed}\n{self.output(_command(typed))}" for typed in _typed(text))

    def output(self, command: str) -> str:
        """What a command prints, ending with a line break if it is anything."""
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return "".join(f"{line}\n" for line in self.shown(done.stdout).splitlines())
