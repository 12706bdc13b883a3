"""Line breaks where Terraform wants them: python-hcl2 takes most files with too many or too few of them.

The rules are those of hcl's parser (https://github.com/hashicorp/hcl/blob/main/hclsyntax/parser.go): an
argument and a block end with their line; the brace of a block stands on the line of its header; a block on
one line holds at most one argument; the entries of an object are parted by commas or line breaks; and an
expression goes on on the next line only within parentheses, brackets, an interpolation or a `for` expression.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from lark import Token, Tree

from generator.verify.hcl_tree import Node, first_line, last_line, meaningful, token

Complain: TypeAlias = Callable[[str, "Node | Token"], None]
"""Takes what is wrong, in a sentence, and where."""

_KEYWORDS = frozenset({"FOR", "IN", "IF"})
_FREE_INSIDE = frozenset(
    {"tuple", "function_call", "braces_index", "for_tuple_expr", "for_object_expr", "interpolation", "string"}
)


def check_items(items: Sequence[Node], complain: Complain) -> None:
    """The arguments and blocks of a file or of a block over several lines."""
    for before, after in pairwise(items):
        if first_line(after) == last_line(before):
            complain("An argument or block begins on the line on which the one before it ends.", after)


def check_block(header: Sequence[Node | Token], items: Sequence[Node], closing: Token, complain: Complain) -> None:
    """A block: its header up to and with the opening brace, what it holds, and the closing brace."""
    opening = header[-1]
    if first_line(opening) != first_line(header[0]):
        complain("The opening brace of a block stands on another line than its type and labels.", opening)
    if not items:
        return
    if first_line(items[0]) > last_line(opening):
        check_items(items, complain)
        if first_line(closing) == last_line(items[-1]):
            complain("The closing brace of a block stands on the line of its last argument or block.", closing)
    elif len(items) > 1 or items[0].data != "attribute" or first_line(closing) != last_line(items[0]):
        complain("A block on one line may hold one argument and nothing else.", items[0])


def check_expression(node: Node, complain: Complain) -> None:
    """The line breaks within an argument's expression."""
    if first_line(node) != last_line(node):
        _check(node, complain, free=False)


def _check(node: Node, complain: Complain, *, free: bool) -> None:
    children = meaningful(node)
    parenthesised = isinstance(children[0], Token) and children[0].type == "LPAR"
    free = (free and node.data != "object") or parenthesised or node.data in _FREE_INSIDE
    if not free and node.data != "object":
        _check_unbroken(children, complain)
    for child in children:
        if isinstance(child, Tree):
            _check(child, complain, free=free)


def _check_unbroken(children: Sequence[Node | Token], complain: Complain) -> None:
    for before, after in pairwise(children):
        if first_line(after) != last_line(before):
            complain("An expression goes on on the next line outside of parentheses and brackets.", after)


def check_entries(node: Node, complain: Complain) -> None:
    """What parts the entries of an object."""
    _, *inside, _ = meaningful(node)
    for before, after in pairwise(inside):
        if isinstance(after, Token):
            if first_line(after) != last_line(before):
                complain("A comma stands on the line after the entry that it ends.", after)
        elif isinstance(before, Tree) and first_line(after) == last_line(before):
            complain("Two entries of an object stand on one line without a comma between them.", after)


def check_keywords(children: Sequence[Node | Token], complain: Complain) -> None:
    """The words `for`, `in` and `if`: python-hcl2 finds them at the beginning of a longer word, too."""
    for before, after in pairwise(children):
        if isinstance(before, Token) and before.type in _KEYWORDS:
            next_to_it = before.end_pos == token(after).start_pos
            if next_to_it and (token(after)[0].isalnum() or token(after)[0] in "_-"):
                complain(f"There is no space after `{before}`.", after)
