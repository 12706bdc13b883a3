"""What `adbkms discover` has found: shown, asked about, and written."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from generator.cli.discover_logon import is_somebody_there
from generator.cli.edited_files import led_out, named, print_diff, replace_spec
from generator.cli.options import Format
from generator.cli.output import ERROR, FINDINGS, FINE, print_diagnostics, say, stop, stop_on_errors
from generator.cli.prompts import asked
from generator.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from generator.live.discover.spec_edits import EditedSpec


@dataclass(frozen=True)
class Result:
    """The edited spec, what its rules warn of, and what could not be found."""

    edited: EditedSpec
    diagnostics: tuple[Diagnostic, ...]
    missing: tuple[Diagnostic, ...]

    @property
    def code(self) -> int:
        """The exit code once everything that was found is written."""
        return ERROR if self.missing else FINE

    @property
    def unwritten_code(self) -> int:
        """The exit code if it is not written: a change is a finding, and that outweighs what is only not known."""
        return ERROR if has_errors(self.missing) else FINDINGS


@dataclass(frozen=True)
class How:
    """`is_sure` writes without asking, `is_dry` not at all."""

    is_sure: bool
    is_dry: bool
    format: Format


def say_found(edited: EditedSpec) -> None:
    """A line for each value."""
    for one in edited.written:
        say(f"  - {one.sentence}")


def finish(result: Result, spec: str, how: How) -> NoReturn:
    """Show the change, ask, write it, and end with the exit code. Of standard input it is the edited spec that is
    printed, and no diff."""
    from generator.live.discover.codes import REFUSED
    from generator.spec.files import STANDARD_INPUT

    edited = result.edited
    stop_on_errors(led_out(edited.texts, [one.filename for one in edited.changes], REFUSED), how.format)
    is_stream = spec == STANDARD_INPUT and not how.is_dry
    is_written = how.is_sure and not how.is_dry
    is_report = how.format is not Format.TEXT and not is_stream  # then standard output is the report's
    say_found(edited)
    if is_stream:
        sys.stdout.write(edited.texts[0].data.decode())
    else:
        for change in edited.changes:
            print_diff(change.filename, change.old, change.new, sys.stderr if is_report else sys.stdout)
    found = [*result.diagnostics, *result.missing]

    def report(*refusals: Diagnostic) -> None:
        """One report, of everything; as text what was found has been said by then."""
        print_diagnostics([*found, *refusals] if is_report else refusals, how.format if is_report else Format.TEXT)

    if not is_report:
        print_diagnostics(found, Format.TEXT)
    if is_stream or not edited.changes:
        report()
        if not (edited.changes or result.missing):
            say("Nothing is left to find.")
        stop(result.code)
    if not is_written and (how.is_dry or not is_somebody_there()):
        report()
        say("Nothing was written; this is what would be." + (" --yes writes it." if not how.is_dry else ""))
        stop(result.unwritten_code)
    if not is_written and (asked("Write this? [y/N]: ") or "").lower() not in ("y", "yes"):
        report()
        say("Nothing was written.")
        stop(result.unwritten_code)
    refusal = _write(edited)
    report(*[refusal] if refusal else [])
    if refusal:
        stop(ERROR)
    say(f"Next: adbkms render {shlex.quote(spec)} -o DIR, with all specs of its tree, into the folder of that tree")
    stop(result.code)


def _write(edited: EditedSpec) -> Diagnostic | None:
    """Why a file could not be written, and the ones after it were not."""
    from generator.live.discover.codes import CHANGED_MEANWHILE, REFUSED

    for change in edited.changes:
        refusal = replace_spec(change.filename, change.old, change.new, CHANGED_MEANWHILE, REFUSED)
        if refusal:
            return refusal
        say(f"{named(change.filename)}: changed.")
    return None
