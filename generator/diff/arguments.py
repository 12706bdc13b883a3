"""The arguments in which two blocks differ, by their paths."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.configuration.terraform import Block, Value
from generator.diff.changes import ArgumentChange
from generator.diff.hidden_values import without_secrets
from generator.diff.lists import Body, body_of
from generator.diff.moves import NO_MOVES, Moves
from generator.diff.policy_text import same_policy
from generator.diff.values import canonical, written
from generator.verify.canonical_source import source

# What tells nested blocks of one type from each other, the surest first.
_DISTINGUISHING = ("sid", "target", "variable", "condition", "error_message", "name", "key", "type")
_LONGEST_PATH = 500  # characters; below a longer one nothing is looked at by itself, since each has the path before it
_Header = tuple[str, tuple[str, ...]]


def argument_changes(old: Block | None, new: Block | None, moves: Moves = NO_MOVES) -> tuple[ArgumentChange, ...]:
    """Every argument of a top-level block, and of the blocks inside, that is not the same; all of them if there is only
    one of the two. References of the old block are the same as those that they have become by a move. Secrets are
    hidden, and that they have changed is not."""
    block = new or old
    if block is None:
        return ()
    changes = _Comparison(moves).of_blocks(old, new, body_of(block), "")
    return tuple(without_secrets(one, old, new) for one in changes)


def says(block: Block, moves: Moves = NO_MOVES) -> str:
    """A digest of all that a top-level block says: the same for equal blocks."""
    return _Comparison(moves).says(block, body_of(block), moves)


@dataclass(frozen=True)
class _Comparison:
    moves: Moves

    def of_blocks(self, old: Block | None, new: Block | None, body: Body, prefix: str) -> Iterator[ArgumentChange]:
        before = old.arguments if old else {}
        after = new.arguments if new else {}
        for name in {**before, **after}:
            had, has = name in before, name in after
            path = prefix + name
            yield from self._argument(path, name, (before[name],) if had else (), (after[name],) if has else (), body)
        was, now = _by_header(old), _by_header(new)
        for header in {**was, **now}:
            yield from self._nested(header, was.get(header, ()), now.get(header, ()), body, prefix)

    def _argument(
        self, path: str, name: str, old: tuple[Value, ...], new: tuple[Value, ...], body: Body
    ) -> Iterator[ArgumentChange]:
        """`old` and `new` hold the value, or nothing where the argument is not set."""
        before = tuple(map(canonical, old))
        after = tuple(map(canonical, new))
        if before and after and body.is_policy(name) and same_policy(before[0], after[0], self.moves):
            return
        if body.has_no_order(name) and all(isinstance(one, tuple) for one in (*before, *after)):
            yield from self._without_order(path, name, before, after, body)
        else:
            yield from self._value(path, before, after)

    def _without_order(
        self, path: str, name: str, old: tuple[Value, ...], new: tuple[Value, ...], body: Body
    ) -> Iterator[ArgumentChange]:
        before = {self._item(one, name, body, self.moves): source(one) for one in _items(old)}
        after = {self._item(one, name, body, NO_MOVES): source(one) for one in _items(new)}
        if before.keys() == after.keys() and len(old) == len(new):
            return
        added = tuple(text for key, text in after.items() if key not in before)
        removed = tuple(text for key, text in before.items() if key not in after)
        yield ArgumentChange(path, _text(old), _text(new), added, removed)

    def _value(self, path: str, old: tuple[Value, ...], new: tuple[Value, ...]) -> Iterator[ArgumentChange]:
        maps = [one for one in (*old, *new) if isinstance(one, Mapping)]
        if maps and len(maps) == len(old) + len(new) and any(maps) and len(path) <= _LONGEST_PATH:
            before, after = (one[0] if one else {} for one in (old, new))
            assert isinstance(before, Mapping)
            assert isinstance(after, Mapping)
            for key in {**before, **after}:
                inside = f"{path}[{source(key)}]"
                was = (before[key],) if key in before else ()
                yield from self._value(inside, was, (after[key],) if key in after else ())
        elif (before_text := _text(old)) is None or self.moves.followed(before_text) != _text(new):
            yield ArgumentChange(path, before_text, _text(new))

    def _nested(
        self, header: _Header, old: Sequence[Block], new: Sequence[Block], body: Body, prefix: str
    ) -> Iterator[ArgumentChange]:
        several = len(old) > 1 or len(new) > 1
        name = prefix + ".".join((header[0], *header[1]))
        was, now = _places(old), _places(new)
        for before, after in self._pairs(old, new, body):
            block = after or before
            assert block is not None
            number = now[id(after)] if after else was[id(block)]
            inside = f"{name}[{number}]" if several else name
            if len(inside) > _LONGEST_PATH:
                yield from self._as_a_whole(inside, before, after, body.inside(block))
                continue
            changes = tuple(self.of_blocks(before, after, body.inside(block), f"{inside}."))
            if not changes and (before is None or after is None):
                changes = (ArgumentChange(inside, None if before is None else "{}", None if after is None else "{}"),)
            yield from changes

    def _as_a_whole(self, path: str, old: Block | None, new: Block | None, body: Body) -> Iterator[ArgumentChange]:
        """That something inside of a block is not the same, and not what."""
        before = self.says(old, body, self.moves) if old else None
        after = self.says(new, body, NO_MOVES) if new else None
        if before != after:
            yield ArgumentChange(path, "{}" if old else None, "{}" if new else None)

    def _pairs(
        self, old: Sequence[Block], new: Sequence[Block], body: Body
    ) -> Iterator[tuple[Block | None, Block | None]]:
        """Nested blocks of one type that are one block before and after; those that are equal are left out, unless
        they may just have changed places where these count."""
        if len(old) <= 1 and len(new) <= 1:
            yield (old[0] if old else None), (new[0] if new else None)
            return
        if len(old) == len(new) and body.has_ordered(new[0].type):
            yield from zip_longest(old, new)
            return
        before, after = self._without_equals(old, new, body)
        pairs: dict[int, Block] = {}  # what a new block was, by its identity
        for name in _DISTINGUISHING:
            known = {key: block for block in reversed(before) if (key := _value_of(block, name))}
            for block in after:
                key = _value_of(block, name)
                if id(block) not in pairs and key in known:
                    pairs[id(block)] = known.pop(key)
            paired = {id(one) for one in pairs.values()}
            before = [one for one in before if id(one) not in paired]
        rest = iter(before)
        for block in after:
            yield pairs.get(id(block)) or next(rest, None), block
        for block in rest:
            yield block, None

    def _without_equals(
        self, old: Sequence[Block], new: Sequence[Block], body: Body
    ) -> tuple[list[Block], list[Block]]:
        known: dict[str, deque[Block]] = {}
        for block in old:
            known.setdefault(self.says(block, body.inside(block), self.moves), deque()).append(block)
        changed = []
        for block in new:
            twins = known.get(self.says(block, body.inside(block), NO_MOVES))
            if twins:
                twins.popleft()
            else:
                changed.append(block)
        left = {id(block) for blocks in known.values() for block in blocks}
        return [block for block in old if id(block) in left], changed

    def says(self, block: Block, body: Body, moves: Moves) -> str:
        """`moves` are those that the references of the block follow."""
        arguments = {}
        for name, given in block.arguments.items():
            value = canonical(given)
            if body.has_no_order(name) and isinstance(value, tuple):
                arguments[name] = f"set {sorted({self._item(one, name, body, moves) for one in value})}"
            else:
                arguments[name] = moves.followed(source(value))
        ordered = [self._inside(one, body, moves) for one in block.blocks if body.has_ordered(one.type)]
        others = sorted(self._inside(one, body, moves) for one in block.blocks if not body.has_ordered(one.type))
        blocks = [*sorted(ordered, key=lambda one: one[0]), *others]  # of one type they stay in order
        # A digest, since a text in a text in a text would grow with every level.
        return hashlib.sha256(repr((_header(block), sorted(arguments.items()), blocks)).encode()).hexdigest()

    def _inside(self, block: Block, body: Body, moves: Moves) -> tuple[_Header, str]:
        return _header(block), self.says(block, body.inside(block), moves)

    def _item(self, value: Value, name: str, body: Body, moves: Moves) -> str:
        text = moves.followed(source(value))
        return text.casefold() if name in body.ignores_case and isinstance(value, str) else text


def _items(values: tuple[Value, ...]) -> tuple[Value, ...]:
    return values[0] if values and isinstance(values[0], tuple) else ()


def _text(values: tuple[Value, ...]) -> str | None:
    return source(values[0]) if values else None


def _header(block: Block) -> _Header:
    return block.type, block.labels


def _by_header(block: Block | None) -> Mapping[_Header, Sequence[Block]]:
    found: dict[_Header, list[Block]] = {}
    for one in block.blocks if block else ():
        found.setdefault(_header(one), []).append(one)
    return found


def _places(among: Sequence[Block]) -> Mapping[int, int]:
    """The number of each block, by its identity."""
    return {id(one): number for number, one in enumerate(among)}


def _value_of(block: Block, name: str) -> str | None:
    return written(block.arguments[name]) if name in block.arguments else None
