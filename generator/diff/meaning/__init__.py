"""What a change means to somebody who knows nothing of Terraform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.configuration.references import DATABASE
from generator.configuration.terraform import Block
from generator.diff.changes import Action, Meaning, ObjectChange, Risk
from generator.diff.folder import Folder
from generator.diff.meaning import (
    account,
    database,
    inputs_outputs,
    key,
    local_values,
    module_of_tree,
    policy,
    repeated,
    resource,
    role,
    statements_about_state,
    terraform_settings,
)
from generator.diff.meaning.afterwards import goes_with_its_stack
from generator.diff.meaning.case import Case, Said, others
from generator.diff.meaning.names import kind_of, name_of

_OfKind = Callable[[Case], Iterable[Said]]
_BY_MODULE: Mapping[str, _OfKind] = {"key": key.meanings, "policy": policy.meanings, "role": role.meanings}
_BY_TYPE: Mapping[str, _OfKind] = {
    "terraform": terraform_settings.meanings,
    "provider": account.meanings,
    "variable": inputs_outputs.variable,
    "output": inputs_outputs.output,
    "moved": statements_about_state.moved,
    "removed": statements_about_state.removed,
    "import": statements_about_state.imported,
    "resource": resource.meanings,
    "data": resource.meanings,
    "module": resource.meanings,
}
_OF_THE_STACK = frozenset({"terraform", "provider"})
_ABOUT_STATE = frozenset({"moved", "removed", "import"})


def meanings_of(change: ObjectChange, old: Folder, new: Folder) -> tuple[Meaning, ...]:
    """What a change means, at least one sentence. `old` and `new` are the whole stack, or module, before and after."""
    case = Case(change, old, new)
    if module_of_tree.is_module(case):
        subject, said = case.stack, tuple(module_of_tree.meanings(case, _said))
    else:
        subject, said = _subject(case), _said(case)
    return tuple(Meaning(subject, one.text, one.risk, one.part) for one in said)


def _said(case: Case) -> tuple[Said, ...]:
    if gone := goes_with_its_stack(case):
        return (gone,)
    if repeated.is_repeated(case):
        return (repeated.meaning(case),)
    found = tuple(_of_kind(case)(case))
    return found or (others(case.change.arguments) if case.change.arguments else Said("will change", Risk.IN_PLACE),)


def _of_kind(case: Case) -> _OfKind:
    block = case.block
    if block is not None and block.type == "resource" and block.labels[:1] == (DATABASE,):
        return database.meanings
    return _BY_MODULE.get(_module(case) or "", _BY_TYPE.get(_type(case, block), _unknown))


def _module(case: Case) -> str | None:
    """`key`, `policy` or `role` where a call is of that module before and after."""
    kinds = {kind_of(block) for block in (case.was, case.now) if block is not None}
    return kinds.pop() if len(kinds) == 1 else None


def _type(case: Case, block: Block | None) -> str:
    """The type of the block; where there are several with the address, the address tells it."""
    return block.type if block else case.change.address.partition(" ")[0].partition(".")[0]


def _subject(case: Case) -> str:
    type = _type(case, case.block)
    if type in _OF_THE_STACK:
        return case.stack
    if type in _ABOUT_STATE:
        return statements_about_state.subject(case)
    # What gets another name in place is known by the old one.
    block = (case.was or case.now) if case.change.action is Action.CHANGED else case.block
    if block is None or type == "locals":
        return case.change.address
    is_ours = kind_of(block) is not None or block.labels[:1] == (DATABASE,) or type in ("variable", "output")
    return name_of(block) if is_ours else case.change.address


def _unknown(case: Case) -> Iterable[Said]:
    """`check` and whatever Terraform will have one day."""
    match case.change.action:
        case Action.ADDED:
            yield Said("will be in the configuration, and was not rendered by adbkms", Risk.IN_PLACE)
        case Action.REMOVED:
            yield Said("will no longer be in the configuration", Risk.IN_PLACE)
        case _ if case.change.address == "locals":
            yield from local_values.changed(case)
        case _:
            yield others(case.change.arguments)
