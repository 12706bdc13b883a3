"""Asks Git, as a process. Only plumbing is asked, which runs no hook, pager, filter or external diff, and no network is
used. `GIT_DIR` and its like are the user's own and stay as they are.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, error
from generator.diff.codes import NO_GIT

_QUIET = {
    "LC_ALL": "C",  # the messages that are looked at
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",  # Git 2.45
    "GIT_ALLOW_PROTOCOL": "none",  # the same for an older one: a missing file of a partial clone is not fetched
}


class GitRefusal(Exception):
    """Carries what Git would not do, as a finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.summary)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is what Git wrote to standard output, `said` what it wrote to standard error, on one line. `is_cut` tells
    that there was more data than was wanted."""

    code: int
    data: bytes
    said: str
    is_cut: bool = False


def ask(*arguments: str, given: bytes = b"", at_most: int = -1) -> Answer:
    """What Git answers, well or badly. Of `at_most` so many bytes are read, and Git is ended where it has more to say.
    Raises `GitRefusal` if it cannot be asked at all."""
    with _started(), tempfile.TemporaryFile() as questions, tempfile.TemporaryFile() as said:
        questions.write(given)
        questions.seek(0)
        with subprocess.Popen(
            ["git", "--no-pager", *arguments],
            stdin=questions,
            stdout=subprocess.PIPE,
            stderr=said,
            env=os.environ | _QUIET,
        ) as git:
            assert git.stdout is not None
            data = git.stdout.read(at_most if at_most < 0 else at_most + 1)
            if is_cut := 0 <= at_most < len(data):
                git.kill()
        said.seek(0)
        return Answer(git.returncode, data, " ".join(said.read().decode(errors="replace").split()), is_cut)


def answer_of(*arguments: str, given: bytes = b"", at_most: int = -1) -> Answer:
    """As `ask`. Raises `GitRefusal` with what Git says if it ends badly."""
    answer = ask(*arguments, given=given, at_most=at_most)
    if answer.code != 0 and not answer.is_cut:
        said = answer.said or f"It ended with {answer.code}."
        raise GitRefusal(error(NO_GIT, "Git cannot be asked", f"Git says: {said}"))
    return answer


def line_of(*arguments: str) -> str:
    """An answer that is one line, such as a path. Raises `GitRefusal`."""
    return answer_of(*arguments).data.decode(errors="surrogateescape").removesuffix("\n")


@contextmanager
def _started() -> Iterator[None]:
    """Says why there is no process."""
    try:
        yield
        return
    except FileNotFoundError:
        detail = "There is no `git` on the PATH. Install it, or name files and folders instead of revisions."
    except OSError as refused:
        detail = f"The operating system refuses: {refused.strerror}."
    except ValueError:  # a NUL in what the user has given
        detail = "What was given cannot be an argument of a program."
    raise GitRefusal(error(NO_GIT, "Git cannot be asked", detail))
