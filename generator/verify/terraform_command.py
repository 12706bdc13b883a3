"""Terraform or OpenTofu as a command: which one, and how it is run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.signals_later import signals_later

# These move files out of the folder that a command runs in, or change what a command does.
_NOT_INHERITED = ("TF_DATA_DIR", "TF_WORKSPACE", "TF_CLI_ARGS")


@dataclass(frozen=True, slots=True)
class TerraformExecutable:
    """A Terraform or OpenTofu. `explicit` is true if the user named it: then it has to work."""

    path: Path
    explicit: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended. `failure` says in a sentence why it did not end by itself, or ""."""

    exit_code: int
    stdout: str
    stderr: str
    failure: str = ""


def find(choice: str) -> TerraformExecutable | None:
    """The executable for `auto` (`terraform` on the PATH, else `tofu`), `off` (none), or a path or name.

    One that is named is returned even if there is no such file: running it then says so.
    """
    if choice == "off":
        return None
    if choice == "auto":
        found = shutil.which("terraform") or shutil.which("tofu")
        return TerraformExecutable(Path(found), explicit=False) if found else None
    named = Path(choice).expanduser()
    return TerraformExecutable(Path(shutil.which(named) or named).absolute(), explicit=True)


def environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: the inherited one, without what would make it write elsewhere or ask
    questions."""
    kept = {name: value for name, value in inherited.items() if not name.startswith(_NOT_INHERITED)}
    return {"CHECKPOINT_DISABLE": "1", **kept, "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}


def run(
    executable: TerraformExecutable,
    arguments: Iterable[str],
    folder: Path,
    variables: Mapping[str, str],
    seconds: float,
    stdin: str = "",
) -> Outcome:
    """Runs a command in `folder` for `seconds` at most. Whatever goes wrong is in the outcome."""
    command = [str(executable.path), *arguments]
    name = f"{executable.path.name} {' '.join(arguments)}"
    process = None
    try:
        try:
            with signals_later():  # nothing would end one that is not known yet
                # A session of its own: providers that the command started are ended with it.
                process = subprocess.Popen(
                    command,
                    cwd=folder,
                    env=variables,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    encoding="utf-8",
                    errors="replace",
                    start_new_session=True,
                )
        except OSError as error:
            return Outcome(-1, "", "", f"{executable.path} cannot be run: {error.strerror}.")
        stdout, stderr = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Outcome(-1, "", "", f"`{name}` did not end within {seconds:g} seconds.")
    finally:
        if process is not None:
            _end(process)
    return Outcome(process.returncode, stdout, stderr)


def _end(process: subprocess.Popen[str]) -> None:
    """Also what a command that has ended by itself, or was killed, has left in its session."""
    with signals_later(), process:  # a second Ctrl-C would leave them
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):  # there is none; macOS refuses while it goes
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
