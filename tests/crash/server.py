"""A command line that is ready: everything is imported, and each command runs in a process forked from it, so that a
thousand of them take no longer than their own work.

Reads one JSON object a line: `arguments` of the command line, `folder` to run it in, `environment` to add, `cold` to
start Python anew instead of forking; the number of the `user` that root is to become, if any; and what is to happen:
`at` a call's position among those that write, `action` (see `happening.py`). Answers with a line of JSON each: `code`,
as `subprocess` has it, what was written to standard output and standard error, and the `calls`.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

import typer.main

from generator.cli.main import main
from tests.crash.happening import Happening
from tests.crash.tracing import be_traced, trace

_BE_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER: what a killed process leaves running is waited for as well


def serve(requests: IO[str], answers: IO[str]) -> None:
    ctypes.CDLL(None).prctl(_BE_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    for line in requests:
        print(json.dumps(_answer(json.loads(line))), file=answers, flush=True)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    data, messages = os.memfd_create("data"), os.memfd_create("messages")
    process = os.fork()
    if process == 0:
        _command(request, data, messages)
    happening = Happening(process, request.get("at"), request.get("action"))
    code = trace(process, happening)
    return {"code": code, "data": _text(data), "messages": _text(messages), "calls": happening.calls}


def _text(file: int) -> str:
    with open(file, "rb") as stream:
        stream.seek(0)
        return stream.read().decode()


def _command(request: dict[str, Any], data: int, messages: int) -> None:
    """The rest of this process is the command."""
    os.dup2(data, 1)
    os.dup2(messages, 2)
    os.chdir(request["folder"])
    os.environ.update(request["environment"])
    tempfile.tempdir = None
    if request["user"] is not None and os.geteuid() == 0:
        os.setgroups([])
        os.setgid(request["user"])
        os.setuid(request["user"])
    be_traced()
    if request["cold"]:
        os.execv(sys.executable, [sys.executable, "-m", "generator", *request["arguments"]])
    code = _run(request["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(arguments: list[str]) -> int:
    sys.argv = ["adbkms", *arguments]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def warm_up(spec: str) -> None:
    """Imports what the commands import, without a cache: whoever compiles what is in it has to import more. What is
    there by then is not looked through for garbage, which would copy its pages for every command. Typer makes the
    commands of their functions once, not for each run, which takes it as long as the run."""
    patch.object(typer.main, "get_command", cache(typer.main.get_command)).start()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ADBKMS_CACHE_DIR"] = str(Path(folder, "cache"))
        out = str(Path(folder, "out"))
        for command in (["render"], ["render", "--check"], ["next"], ["render", "--diff"]):
            assert _run([*command, spec, "-o", out]) == 0
        assert _run(["render", "--no-such-option"]) == 1
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    errors = os.dup(2)
    os.dup2(nothing, 2)
    warm_up(sys.argv[1])
    os.dup2(errors, 2)
    serve(requests, answers)
