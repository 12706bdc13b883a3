"""`adbkms explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from generator.cli.completion import complete_codes
from generator.cli.output import ERROR, say, stop


def explain(
    code: Annotated[
        str | None,
        typer.Argument(help="A diagnostic's code, such as KMS101.", show_default=False, autocompletion=complete_codes),
    ] = None,
) -> None:
    """Explain a code: what it means, why it matters, what to do. Without a code: list them all.

    Example: adbkms explain STG101
    """
    from generator.diagnostics import nearest
    from generator.explanations import explanations

    known = explanations()
    if code is None:
        sys.stdout.writelines(f"{one}  {known[one].title}\n" for one in sorted(known))
    elif code.upper() in known:
        sys.stdout.write(known[code.upper()].text)
    else:
        near = nearest(code, list(known))
        meant = f' Did you mean "{near}"?' if near else ""
        say(f'There is no code "{code}".{meant}', "`adbkms explain` lists them all.")
        stop(ERROR)
