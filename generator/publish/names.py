"""Which paths a tree may have: those that stay inside the folder and are one and the same file everywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, error

# The folder inside the published one in which adbkms keeps its own records.
OWN_FOLDER = ".adbkms"
MANIFEST_PATH = f"{OWN_FOLDER}/manifest.json"
MOST_SEGMENTS = 16
"""Of a path; a tree has five."""

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
_PORTS = tuple(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS))
_RESERVED_CHARACTERS = frozenset('<>:"|?*')
_LONGEST_SHOWN = 200  # characters
_LONGEST_SEGMENT = 255  # bytes: NAME_MAX of ext4, XFS, Btrfs and APFS
_OWNED_BY_OTHERS = frozenset((OWN_FOLDER, ".git"))


def unsafe_paths(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The paths that must not be written, each with the reason as the end of a sentence that starts with
    the path.
    """
    known: dict[str, str | None] = {}
    for path in paths:
        if path.startswith("/"):
            yield path, "is absolute"
            continue
        segments = path.split("/", MOST_SEGMENTS)
        if len(segments) > MOST_SEGMENTS:
            yield path[:_LONGEST_SHOWN], f"has more than {MOST_SEGMENTS} segments"
            continue
        for segment in segments:
            if segment not in known:
                known[segment] = _what_is_wrong_with(segment)
            if reason := known[segment]:
                yield path, reason
                break


def _what_is_wrong_with(segment: str) -> str | None:
    if segment in ("", ".", ".."):
        return 'has an empty segment, "." or ".."'
    if "\\" in segment:
        return "has a backslash, which is a separator on Windows"
    if not segment.isprintable():
        return "has a control character or one that cannot be seen"
    if not _RESERVED_CHARACTERS.isdisjoint(segment):
        return f"has one of the characters {' '.join(sorted(_RESERVED_CHARACTERS))}, which Windows reserves"
    if segment[-1] in ". ":
        return "has a segment that ends with a dot or a space, which Windows drops"
    if segment.partition(".")[0].rstrip().upper() in _DEVICES:
        return f'has the segment "{segment}", which is a device on Windows'
    if len(segment.encode()) > _LONGEST_SEGMENT:
        return f"has a segment of more than {_LONGEST_SEGMENT} bytes"
    if segment.casefold() in _OWNED_BY_OTHERS:
        return f'has the segment "{segment}", which is not for rendered files'
    return None


def colliding_paths(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of files or folders that a file system may take for the same one, because it ignores case or
    Unicode normalisation, and of a file and a folder with one name. The paths must be safe.
    """
    files = set(paths)
    folders: set[str] = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    yield from ((path, path) for path in sorted(files & folders))
    spellings: dict[str, str] = {}
    for path in sorted(files | folders):
        other = spellings.setdefault(_folded(path), path)
        # When two folders collide, what is in them collides too: say it once.
        if other != path and other.rpartition("/")[0] == path.rpartition("/")[0]:
            yield other, path


def _folded(path: str) -> str:
    """The canonical caseless form of the Unicode Standard, section 3.13, D145."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def check_names(paths: Iterable[str]) -> list[Diagnostic]:
    """`PUB003` for every path that must not be written, or else `PUB004` for every two that collide."""
    paths = list(paths)
    unsafe = [
        error(
            "PUB003",
            "Unsafe file name",
            f"{path!r} {reason}. Rename what the file is named after: a stack, a module or a template.",
        )
        for path, reason in unsafe_paths(paths)
    ]
    if unsafe:
        return unsafe
    return [
        error(
            "PUB004",
            "Two files of the same name",
            f"{one!r} and {other!r} are the same file on systems that ignore case or the way accents are "
            "written, or one is a file and the other a folder. Rename one of the two.",
        )
        for one, other in colliding_paths(paths)
    ]
