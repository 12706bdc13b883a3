"""Override files: what they say takes the place of what the other files of their folder say
(https://developer.hashicorp.com/terraform/language/files/override)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from generator.configuration.terraform import Block
from generator.diff.addressed import address_of, said_together

_OVERRIDE = re.compile(r"(?:.*[/_])?override\.tf", re.DOTALL)
# Terraform merges these by what they are called; what else an override file has it takes as it is, or refuses.
_MERGED = frozenset({"resource", "data", "module", "provider", "variable", "output", "locals", "terraform"})
# Of these what is inside is merged in turn, argument by argument.
_MERGED_INSIDE = frozenset({"lifecycle", "required_providers"})
_EITHER = frozenset({"backend", "cloud"})  # where the state is: the one takes the place of the other


def is_override(path: str) -> bool:
    """True for `override.tf`, and for a name that ends with `_override.tf`."""
    return _OVERRIDE.fullmatch(path) is not None


def merged(blocks: Mapping[str, Sequence[Block]]) -> dict[str, list[Block]]:
    """The blocks of a folder's files, by path, as Terraform takes them: a block of an override file is in the place of
    the one that it overrides, and left where it is if there is none. Of several override files the last counts."""
    found = {path: list(of_file) for path, of_file in blocks.items() if not is_override(path)}
    overriding = sorted(path for path in blocks if is_override(path))
    known: _Known = {}
    for of_file in found.values() if overriding else ():
        _note(of_file, known)
    for path in overriding:
        found[path] = [one for one in blocks[path] if not _is_taken(one, known)]
        _note(found[path], known)
    return found


_Place = tuple[list[Block], int]  # a file, and the number of a block in it
_Known = dict[tuple[str, str], list[_Place]]


def _note(of_file: list[Block], known: _Known) -> None:
    for number, one in enumerate(of_file):
        if one.type in _MERGED:
            known.setdefault((one.type, address_of(one)), []).append((of_file, number))


def _is_taken(override: Block, known: _Known) -> bool:
    """Puts the override where it belongs; False if there is no such place."""
    places = known.get((override.type, address_of(override)), [])
    if override.type == "locals":
        # Each value is overridden on its own; one that is nowhere goes to the others.
        nowhere = dict(override.arguments)
        for of_file, number in places:
            here = {name: override.arguments[name] for name in of_file[number].arguments if name in override.arguments}
            of_file[number] = _over(of_file[number], Block("locals", arguments=here))
            for name in here:
                nowhere.pop(name, None)
        for of_file, number in places[:1]:
            of_file[number] = _over(of_file[number], Block("locals", arguments=nowhere))
    elif override.type == "terraform" and places:
        # Several blocks are one; which of them has a backend to be overridden says nothing.
        whole = _over(said_together(of_file[number] for of_file, number in places), override)
        for place, (of_file, number) in enumerate(places):
            of_file[number] = Block("terraform") if place else whole
    else:
        for of_file, number in places:
            of_file[number] = _over(of_file[number], override)
    return bool(places)


def _over(base: Block, override: Block) -> Block:
    """Arguments replace those of the same name, nested blocks all those of the same type."""
    return replace(base, arguments={**base.arguments, **override.arguments}, blocks=_nested(base, override))


def _nested(base: Block, override: Block) -> tuple[Block, ...]:
    kinds = set(map(_kind, override.blocks))
    if kinds & _EITHER:
        kinds |= _EITHER
    blocks = [one for one in base.blocks if _kind(one) not in kinds]
    for kind in sorted(kinds & _MERGED_INSIDE):
        blocks.append(_one(one for block in (base, override) for one in block.blocks if _kind(one) == kind))
    return (*blocks, *(one for one in override.blocks if _kind(one) not in _MERGED_INSIDE))


def _one(blocks: Iterable[Block]) -> Block:
    first, *others = blocks
    for one in others:
        first = _over(first, one)
    return first


def _kind(block: Block) -> str:
    """The type of a nested block; a `dynamic` block makes those of its label."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type
