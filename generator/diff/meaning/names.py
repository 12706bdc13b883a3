"""Objects by the names that they have in the spec, as far as the configuration tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.configuration.module_source import KEY_MODULE, POLICY_MODULE, ROLE_MODULE, UNPROTECTED_KEY_MODULE
from generator.configuration.references import ALIAS_PREFIX
from generator.configuration.terraform import Block, Expression, Value
from generator.diff.changes import Risk
from generator.diff.folder import Folder
from generator.diff.lists import module_of
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.words import shown

_KINDS = {KEY_MODULE: "key", UNPROTECTED_KEY_MODULE: "key", POLICY_MODULE: "policy", ROLE_MODULE: "role"}
_NAMING = {"key": "alias", "policy": "name", "role": "name"}
_REFERENCE = re.compile(r"(?P<address>module\.[\w-]+|aws_[a-z_]+\.[\w-]+)\.(?P<output>\w+)")


def kind_of(block: Block | None) -> str | None:
    """`key`, `policy` or `role` for a call of one of our modules; None for any other block."""
    return _KINDS.get(module_of(block) or "") if block else None


def name_of(block: Block) -> str:
    """The name that an object has in AWS, a key that of its alias, which is mostly the one in the spec. Where the block
    does not say it, it is that of its label, which has `_` for what a label cannot hold."""
    label = block.labels[-1] if block.labels else block.type
    kind = kind_of(block)
    if kind is None:
        return label
    given = block.arguments.get(_NAMING[kind])
    return given if isinstance(given, str) and given else label.removeprefix(f"{kind}_")


@dataclass(frozen=True, slots=True)
class Named:
    """An object that a value refers to: its name in a sentence, the address if the stack manages it, and whether it is
    named by its alias. What is computed is not known."""

    name: str
    address: str | None
    by_alias: bool = False
    is_known: bool = True


def named(value: Value, folder: Folder) -> Named:
    """What a value refers to: an output of a module call, a resource's attribute, an ARN, `alias/NAME`."""
    if isinstance(value, Expression) and (found := _REFERENCE.fullmatch(value.source)):
        block = folder.at(found["address"])
        type, _, label = found["address"].partition(".")
        if type != "module":
            name = found["address"]
        else:
            name = name_of(block) if block else re.sub("^(key|policy|role)_", "", label)
        return Named(name, found["address"], found["output"] in ("alias_name", "name"))
    text = shown(value)
    if isinstance(value, Expression):
        return Named(f"what {text} says", None, is_known=False)
    return Named(text, None, text.startswith(ALIAS_PREFIX) or ":alias/" in text)


def moved(case: Case) -> Said:
    """What it means that an object has another address and is still the same."""
    before = name_of(case.was) if case.was else case.change.previous_address
    nothing = "" if case.change.arguments else ": nothing happens to it"
    if case.now is not None and name_of(case.now) == before:
        ways = f"as {case.change.address} instead of {case.change.previous_address}"
    else:
        ways = f"by this name instead of {before}"
    return Said(f"will be known to Terraform {ways}{nothing}", Risk.NONE)
