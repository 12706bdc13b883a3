"""The policy documents that a block holds, or that our modules make of a call's arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.configuration.module_source import POLICY_MODULE, ROLE_MODULE
from generator.configuration.terraform import Block, Value
from generator.diff.changes import StatementChange, StatementText
from generator.diff.folder import Folder
from generator.diff.lists import module_of
from generator.diff.moves import NO_MOVES, Moves
from generator.diff.policy_text import policy_document, shown_condition, unquoted
from generator.diff.stated import Document, Stated, statement_changes
from generator.diff.values import canonical
from generator.facts.kms_actions import KEY_USER
from generator.iam.policy_document import ALLOW, Condition, Statement, Terms, condition
from generator.verify.canonical_source import source

IAM_POLICY, TRUST_POLICY, KEY_POLICY = "IAM policy", "trust policy", "key policy"
_KEYS = frozenset({"aws_kms_key", "aws_kms_key_policy", "aws_kms_replica_key", "aws_kms_external_key"})
_ADMINISTRATION = "the administration of the key, without its use"
_DOCUMENT = ("data", "aws_iam_policy_document")
_REFERENCE = re.compile(r"data\.aws_iam_policy_document\.[\w-]+\.json")
_WHOLE = ""  # the path of a document that the block itself is


def changed_statements(
    old: Block | None, new: Block | None, was: Folder, will_be: Folder, moves: Moves = NO_MOVES
) -> tuple[StatementChange, ...]:
    """The statements that are not the same, of all the policy documents of a block. Where only one side has a document
    and the other something that cannot be read as one, nothing is said of it."""
    before = dict(_documents(old, was, moves)) if old else {}
    after = dict(_documents(new, will_be, NO_MOVES)) if new else {}
    paths_before, paths_after = _paths(old), _paths(new)
    found: list[StatementChange] = []
    for path in {**before, **after}:
        if path in before and path in after:
            found += statement_changes(before[path], after[path])
        elif path not in (paths_after if path in before else paths_before):
            found += statement_changes(before.get(path), after.get(path))
    return tuple(found)


def _documents(block: Block, folder: Folder, moves: Moves) -> Iterator[tuple[str, Document]]:
    reader = _Reader(moves)
    if module := module_of(block):
        yield _WHOLE, reader.of_call(block, module)
    elif (block.type, *block.labels[:1]) == _DOCUMENT:
        kind = _kind_of_document(f"{block.address}.json", folder)
        yield _WHOLE, Document(kind, tuple(reader.of_statement(one) for one in block.nested("statement")))
    else:
        for path, name, value in _arguments(block, ""):
            document = policy_document(canonical(value), _kind_of_argument(block, name), moves)
            if document is not None:
                yield path, document


def _arguments(block: Block, prefix: str) -> Iterator[tuple[str, str, Value]]:
    """Every argument, also of the blocks inside: its path, its name and its value."""
    for name, value in block.arguments.items():
        yield prefix + name, name, value
    for number, nested in enumerate(block.blocks):
        yield from _arguments(nested, f"{prefix}{nested.type}[{number}].")


def _paths(block: Block | None) -> frozenset[str]:
    return frozenset((_WHOLE, *(path for path, _, _ in _arguments(block, "")))) if block else frozenset()


def _kind_of_argument(block: Block, name: str) -> str:
    if name == "assume_role_policy":
        return TRUST_POLICY
    type = block.labels[0] if block.labels else ""
    if type in _KEYS or name == "key_policy":
        return KEY_POLICY
    return IAM_POLICY if type.startswith("aws_iam_") else "policy"


def _kind_of_document(reference: str, folder: Folder) -> str:
    """What the document of a data source is used for, as far as a resource refers to it; else an IAM policy."""
    return folder.once(_kinds_by_reference).get(reference, IAM_POLICY)


def _kinds_by_reference(folder: Folder) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for block in folder.of_type("resource"):
        for _, name, value in _arguments(block, ""):
            for reference in _REFERENCE.findall(source(canonical(value))):
                found.setdefault(reference, _kind_of_argument(block, name))
    return found


@dataclass(frozen=True)
class _Terms:
    """Actions, resources or principals: as they are compared, and as they are shown."""

    compared: Terms
    shown: tuple[str, ...]


@dataclass(frozen=True)
class _Reader:
    """Reads statements out of blocks; the references in them follow the moves."""

    moves: Moves

    def of_call(self, call: Block, module: str) -> Document:
        """What the module makes of the arguments: see `modules/MODULE/main.tf`."""
        if module == POLICY_MODULE:
            # The module's own default for the actions.
            actions = self._terms(call.arguments.get("actions", KEY_USER), ignores_case=True)
            return Document(IAM_POLICY, (_stated(None, ALLOW, None, actions, self._of(call, "key_arns")),))
        if module == ROLE_MODULE:
            external_ids = self._of(call, "external_ids")
            conditions = [_condition("StringEquals", "sts:ExternalId", external_ids)]
            assume = self._terms(("sts:AssumeRole",), ignores_case=True)
            trusted = self._of(call, "oracle_user_arn")
            return Document(TRUST_POLICY, (_stated(None, ALLOW, trusted, assume, _NOTHING, conditions),))
        administrators = self._of(call, "administrators")
        administration = self._terms((_ADMINISTRATION,))
        statement = _stated("KeyAdministrators", ALLOW, administrators, administration, self._terms(("*",)))
        return Document(KEY_POLICY, (statement,) if administrators.shown else ())

    def of_statement(self, block: Block) -> Stated:
        """A `statement` block of `aws_iam_policy_document`."""
        sid = self._text(block, "sid")
        conditions = [
            _condition(self._text(one, "test"), self._text(one, "variable"), self._of(one, "values"))
            for one in block.nested("condition")
        ]
        return _stated(
            sid or None,
            self._text(block, "effect") or ALLOW,
            self._principals(block),
            self._either(block, "actions", ignores_case=True),
            self._either(block, "resources"),
            conditions,
        )

    def _either(self, block: Block, name: str, *, ignores_case: bool = False) -> _Terms:
        inverted = f"not_{name}"
        if inverted in block.arguments:
            return _inverted(self._terms(block.arguments[inverted], ignores_case=ignores_case))
        return self._terms(block.arguments.get(name, ()), ignores_case=ignores_case)

    def _principals(self, block: Block) -> _Terms | None:
        for type, is_inverted in (("principals", False), ("not_principals", True)):
            compared: set[object] = set()
            shown: list[str] = []
            for one in block.nested(type):
                of_type = self._text(one, "type")
                before = "" if of_type in ("AWS", "*") else f"{of_type} "
                found = self._of(one, "identifiers")
                compared |= {(before, value) for value in found.compared.values}
                shown += [f"{before}{value}" for value in found.shown]
            if shown:
                terms = _Terms(Terms(frozenset(compared)), tuple(shown))
                return _inverted(terms) if is_inverted else terms
        return None

    def _of(self, block: Block, name: str) -> _Terms:
        return self._terms(block.arguments.get(name, ()))

    def _text(self, block: Block, name: str) -> str:
        value = canonical(block.arguments.get(name, ""))
        return unquoted(value, source(value))

    def _terms(self, given: Value, *, ignores_case: bool = False) -> _Terms:
        value = canonical(given)
        items = value if isinstance(value, tuple) else (value,)
        texts = [self.moves.followed(source(one)) for one in items]
        compared = frozenset(text.casefold() if ignores_case else text for text in texts)
        return _Terms(Terms(compared), tuple(unquoted(one, source(one)) for one in items))


_NOTHING = _Terms(Terms(frozenset()), ())


def _inverted(terms: _Terms) -> _Terms:
    return _Terms(Terms(terms.compared.values, is_inverted=True), (f"everything but {', '.join(terms.shown)}",))


def _condition(operator: str, key: str, values: _Terms) -> tuple[Condition, str]:
    """As it is compared, and as it is shown."""
    shown = Condition(operator.casefold(), key.casefold(), frozenset(values.shown))
    return condition(operator, key, values.compared.values), shown_condition(shown, key)


def _stated(
    sid: str | None,
    effect: str,
    principals: _Terms | None,
    actions: _Terms,
    resources: _Terms,
    conditions: Sequence[tuple[Condition, str]] = (),
) -> Stated:
    meaning = Statement(
        effect,
        actions.compared,
        resources.compared,
        principals.compared if principals else None,
        frozenset(one for one, _ in conditions),
    )
    who = principals.shown if principals else ()
    shown = tuple(text for _, text in conditions)
    return Stated(sid, meaning, StatementText(effect, who, actions.shown, resources.shown, shown))
