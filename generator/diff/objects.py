"""The objects of a stack or module that are not the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.configuration.module_source import KEY_MODULE, POLICY_MODULE, ROLE_MODULE, UNPROTECTED_KEY_MODULE
from generator.configuration.references import DATABASE
from generator.configuration.terraform import Block
from generator.diff.addressed import Addressed, addressed, addressed_in_tests
from generator.diff.arguments import argument_changes, says
from generator.diff.changes import Action, ObjectChange
from generator.diff.folder import Folder
from generator.diff.lists import module_of
from generator.diff.moves import NO_MOVES, Moves, end_of, moves_between
from generator.diff.side import is_of_module, is_test
from generator.diff.statements import changed_statements

_Files = Mapping[str, Sequence[Block]]
_Pair = tuple[Addressed | None, Addressed | None]

# As people read a stack: what all else stands on, along the trust chain, and then the rest.
_ORDER = ("terraform", "provider", "key", "policy", "role", "database", "module", "resource", "data", "locals", "check",
          "variable", "output", "moved", "removed", "import")  # fmt: skip
_OBJECTS_OF_MODULES = {
    KEY_MODULE: "key",
    UNPROTECTED_KEY_MODULE: "key",
    POLICY_MODULE: "policy",
    ROLE_MODULE: "role",
}


def object_changes(old: _Files, new: _Files, was: Folder, will_be: Folder) -> tuple[ObjectChange, ...]:
    """The changes from the blocks of the old files of a root module or module to those of the new ones, in the order in
    which people read them, and then those of its tests. Files that are the same can be left out; `was` and `will_be`
    have them as well. Tests apply nothing, so their changes mean nothing for the clouds."""
    from generator.diff.meaning import meanings_of

    before, after = (addressed(_of_kind(is_of_module, files)) for files in (old, new))
    removed = [address for address in before if address not in after]
    added = {address for address in after if address not in before}
    moved = [one.block for group in after.values() for one in group if one.block.type == "moved"]
    moves = moves_between(removed, added, moved)
    changes = _in_order(_changes(before, after, moves, was, will_be))
    tested = addressed_in_tests(_of_kind(is_test, old), moves), addressed_in_tests(_of_kind(is_test, new), NO_MOVES)
    return (
        *(replace(one, meanings=meanings_of(one, was, will_be)) for one in changes),
        *_in_order(_changes(*tested, moves, was, will_be)),
    )


def _of_kind(wanted: Callable[[str], bool], files: _Files) -> _Files:
    return {path: blocks for path, blocks in files.items() if wanted(path)}


def _changes(
    before: Mapping[str, Sequence[Addressed]],
    after: Mapping[str, Sequence[Addressed]],
    moves: Moves,
    was: Folder,
    will_be: Folder,
) -> Iterator[tuple[Addressed, ObjectChange]]:
    said = {id(block) for block in moves.blocks}  # by the objects that are moved
    for old, new in _pairs(before, after, moves):
        place = new or old
        assert place is not None
        if id(place.block) in said or _is_said_of_object(old, new, was, will_be):
            continue
        change = _change(old, new, moves, was, will_be)
        if change is not None:
            yield place, change


def _is_said_of_object(old: Addressed | None, new: Addressed | None, was: Folder, will_be: Folder) -> bool:
    """True for a new `removed` block: that its object is let go of is told of the object, which goes in this change."""
    from generator.diff.meaning.afterwards import is_let_go

    if old is not None or new is None or new.block.type != "removed":
        return False
    address = end_of(new.block, "from")
    is_gone = address is not None and was.at(address) is not None and will_be.at(address) is None
    return address is not None and is_gone and is_let_go(will_be, address)


def _pairs(
    before: Mapping[str, Sequence[Addressed]], after: Mapping[str, Sequence[Addressed]], moves: Moves
) -> Iterator[_Pair]:
    origins = {new: old for old, new in moves.addresses.items()}
    for address, group in after.items():
        yield from _matched(before.get(origins.get(address, address), ()), group, moves)
    for address, group in before.items():
        if address not in after and address not in moves.addresses:
            yield from ((one, None) for one in group)


def _matched(old: Sequence[Addressed], new: Sequence[Addressed], moves: Moves) -> Iterator[_Pair]:
    """Blocks of one address: mostly one. Of several, which Terraform refuses or merges, the equal ones are left out."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    known: dict[str, deque[Addressed]] = {}
    for one in old:
        known.setdefault(says(one.block, moves), deque()).append(one)
    rest = []
    for one in new:
        if twins := known.get(says(one.block)):
            twins.popleft()
        else:
            rest.append(one)
    unmatched = {id(one) for twins in known.values() for one in twins}
    left = [one for one in old if id(one) in unmatched]
    yield from zip(left, rest, strict=False)
    yield from ((one, None) for one in left[len(rest) :])
    yield from ((None, one) for one in rest[len(left) :])


def _change(
    old: Addressed | None, new: Addressed | None, moves: Moves, was: Folder, will_be: Folder
) -> ObjectChange | None:
    before, after = (one.block if one else None for one in (old, new))
    if before is not None and before.type == "moved":  # it tells of addresses, which stay what they were
        moves = NO_MOVES
    arguments = argument_changes(before, after, moves)
    is_moved = old is not None and new is not None and old.address != new.address
    if old is not None and new is not None and not arguments and not is_moved:
        return None
    place = new or old
    assert place is not None
    if old is None or new is None:
        action = Action.ADDED if old is None else Action.REMOVED
    else:
        action = Action.MOVED if is_moved else Action.CHANGED
    return ObjectChange(
        place.address,
        action,
        arguments,
        changed_statements(before, after, was, will_be, moves),
        previous_address=old.address if is_moved and old else None,
    )


def _in_order(changes: Iterator[tuple[Addressed, ObjectChange]]) -> list[ObjectChange]:
    def key(found: tuple[Addressed, ObjectChange]) -> tuple[int, str, int, str]:
        place, change = found
        return _rank(place.block), place.path, place.number, change.address

    return [change for _, change in sorted(changes, key=key)]


def _rank(block: Block) -> int:
    kind = _OBJECTS_OF_MODULES.get(module_of(block) or "", block.type)
    if block.type == "resource" and block.labels[:1] == (DATABASE,):
        kind = "database"
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
