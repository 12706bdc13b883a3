"""The password of a database's ADMIN. No value of it ever stands in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.configuration.terraform import Block, Expression
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning.access import ignored
from generator.diff.meaning.case import Case, Said

HEADS = ("admin_password", "secret_id", "secret_version_number")


def sentences(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """The service returns neither of the arguments, so each change of them is sent, and sets the password."""
    if all(one.path in ignored(case.now) for one in changed):
        yield Said("will keep the password of ADMIN: Terraform ignores changes of it", Risk.NONE)
    elif all(one.new is None for one in changed) and not _source(case.now):
        yield Said("will keep the password of ADMIN, which the configuration no longer says", Risk.NONE)
    elif all(one.new is None for one in changed):
        yield Said(f"will have the password of ADMIN from {_source(case.now)} only", Risk.IN_PLACE)
    elif _variable(case.was) and _variable(case.now):
        old, new = _variable(case.was), _variable(case.now)
        text = (
            f"will have the password of ADMIN from the input variable {new} instead of {old}: another value resets it"
        )
        yield Said(text, Risk.IN_PLACE)
    else:
        before = _source(case.was)
        instead = f" instead of {before}" if before and before != _source(case.now) else ""
        yield Said(f"will have the password of ADMIN set anew, from {_source(case.now)}{instead}", Risk.IN_PLACE)


def _source(database: Block | None) -> str:
    given = database.arguments if database else {}
    if given.get("secret_id") is not None:
        return "a secret in OCI Vault"
    if name := _variable(database):
        return f"the input variable {name}"
    password = given.get("admin_password")
    if isinstance(password, Expression):
        return "a computed value"
    return "" if password is None else "a literal in the tree, for all to read"


def _variable(database: Block | None) -> str | None:
    """The input variable that the password comes in by."""
    password = database.arguments.get("admin_password") if database else None
    is_one = isinstance(password, Expression) and password.source.startswith("var.")
    return password.source.removeprefix("var.") if isinstance(password, Expression) and is_one else None
