"""What `terraform output -json` prints: the databases' OCIDs, after the first apply."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.live.discover.codes import OUTPUTS
from generator.spec.databases import SpecDatabase

MOST_BYTES = 16 * 1024 * 1024
STANDARD_INPUT = "-"

_HOW = "Give what `terraform output -json` prints in the root module of the stack."


@dataclass(frozen=True)
class OutputsFile:
    """One `--outputs`: a stack, and the file with the outputs of its root module; `-` is standard input."""

    stack: str
    filename: str


@dataclass(frozen=True)
class Outputs:
    """The outputs of one stack that are texts, by their name, and which file they are from."""

    filename: str
    values: Mapping[str, str]

    def ocid(self, database: str) -> str | None:
        return self.values.get(output_name(database))


def output_name(database: str) -> str:
    """The name of the output with a database's OCID, as `generator.configuration.root_module` makes it."""
    return f"database_{database}_id"


def outputs_files(given: Iterable[str], stacks: Sequence[str]) -> list[OutputsFile] | Diagnostic:
    """FILE for the only one of the stacks, or STACK=FILE."""
    found: dict[str, OutputsFile] = {}
    for text in given:
        stack, is_of_stack, filename = text.partition("=")
        if not is_of_stack or stack not in stacks:
            if len(stacks) != 1:
                summary = f"--outputs {text} does not say which stack it is of"
                near = did_you_mean(stack, stacks) if is_of_stack else f"The stacks are: {', '.join(stacks)}."
                return error(OUTPUTS, summary, f"More than one stack is looked at: --outputs STACK=FILE. {near}")
            stack, filename = stacks[0], text
        if stack in found:
            return error(OUTPUTS, f"There are two --outputs of the stack {stack}", "Give one.")
        found[stack] = OutputsFile(stack, filename)
    if sum(one.filename == STANDARD_INPUT for one in found.values()) > 1:
        return error(OUTPUTS, "Standard input can be read once only", "Put the outputs into files.")
    return list(found.values())


def parse_outputs(filename: str, data: bytes) -> Outputs | Diagnostic:
    """The outputs; other values than texts are left out, and none is ever shown."""
    if len(data) > MOST_BYTES:
        return error(OUTPUTS, f"{filename} is too large", _HOW)
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return error(OUTPUTS, f"{filename} is not JSON", _HOW)
    if not isinstance(read, dict) or not all(isinstance(one, dict) and "value" in one for one in read.values()):
        return error(OUTPUTS, f"{filename} does not hold the outputs of Terraform", _HOW)
    return Outputs(filename, {name: one["value"] for name, one in read.items() if isinstance(one["value"], str)})


def without_any(outputs: Mapping[str, Outputs], places: Sequence[SpecDatabase]) -> list[Diagnostic]:
    """An error for each of the outputs that has nothing of the databases of its stack: it is of another one."""
    return [
        error(OUTPUTS, f"{one.filename} has no output of a database of the stack {stack}", _HOW)
        for stack, one in outputs.items()
        if not any(one.ocid(place.name) is not None for place in places if place.loaded.name == stack)
    ]
