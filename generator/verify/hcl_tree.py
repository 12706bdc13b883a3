"""python-hcl2's tree, whose nodes are named after the rules of its grammar (`hcl2/hcl2.lark`)."""

from __future__ import annotations

from typing import TypeAlias

from lark import Token, Tree

Node: TypeAlias = Tree[Token]

_LINE_BREAKS = "new_line_or_comment"


def parts(node: Node) -> list[Node]:
    """What a node consists of, without its tokens and line breaks."""
    return [child for child in node.children if isinstance(child, Tree) and child.data != _LINE_BREAKS]


def meaningful(node: Node) -> list[Node | Token]:
    """What a node consists of, without its line breaks."""
    return [child for child in node.children if isinstance(child, Token) or child.data != _LINE_BREAKS]


def token(node: Node | Token) -> Token:
    """The first token of a node. Every node but a body has one."""
    while isinstance(node, Tree):
        node = node.children[0]
    return node


def word(node: Node) -> str:
    """The text of a node's first token."""
    return str(token(node))


def first_line(node: Node | Token) -> int:
    """The line, from 1, on which a node begins."""
    return token(node).line or 0


def last_line(node: Node | Token) -> int:
    """The line on which a node's last token ends; line breaks and comments after it do not count."""
    while isinstance(node, Tree):
        node = next(
            child
            for child in reversed(node.children)
            if isinstance(child, Token) or (child.children and child.data != _LINE_BREAKS)
        )
    # A heredoc's token holds the line break that ends it; an operator's may hold line breaks before its own
    # line.
    inside = node.count("\n") - 1 if node.type.startswith("HEREDOC") else 0
    return (node.line or 0) + inside
