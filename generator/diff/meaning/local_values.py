"""Local values: what a policy is made of can allow more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.configuration.terraform import Block
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning.case import Case, Said, others
from generator.diff.meaning.values_in_use import that_may_open_access
from generator.diff.meaning.words import listed
from generator.diff.values import canonical
from generator.verify.canonical_source import source

_REFERENCE = re.compile(r"\blocal\.([\w-]+)")
_POLICIES = frozenset({"policy", "assume_role_policy", "inline_policy", "key_policy", "resource_policy"})


def changed(case: Case) -> Iterator[Said]:
    """What other values mean. The statements of a policy among them are not compared, so nothing is promised of it."""
    of_policies = _of_policies(case.old) | _of_policies(case.new)
    risky = [one for one in case.change.arguments if _name(one) in of_policies]
    in_use = case.new.once(that_may_open_access)
    others_ = [one for one in case.change.arguments if _name(one) not in of_policies]
    unknown = [one for one in others_ if f"local.{_name(one)}" in in_use]
    left = [one for one in others_ if f"local.{_name(one)}" not in in_use]
    if risky:
        names = listed(dict.fromkeys(map(_name, risky)))
        yield Said(
            f"will make another policy, whose statements are not compared ({names}): it may allow more",
            Risk.OPENS_ACCESS,
        )
    if unknown:
        names = listed(dict.fromkeys(map(_name, unknown)))
        yield Said(
            f"will have other values, of which objects are made ({names}): they may open access", Risk.OPENS_ACCESS
        )
    if left:
        yield others(left)


def _name(change: ArgumentChange) -> str:
    return re.split(r"[.\[]", change.path, maxsplit=1)[0]


def _of_policies(folder: Folder) -> set[str]:
    """The names of the local values that a policy in the folder is made of, by way of others as well."""
    made_of = {
        name: set(_REFERENCE.findall(source(canonical(value))))
        for block in folder.of_type("locals")
        for name, value in block.arguments.items()
    }
    found: set[str] = set()
    left = {name for type in ("resource", "data") for block in folder.of_type(type) for name in _in_policies(block)}
    while left:
        found |= left
        left = {name for one in left for name in made_of.get(one, ())} - found
    return found


def _in_policies(block: Block) -> Iterator[str]:
    is_document = block.labels[:1] == ("aws_iam_policy_document",) or block.type == "statement"
    for name, value in block.arguments.items():
        if is_document or name in _POLICIES:
            yield from _REFERENCE.findall(source(canonical(value)))
    for nested in block.blocks:
        yield from _in_policies(nested)
