"""The standard streams of the process: closed, full, cut off or of another encoding, and none of it is a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from generator.cli.terminated import EXIT_CODE, Terminated

_ERROR, _INTERRUPTED = 1, 130  # 128 and the number of SIGINT, as shells have it


def with_standard_streams(run: Callable[[], None]) -> None:
    """Call `run`; what goes wrong in writing, or with the operating system at large, is a message and exit code 1.

    Output is UTF-8 with plain line feeds, whatever the locale: it is the same bytes everywhere. A reader that goes
    away, as `head` does, is no reason for a message.
    """
    _open_what_is_closed()
    try:
        _speak_utf8()
        try:
            run()
        finally:
            sys.stdout.flush()  # a full disk shows itself here
    except KeyboardInterrupt:
        _discard_output()
        sys.exit(_INTERRUPTED)
    except Terminated:
        _discard_output()
        sys.exit(EXIT_CODE)
    except BrokenPipeError:
        _discard_output()
        sys.exit(_ERROR)
    except OSError as refusal:
        _discard_output()
        # Not its text: the exceptions of HTTP libraries are OSErrors too, and quote requests and proxies.
        print(f"The operating system refuses: {refusal.strerror or type(refusal).__name__}.", file=sys.stderr)
        sys.exit(_ERROR)
    except Exception as wrong:
        from generator.cli.unexpected import is_to_be_hidden, without_messages

        if not is_to_be_hidden():
            raise
        _discard_output()
        sys.stderr.write(without_messages(wrong))
        sys.exit(_ERROR)


def _open_what_is_closed() -> None:
    """A stream that the caller closed is None, and the next file that is opened would get its number. Nothing can be
    read from it, messages go nowhere, and data that cannot be written is an error."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), "r")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _speak_utf8() -> None:
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _discard_output() -> None:
    """Python writes what is left in its buffer when it ends, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
