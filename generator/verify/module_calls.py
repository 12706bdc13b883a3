"""A module call against the variables that the module declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, did_you_mean
from generator.verify import codes
from generator.verify.findings import Finding, located
from generator.verify.source_text import Places, no_places

# https://developer.hashicorp.com/terraform/language/modules/syntax#meta-arguments
_META_ARGUMENTS = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})


def check(call: Block, declarations: Sequence[Block], filename: str, places: Places | None = None) -> list[Diagnostic]:
    """What is wrong with the arguments of a `module` block.

    `declarations` are the blocks of the module's files, of which the `variable` blocks count. `places` says
    where the call stands (`hcl_reader.read_file`); without it only the file is named.
    """
    variables = {block.labels[0]: block for block in declarations if block.type == "variable" and block.labels}
    return located(_findings(call, variables), places or no_places(filename))


def _findings(call: Block, variables: dict[str, Block]) -> Iterator[Finding]:
    for name in call.arguments:
        if name not in variables and name not in _META_ARGUMENTS:
            hint = did_you_mean(name, list(variables))
            detail = f'The module that {call.address} calls declares no variable "{name}". {hint}'.rstrip()
            yield Finding(codes.UNKNOWN_INPUT, "Unknown module input", detail, call.address, call, name)
    for name, variable in variables.items():
        if "default" not in variable.arguments and name not in call.arguments:
            detail = f'The module that {call.address} calls needs a value for its variable "{name}".'
            yield Finding(codes.REQUIRED_INPUT, "Missing module input", detail, call.address, call)
        elif name in call.arguments and call.arguments[name] is None and _refuses_null(variable):
            detail = f'The variable "{name}" of the module that {call.address} calls does not take null.'
            yield Finding(codes.REQUIRED_INPUT, "Missing module input", detail, call.address, call, name)


def _refuses_null(variable: Block) -> bool:
    # With a default Terraform puts that in the place of null.
    return variable.arguments.get("nullable") is False and "default" not in variable.arguments
