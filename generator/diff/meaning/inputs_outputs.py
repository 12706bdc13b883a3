"""Input variables and outputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diff.changes import Action, ArgumentChange, Risk
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.values_in_use import that_may_open_access
from generator.diff.meaning.words import listed

_SHOWN = "will no longer be hidden: the value stands in plans, logs and the state's outputs"


def variable(case: Case) -> Iterator[Said]:
    """What becomes of an input variable. Its default can be a secret, and is not shown."""
    match case.change.action:
        case Action.ADDED:
            has_default = case.now is not None and "default" in case.now.arguments
            with_ = "with a default" if has_default else "without a default"
            yield Said(f"will be asked for as an input variable, {with_}", Risk.NONE)
        case Action.REMOVED:
            yield Said("will no longer be asked for as an input variable", Risk.NONE)
        case _:
            yield from by_parts(case, _OF_VARIABLE)


def output(case: Case) -> Iterator[Said]:
    """What becomes of an output."""
    match case.change.action:
        case Action.ADDED:
            secret = "password" in str(case.after("value")) and case.after("sensitive") is not True
            yield Said("will be shown as an output", Risk.OPENS_ACCESS if secret else Risk.NONE)
        case Action.REMOVED:
            yield Said("will no longer be an output; who reads it from the state does not find it", Risk.NONE)
        case _:
            yield from by_parts(case, _OF_OUTPUT)


def _sensitive(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.new == "true":
            yield Said("will be hidden in plans and logs", Risk.NONE)
        elif one.old in (None, "false", "null"):
            yield Said("will be shown in plans and logs, as it was", Risk.NONE)
        else:
            yield Said(_SHOWN, Risk.OPENS_ACCESS)


def _default(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        if one.new is None:
            yield Said("will have no default, and have to be given as an input variable", Risk.NONE)
        elif case.change.address.replace("variable.", "var.", 1) in case.new.once(that_may_open_access):
            yield Said(
                "will have another value where none is given (default), which may open access", Risk.OPENS_ACCESS
            )
        else:
            yield Said("will have another value where none is given (default)", Risk.IN_PLACE)


def _value(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        secret = "password" in (one.new or "")
        yield Said("will show another value", Risk.OPENS_ACCESS if secret else Risk.NONE)


def _rest(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    names = listed(dict.fromkeys(one.path for one in changed))
    yield Said(f"will be described and checked in another way ({names})", Risk.NONE)


_OF_VARIABLE = (Part(("sensitive", "ephemeral"), _sensitive), Part(("default",), _default), Part((), _rest))
_OF_OUTPUT = (Part(("sensitive", "ephemeral"), _sensitive), Part(("value",), _value), Part((), _rest))
