"""Why publishing refuses: the findings about files that are not ours to write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.diagnostics import Diagnostic, error, laid_out, warning
from generator.publish.changes import Change, Changes, Kind
from generator.publish.descent import Obstacle, Thing
from generator.publish.diff import diff_of
from generator.publish.names import MANIFEST_PATH

_MOST_FILES = 20
_MOST_LINES = 40
_LONGEST_LINE = 200
_LARGEST_SHOWN = 256 * 1024  # bytes; a diff of more takes long and nobody reads it in an error message


class Refusal(Exception):
    """Carries diagnostics to the border of this package, where they become values again."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(*(diagnostic.summary for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def refusals(changes: Changes, *, overwrite_edits: bool = False) -> tuple[Diagnostic, ...]:
    """Every reason not to publish these changes: `PUB001` for files edited by hand, unless they may be
    overwritten, `PUB002` for files of others, and what the comparison found. At most 20 files of a kind
    are shown with a diff.
    """
    edited = () if overwrite_edits else changes.of(Kind.EDITED)
    foreign = changes.of(Kind.FOREIGN)
    return (
        *changes.diagnostics,
        *(_foreign(change, is_forgotten=changes.previous is None) for change in foreign[:_MOST_FILES]),
        *_rest("PUB002", "Files that adbkms did not write are in the way", foreign),
        *(_edited(change) for change in edited[:_MOST_FILES]),
        *_rest("PUB001", "Files were edited by hand", edited),
    )


def in_the_way(obstacle: Obstacle, path: str) -> Diagnostic:
    """`PUB005` for a symbolic link, `PUB006` for anything else where `path` has to be."""
    wanted = "a file" if obstacle.path == path else "a folder"
    if obstacle.thing is Thing.LINK:
        return error(
            "PUB005",
            "A symbolic link is in the way",
            f"{obstacle.path} is a symbolic link, and adbkms never writes through one inside the output "
            f"folder. Replace it by {wanted}, or remove it and render again. To have the files elsewhere, "
            "give that place as the output folder.",
        )
    if obstacle.thing is Thing.MOUNT:
        return error(
            "PUB006",
            "Another file system is in the way",
            f"Another file system is mounted at {obstacle.path}: what is rendered could not be put in place "
            "in one step. Unmount it, or give a folder on one file system as the output folder.",
        )
    return error(
        "PUB006",
        "Something else is in the way",
        f"{obstacle.path} is {obstacle.thing}; the rendered tree has {wanted} there. "
        f"Move {obstacle.path} away and render again.",
    )


def _edited(change: Change) -> Diagnostic:
    fate = "remove it" if change.rendered is None else "overwrite it"
    return error(
        "PUB001",
        "A file was edited by hand",
        laid_out(
            f"{change.path} is not what adbkms wrote there, and publishing would {fate}. Bring the edit into the "
            "spec, or undo it, and render again; or let it go with --overwrite-edits.",
            "",
            *_shown(change),
        ),
    )


def forgotten(changes: Changes) -> tuple[Diagnostic, ...]:
    """`PUB017` where files are as rendered, and there is no manifest that says so."""
    if changes.previous or not changes.unchanged:
        return ()
    return (
        warning(
            "PUB017",
            "The manifest is gone",
            f"{len(changes.unchanged)} files are as rendered already, and there is no {MANIFEST_PATH}. A new one does "
            "not know which keys the databases have had, nor what must not get lost: restore the old one from version "
            "control, if there is one.",
        ),
    )


def _foreign(change: Change, *, is_forgotten: bool) -> Diagnostic:
    if is_forgotten:
        reason = (
            f"There is no {MANIFEST_PATH} in the folder, so adbkms cannot know whose {change.path} is. Where the tree "
            "is one of adbkms, restore the manifest from version control: it also knows which keys must not get lost. "
            "Otherwise move the file away, or give another output folder."
        )
    else:
        reason = (
            f"{change.path} is not in the manifest, so it is somebody else's, and publishing would overwrite it. "
            "Move or delete it and render again, or give another output folder."
        )
    return error(
        "PUB002",
        "A file that adbkms did not write is in the way",
        laid_out(
            reason,
            "",
            *_shown(change),
        ),
    )


def _rest(code: str, summary: str, changes: tuple[Change, ...]) -> Iterator[Diagnostic]:
    rest = changes[_MOST_FILES:]
    if rest:
        paths = ", ".join(change.path for change in rest[:_MOST_FILES])
        more = "" if len(rest) <= _MOST_FILES else f", and {len(rest) - _MOST_FILES} others"
        yield error(code, summary, f"The same holds for {len(rest)} more: {paths}{more}.")


def _shown(change: Change) -> list[str]:
    """The start of the diff, safe for a terminal: control characters of others come as escapes."""
    if len(change.old or b"") + len(change.new or b"") > _LARGEST_SHOWN:
        return ["The file is too large to show the difference here; --diff shows it."]
    lines = list(islice(diff_of(change), _MOST_LINES + 1))
    text = "".join(lines[:_MOST_LINES]).removesuffix("\n")
    shown = [_clipped(_visible(line)) for line in text.split("\n")]
    if len(lines) > _MOST_LINES:
        shown.append("… --diff shows the rest.")
    return shown


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(
        character if character == "\t" or character.isprintable() else ascii(character)[1:-1] for character in line
    )


def _clipped(line: str) -> str:
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"
