"""What Git has at a revision: the files below a path, byte for byte as they were committed.

Only plumbing is asked, which runs no hook, pager, filter or external diff, and no network is used. `GIT_DIR` and its
like are the user's own and stay as they are.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, error
from generator.diff.codes import GIT_FAILED, NO_GIT, NO_REVISION, NOT_IN_REVISION, TOO_LARGE
from generator.spec.text import MAX_BYTES

_FILE_MODES = ("100644", "100755", "100664")  # not 120000, a symbolic link, nor 160000, a submodule
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
class RevisionFiles:
    """`contents` are the files by their path below the path that was asked for, "" for that path itself if it is a
    file. `left_out` are symbolic links and submodules there."""

    contents: dict[str, bytes]
    left_out: tuple[str, ...]


def commit_of(revision: str) -> str:
    """The hash of the commit that a branch, a tag, `HEAD~1` or a hash stands for. Raises `GitRefusal`."""
    done = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    _in_repository()
    shallow = _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    why = (
        "This clone is shallow: it has the newest commits only. Fetch the rest with `git fetch --unshallow`, or let "
        "the pipeline's checkout fetch all (`fetch-depth: 0`)."
        if shallow
        else "Fetch it with `git fetch`, or look with `git branch --all` for its name: that of a server's branch "
        "begins with `origin/`."
    )
    raise GitRefusal(error(NO_REVISION, f"Git has no commit {revision}", why))


def is_commit(revision: str) -> bool:
    """True if Git is there and has such a commit."""
    try:
        commit_of(revision)
    except GitRefusal:
        return False
    return True


def files_at(revision: str, path: str, choose: Callable[[Sequence[str]], Collection[str]]) -> RevisionFiles:
    """The file at a path in a commit, or files below a folder; the path counts from the top of the repository, or, if
    it begins with `./` or `../`, from the current folder. `choose` gets the names of all that is there, below the path,
    and says which are wanted: a repository can be large. Raises `GitRefusal`."""
    commit = commit_of(revision)
    top = _from_top(revision, path)
    entries = {_below(one.path, top): one for one in _entries(commit, top)}
    if not entries:
        detail = (
            f"In {revision} there is no file or folder {top or '.'}. The path counts from the top of the repository."
        )
        raise GitRefusal(error(NOT_IN_REVISION, f"There is no {revision}:{path}", detail))
    wanted = {name: entries[name] for name in choose(tuple(entries))}
    links = tuple(name for name, one in wanted.items() if one.mode not in _FILE_MODES)
    if "" in links:
        detail = f"In {revision} {top} is a symbolic link or a submodule, and those are not followed."
        raise GitRefusal(error(NOT_IN_REVISION, f"There is no file {revision}:{path}", detail))
    files = {name: one for name, one in wanted.items() if one.mode in _FILE_MODES}
    for one in files.values():
        if one.size > MAX_BYTES:
            detail = f"{revision}:{one.path} has more than {MAX_BYTES // 2**20} MiB."
            raise GitRefusal(error(TOO_LARGE, "A file is too large to be compared", detail))
    contents = _contents(revision, list(files.values()))
    return RevisionFiles(dict(zip(files, contents, strict=True)), links)


def from_current_folder(path: str) -> str:
    """A path of the file system as `files_at` takes it, whatever folder it is given from. Raises `GitRefusal` for one
    outside of the repository."""
    top = _output("rev-parse", "--show-toplevel")
    below = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    if below == os.pardir or below.startswith(os.pardir + os.sep):
        raise GitRefusal(error(NO_GIT, f"{path} is not in the repository of the current folder", f"That is {top}."))
    return "" if below == os.curdir else below.replace(os.sep, "/")


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    hash: str
    size: int
    path: str


def _from_top(revision: str, path: str) -> str:
    if path in ("", ".") or path.startswith(("./", "../")):
        here = _output("rev-parse", "--show-prefix") if path.startswith(".") else ""
        path = posixpath.normpath(posixpath.join(here, path)) if here or path else ""
    normal = posixpath.normpath(path) if path else ""
    if normal.startswith(("..", "/")):
        detail = "The path leads out of the repository; it counts from its top."
        raise GitRefusal(error(NOT_IN_REVISION, f"There is no {revision}:{path}", detail))
    return "" if normal == "." else normal


def _entries(commit: str, top: str) -> Iterator[_Entry]:
    asked = ("--", top) if top else ()
    listed = _checked("--literal-pathspecs", "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *asked)
    for line in listed.split(b"\0"):
        if not line:
            continue
        header, _, name = line.partition(b"\t")
        mode, _, hash, size = header.decode().split()
        yield _Entry(mode, hash, int(size) if size.isdigit() else 0, name.decode(errors="surrogateescape"))


def _contents(revision: str, files: Sequence[_Entry]) -> Iterator[bytes]:
    asked = "".join(f"{one.hash}\n" for one in files).encode()
    answer = memoryview(_checked("cat-file", "--batch", given=asked)) if files else memoryview(b"")
    at = 0
    for one in files:
        end = bytes(answer[at : at + 200]).partition(b"\n")[0]
        header = end.split()
        if len(header) != 3 or header[1] != b"blob":
            detail = f"{one.path} is in the commit, but its content is not here. Fetch it with `git fetch --refetch`."
            raise GitRefusal(error(GIT_FAILED, f"Git has no content of {revision}:{one.path}", detail))
        start = at + len(end) + 1
        at = start + int(header[2]) + 1
        yield bytes(answer[start : at - 1])


def _below(path: str, top: str) -> str:
    return path.removeprefix(top).removeprefix("/") if top else path


def _in_repository() -> None:
    _output("rev-parse", "--git-dir")


def _output(*arguments: str) -> str:
    return _checked(*arguments).decode(errors="surrogateescape").removesuffix("\n")


def _checked(*arguments: str, given: bytes = b"") -> bytes:
    done = _git(*arguments, given=given)
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split()) or f"It ended with {done.returncode}."
        raise GitRefusal(error(NO_GIT, "Git cannot be asked", f"Git says: {said}"))
    return done.stdout


def _git(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "--no-pager", *arguments], input=given, capture_output=True, env=os.environ | _QUIET, check=False
        )
    except FileNotFoundError:
        detail = "There is no `git` on the PATH. Install it, or name files and folders instead of revisions."
    except OSError as refused:
        detail = f"The operating system refuses: {refused.strerror}."
    except ValueError:  # a NUL in what the user has given
        detail = "What was given cannot be an argument of a program."
    raise GitRefusal(error(NO_GIT, "Git cannot be asked", detail))
