"""An expression of python-hcl2's tree, read as a value.

Literals, and lists and objects of them, become Python values. All else becomes an `Expression` in canonical
form: the same tokens give the same source however they are laid out, and other tokens give another source.
Heredocs stay as they are written.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeAlias

from lark import Token, Tree

from generator.configuration.terraform import Expression, Value
from generator.verify import codes
from generator.verify.canonical_source import entries, source, spaced
from generator.verify.hcl_heredocs import heredoc_fault
from generator.verify.hcl_layout import Complain, check_entries, check_keywords
from generator.verify.hcl_strings import NotALiteral, decode, quote
from generator.verify.hcl_tree import Node, meaningful, parts, token, word

Report: TypeAlias = Callable[[str, str, str, "Node | Token", int], None]
"""Takes a fault: code, summary, detail, where, and how many characters into that."""

_KEYWORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None}
_OPERATORS = {
    "DOUBLE_EQ": "==", "NEQ": "!=", "LT": "<", "GT": ">", "LEQ": "<=", "GEQ": ">=",
    "PLUS": "+", "MINUS": "-", "ASTERISK": "*", "SLASH": "/", "PERCENT": "%",
    "DOUBLE_AMP": "&&", "DOUBLE_PIPE": "||",
}  # fmt: skip
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_LONGEST_NUMBER = 300  # characters; Terraform computes with 512 bits, about 154 decimal digits
_TWO_SHORT_INDEXES = re.compile(r"\.[0-9]+\.[0-9]+\Z")  # to Terraform's scanner, one number
_BEYOND_AN_ESCAPE = re.compile(r'["\\$%{\n\r]')


class ExpressionReader:
    """Reads expressions of one file; `report` and `complain` hear of all that Terraform would not take."""

    def __init__(self, report: Report, complain: Complain) -> None:
        self._report = report
        self._complain = complain

    def value(self, node: Node) -> Value:
        """What an expression says."""
        return _READERS[node.data](self, node)

    def _source(self, node: Node) -> str:
        return source(self.value(node))

    def _refuse(self, node: Node | Token, what: str) -> None:
        detail = f"{what} Terraform refuses it, or adbkms never writes it."
        self._report(codes.SYNTAX, "Form that is not accepted", detail, node, 0)

    # Literals

    def _string(self, node: Node) -> Value:
        pieces = [part.children[0] for part in parts(node)]
        if all(isinstance(piece, Token) for piece in pieces):
            return "".join(self._literal(token(piece)) for piece in pieces)
        return Expression(f'"{"".join(map(self._template_piece, pieces))}"')

    def _literal(self, piece: Token) -> str:
        # python-hcl2 takes all up to the next brace for one token, even beyond the quote that ends the
        # string.
        if piece.type.startswith("ESCAPED_") and _BEYOND_AN_ESCAPE.search(piece, 3):
            why, offset = f"{piece[:3]} is followed by something else before its closing brace", 0
        else:
            try:
                return decode(piece)
            except NotALiteral as fault:
                why, offset = str(fault), fault.offset
        detail = f"In a quoted string {why}. Terraform refuses that or reads it differently."
        self._report(codes.UNREADABLE_STRING, "Malformed string", detail, piece, offset)
        return str(piece)

    def _template_piece(self, piece: Node | Token) -> str:
        if isinstance(piece, Token):
            return quote(self._literal(piece))[1:-1]
        if piece.data == "interpolation":
            return f"${{{self._source(parts(piece)[0])}}}"
        self._refuse(piece, "A template directive (%{ … }) stands in a quoted string.")
        return ""

    def _number(self, node: Node) -> Value:
        text = word(node)
        if len(text) > _LONGEST_NUMBER or _NUMBER.fullmatch(text) is None:
            self._refuse(node, "What stands here is not one number of a sensible length.")
            return Expression(text)
        if node.data == "int_lit":
            return int(text)
        number = float(text)
        exact = math.isfinite(number) and Decimal(repr(number)) == Decimal(text)
        # More digits than a float holds are compared as they are written.
        return number if exact else Expression(text)

    def _heredoc(self, node: Node) -> Value:
        fault = heredoc_fault(word(node))
        if fault:
            self._report(codes.UNREADABLE_STRING, "Malformed heredoc", fault, node, 0)
        return Expression(word(node))

    def _template_string(self, node: Node) -> Value:
        self._refuse(node, 'A string between \\" and \\" stands outside of any quoted string.')
        return Expression(word(node))

    # Objects

    def _object(self, node: Node) -> Value:
        check_entries(node, self._complain)
        plain: dict[str, Value] = {}
        written: list[str] = []
        for element in parts(node):
            key_node, value_node = parts(element)
            key, value = self._key(key_node), self.value(value_node)
            written.append(f"{source(key)} = {source(value)}")
            if isinstance(key, str):
                if key in plain:
                    detail = f'The key "{key}" stands twice in one object, and Terraform takes the last one.'
                    self._report(codes.SET_TWICE, "Key set twice", detail, key_node, 0)
                plain[key] = value
        return plain if len(plain) == len(written) else Expression(entries(written))

    def _key(self, node: Node) -> str | Expression:
        inner = parts(node)[0]
        if inner.data == "expr_term" and isinstance(inner.children[0], Tree):
            inner = inner.children[0]
        if inner.data == "keyword" and word(inner) == "for":
            # As the first key it would begin a `for` expression.
            self._refuse(node, "The key `for` stands without quotes in an object.")
        if inner.data in ("identifier", "keyword", "literal_value"):
            return word(inner)
        key = self.value(inner)
        return key if isinstance(key, str | Expression) else Expression(source(key))

    # Everything that is computed

    def _term(self, node: Node) -> Value:
        inner = parts(node)[0]
        return self.value(inner) if inner is node.children[0] else Expression(f"({self._source(inner)})")

    def _unary(self, node: Node) -> Value:
        operand = self.value(parts(node)[0])
        minus = token(node).type == "MINUS"
        if minus and isinstance(operand, int | float) and not isinstance(operand, bool):
            return -operand
        return Expression(f"{'-' if minus else '!'}{source(operand)}")

    def _binary(self, node: Node) -> Value:
        left, term = parts(node)
        operator, right = parts(term)
        return Expression(f"{self._source(left)} {_OPERATORS[token(operator).type]} {self._source(right)}")

    def _conditional(self, node: Node) -> Value:
        condition, then, otherwise = map(self._source, parts(node))
        return Expression(f"{condition} ? {then} : {otherwise}")

    def _call(self, node: Node) -> Value:
        name = "::".join(word(part) for part in parts(node) if part.data == "identifier")
        arguments, spread = "", ""
        for part in parts(node):
            if part.data == "arguments":
                arguments = ", ".join(map(self._source, parts(part)))
                spread = "..." if token(meaningful(part)[-1]).type == "ELLIPSIS" else ""
        return Expression(f"{name}({arguments}{spread})")

    def _access(self, node: Node) -> Value:
        if token(node).type in ("INT_LITERAL", "FLOAT_LITERAL"):
            self._refuse(node, "What stands here is not one number.")
        written = "".join(self._written(part) for part in meaningful(node))
        if _TWO_SHORT_INDEXES.search(written):
            self._refuse(node, "Two indexes in the short form, such as .0.1, follow each other.")
        return Expression(written)

    def _for(self, node: Node) -> Value:
        words: list[str] = []
        for part in meaningful(node):
            if isinstance(part, Tree) and part.data in ("for_intro", "for_cond"):
                check_keywords(meaningful(part), self._complain)
                words.extend(map(self._written, meaningful(part)))
            else:
                words.append(self._written(part))
        return Expression(spaced(words))

    def _written(self, part: Node | Token) -> str:
        return part.strip() if isinstance(part, Token) else self._source(part)


# Of the class and not of each reader: a reader that has its own methods in it is a cycle, and outlives its file.
_READERS: Mapping[str, Callable[[ExpressionReader, Node], Value]] = {
    "expr_term": ExpressionReader._term,
    "string": ExpressionReader._string,
    "int_lit": ExpressionReader._number,
    "float_lit": ExpressionReader._number,
    "identifier": lambda _, node: Expression(word(node)),
    "literal_value": lambda _, node: _KEYWORDS[word(node)],
    "tuple": lambda self, node: tuple(self.value(child) for child in parts(node)),
    "object": ExpressionReader._object,
    "unary_op": ExpressionReader._unary,
    "binary_op": ExpressionReader._binary,
    "conditional": ExpressionReader._conditional,
    "function_call": ExpressionReader._call,
    "index_expr_term": ExpressionReader._access,
    "get_attr_expr_term": ExpressionReader._access,
    "attr_splat_expr_term": ExpressionReader._access,
    "full_splat_expr_term": ExpressionReader._access,
    "get_attr": ExpressionReader._access,
    "attr_splat": ExpressionReader._access,
    "full_splat": ExpressionReader._access,
    "braces_index": ExpressionReader._access,
    "short_index": ExpressionReader._access,
    "for_tuple_expr": ExpressionReader._for,
    "for_object_expr": ExpressionReader._for,
    "heredoc_template": ExpressionReader._heredoc,
    "heredoc_template_trim": ExpressionReader._heredoc,
    "template_string": ExpressionReader._template_string,
}
