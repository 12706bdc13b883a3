"""What Git has at a revision: the files below a path, byte for byte as they were committed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.cli.git_process import GitRefusal, answer_of, ask, line_of
from generator.diagnostics import error
from generator.diff.codes import AMBIGUOUS, GIT_FAILED, NO_GIT, NO_REVISION, NOT_IN_REVISION, TOO_LARGE
from generator.spec.text import MAX_BYTES

_FILE_MODES = ("100644", "100755", "100664")  # not 120000, a symbolic link, nor 160000, a submodule
_FOLDER_MODE = b"040000"
_MOST_IN_ALL = 256 * 1024 * 1024  # bytes; a commit names one large file a thousand times for nothing
_LONGEST_LISTING = 64 * 1024 * 1024  # bytes, more than half a million files


@dataclass(frozen=True, slots=True)
class RevisionFiles:
    """`contents` are the files by their path below the path that was asked for, "" for that path itself if it is a
    file. `left_out` are symbolic links and submodules there."""

    contents: dict[str, bytes]
    left_out: tuple[str, ...]


def commit_of(revision: str) -> str:
    """The hash of the commit that a branch, a tag, `HEAD~1` or a hash stands for. Raises `GitRefusal`, also for a name
    that several refs have: of a tag and a branch `origin/main` Git takes the tag, which whoever is reviewed may have
    pushed."""
    # Without --quiet, which would keep the warning to itself, and whatever the configuration says of it.
    asked = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    answer = ask("-c", "core.warnAmbiguousRefs=true", *asked)
    commit = answer.data.decode().strip()
    if answer.code == 0 and (commit == revision or "is ambiguous" not in answer.said):
        return commit
    if answer.code == 0:
        detail = (
            "Write the one that is meant in full, such as refs/remotes/origin/main for a server's branch or "
            "refs/heads/main for one of yours, or by its hash. `git show-ref` lists them; a tag that nobody needs is "
            "removed by `git tag --delete`."
        )
        raise GitRefusal(error(AMBIGUOUS, f"Git has several refs for {revision}", detail))
    line_of("rev-parse", "--git-dir")  # or there is no repository
    is_shallow = line_of("rev-parse", "--is-shallow-repository") == "true"
    why = (
        "This clone is shallow: it has the newest commits only. Fetch the rest with `git fetch --unshallow`, or let "
        "the pipeline's checkout fetch all (`fetch-depth: 0`)."
        if is_shallow
        else "Fetch it with `git fetch`, or look with `git branch --all` for its name: that of a server's branch "
        "begins with `origin/`."
    )
    raise GitRefusal(error(NO_REVISION, f"Git has no commit {revision}", why))


def is_commit(revision: str) -> bool:
    """True if Git is there and has such a commit, or several under that name."""
    try:
        commit_of(revision)
    except GitRefusal as refused:
        return refused.diagnostic.code == AMBIGUOUS
    return True


def files_at(revision: str, path: str, choose: Callable[[Sequence[str]], Collection[str]]) -> RevisionFiles:
    """The file at a path in a commit, or files below a folder; the path counts from the top of the repository, or, if
    it begins with `./` or `../`, from the current folder. `choose` gets the names of all that is there, below the path,
    and says which are wanted: a repository can be large. Raises `GitRefusal`."""
    commit = commit_of(revision)
    top = _from_top(revision, path)
    entries = {_below(one.path, top): one for one in _entries(revision, commit, top)}
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
    if sum(one.size for one in files.values()) > _MOST_IN_ALL:
        detail = f"The files of {revision}:{top} have more than {_MOST_IN_ALL // 2**20} MiB together."
        raise GitRefusal(error(TOO_LARGE, "Files are too large to be compared", detail))
    contents = _contents(revision, list(files.values()))
    return RevisionFiles(dict(zip(files, contents, strict=True)), links)


def from_current_folder(path: str) -> str:
    """A path of the file system as `files_at` takes it, whatever folder it is given from. Raises `GitRefusal` for one
    outside of the repository."""
    top = line_of("rev-parse", "--show-toplevel")
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
        here = line_of("rev-parse", "--show-prefix") if path.startswith(".") else ""
        path = posixpath.normpath(posixpath.join(here, path)) if here or path else ""
    normal = posixpath.normpath(path) if path else ""
    if normal.startswith(("..", "/")):
        detail = "The path leads out of the repository; it counts from its top."
        raise GitRefusal(error(NOT_IN_REVISION, f"There is no {revision}:{path}", detail))
    return "" if normal == "." else normal


def _entries(revision: str, commit: str, top: str) -> Iterator[_Entry]:
    """The files. A few folders that each hold the next one many times over make a listing without end; with `-t` also
    if there is no file in them."""
    asked = ("--", top) if top else ()
    options = ("-r", "-t", "-z", "-l", "--full-tree")
    listed = answer_of("--literal-pathspecs", "ls-tree", *options, commit, *asked, at_most=_LONGEST_LISTING)
    if listed.is_cut:
        detail = (
            f"The list of what is in {revision}:{top} has more than {_LONGEST_LISTING // 2**20} MiB. Name a folder "
            "with less below it."
        )
        raise GitRefusal(error(TOO_LARGE, "There are too many files to be compared", detail))
    for line in listed.data.split(b"\0"):
        header, _, name = line.partition(b"\t")
        if not line or header.startswith(_FOLDER_MODE):
            continue
        mode, _, hash, size = header.decode().split()
        yield _Entry(mode, hash, int(size) if size.isdigit() else 0, name.decode(errors="surrogateescape"))


def _contents(revision: str, files: Sequence[_Entry]) -> Iterator[bytes]:
    asked = "".join(f"{one.hash}\n" for one in files).encode()
    answer = memoryview(answer_of("cat-file", "--batch", given=asked).data) if files else memoryview(b"")
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
