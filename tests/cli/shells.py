"""Real shells that complete a line: bash, zsh and fish, each in an empty home and without anybody's configuration."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.cli.conftest import ROOT

SHELLS = ("bash", "zsh", "fish")
_SECONDS = 60


@dataclass(frozen=True)
class Completed:
    """`words` is what a shell offers for the last word of the line; zsh puts it there, so it is one. `complaints` is
    what came out besides."""

    words: list[str]
    complaints: str


class Shell:
    """A shell whose PATH begins with this checkout's `adbkms`, in a folder."""

    def __init__(self, name: str, executable: str, folder: Path, home: Path) -> None:
        self.name, self._executable, self._folder, self._home = name, executable, folder, home
        command = home / "bin" / "adbkms"
        command.parent.mkdir(parents=True)
        command.write_text(
            f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m generator "$@"\n'
        )
        command.chmod(0o755)
        self._environment = {
            "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
            "ADBKMS_CACHE_DIR": os.environ["ADBKMS_CACHE_DIR"],
        }

    def script(self) -> str:
        """What `--show-completion` prints in this shell."""
        done = self._run([str(self._home / "bin" / "adbkms")], _ADBKMS_COMPLETE=f"source_{self.name}")
        return done.stdout

    def complete(self, *words: str) -> Completed:
        """Complete the last of the words, which are written as somebody types them."""
        match self.name:
            case "bash":
                return self._bash(words)
            case "fish":
                return self._fish(words)
            case _:
                return self._zsh(words)

    def _bash(self, words: tuple[str, ...]) -> Completed:
        array = " ".join(map(shlex.quote, words))
        program = (
            f"{self.script()}\nCOMP_WORDS=({array})\nCOMP_CWORD={len(words) - 1}\n"
            '_adbkms_completion adbkms\nprintf "%s\\n" "${COMPREPLY[@]}"'
        )
        done = self._run([self._executable, "--norc", "--noprofile", "-c", program])
        return Completed(done.stdout.split("\n")[:-1] if done.stdout.strip() else [], done.stderr)

    def _fish(self, words: tuple[str, ...]) -> Completed:
        line = " ".join(words).replace("\\", "\\\\").replace("'", "\\'")
        program = f"{self.script()}\ncomplete -C '{line}'"
        done = self._run([self._executable, "--no-config", "-c", program])
        return Completed([one.partition("\t")[0] for one in done.stdout.splitlines()], done.stderr)

    def _zsh(self, words: tuple[str, ...]) -> Completed:
        """By typing on a terminal, since zsh's completion is its line editor's. Ctrl-X keeps the line that Tab has
        made, and ends the shell."""
        kept = self._home / "line"
        kept.unlink(missing_ok=True)
        start = "autoload -Uz compinit\ncompinit -u -D\nkeep() { print -rn -- $BUFFER > ~/line; exit }\n"
        start += f"zle -N keep\nbindkey '^X' keep\n{self.script()}\nPS1='ready> '\n"
        (self._home / ".zshrc").write_text(start)
        terminal, theirs = pty.openpty()
        process = subprocess.Popen(
            [self._executable, "-d", "-i"],
            cwd=self._folder,
            env={**self._environment, "ZDOTDIR": str(self._home)},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        typed = " ".join(words)
        try:
            _read_until(terminal, "ready> ")
            os.write(terminal, f"{typed}\t\x18".encode())
            process.wait(_SECONDS)
        finally:
            process.kill()
            process.wait(_SECONDS)
            os.close(terminal)
        line = kept.read_text()
        return Completed([] if line == typed else [line.removeprefix(" ".join(words[:-1])).strip()], "")

    def _run(self, arguments: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=self._folder,
            env={**self._environment, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )


def find_shell(name: str) -> str | None:
    """Its executable on the PATH."""
    return shutil.which(name)


def _read_until(terminal: int, text: str) -> str:
    said, deadline = "", time.monotonic() + _SECONDS
    while text not in said:
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
        assert ready, f"{text!r} was never said: {said!r}"
        said += os.read(terminal, 4096).decode("utf-8", "replace")
    return said
