"""The `encryption_key` block alone, for a database whose resource is kept elsewhere."""

from __future__ import annotations

from generator.configuration import references
from generator.configuration.database import encryption_key
from generator.configuration.literals import quoted
from generator.configuration.terraform import Expression, Value
from generator.diagnostics import Diagnostic, did_you_mean, error, warning
from generator.render.layout import lay_out
from generator.spec import model
from generator.spec.load import Spec


def literal_block(spec: Spec, address: str, key_arn: str | None) -> tuple[str, list[Diagnostic]]:
    """The block of the database STACK/DATABASE as HCL with literal ARNs, or "" where it has none.

    The ARN of a key that the stack creates is known only to its state: `key_arn` gives it. Without it the key is named
    by its alias, with a warning.
    """
    stack_name, _, name = address.partition("/")
    stack = next((loaded.stack for loaded in spec.stacks if loaded.name == stack_name), None)
    if stack is None or name not in stack.databases:
        known = [f"{loaded.name}/{one}" for loaded in spec.stacks for one in loaded.stack.databases]
        return "", [error("BLK001", f'The spec has no database "{address}"', did_you_mean(address, known))]
    database = stack.databases[name]
    block = encryption_key(stack, database)
    if block is None:
        return "", [
            warning("BLK002", f"{address} has no encryption_key block yet", "It is on Oracle's key by default.")
        ]
    found: list[Diagnostic] = []
    arguments = dict(block.arguments)
    if isinstance(arguments.get("key_arn"), Expression):
        arguments["key_arn"] = key_arn or references.ALIAS_PREFIX + _alias(stack, database)
        if key_arn is None and database.encryption.identify_key_by == "arn":
            found.append(_alias_instead(database.encryption.key))
    if isinstance(arguments.get("arn_role"), Expression):
        arguments["arn_role"] = _role_arn(stack, database.encryption.role or "")
    lines = "\n".join(f"{argument} = {_text(value)}" for argument, value in arguments.items())
    return lay_out(f"encryption_key {{\n{lines}\n}}"), found


def _text(value: Value) -> str:
    assert isinstance(value, str), f"an argument of encryption_key is not text: {value!r}"
    return quoted(value)


def _alias(stack: model.Stack, database: model.Database) -> str:
    name = database.encryption.key
    return references.alias_name(name, stack.keys[name])


def _role_arn(stack: model.Stack, name: str) -> str:
    """The ARN that the role has once it is created: IAM's ARNs follow from the account, the path and the name."""
    return f"arn:aws:iam::{stack.aws.account_id}:role{stack.roles[name].path}{name}"


def _alias_instead(key: str) -> Diagnostic:
    output = f"{references.label('key', key)}_arn"
    return warning(
        "BLK003",
        f"The block names the key {key} by its alias",
        "Its ARN is known once it is created. An ARN is never ambiguous: give it with "
        f'--key-arn "$(terraform output -raw {output})".',
    )


CODES = {
    "BLK001": """\
# There is no such database

`adbkms block` takes the database as STACK/DATABASE, by the names that they have in the spec.
""",
    "BLK002": """\
# The database has no encryption_key block yet

Without an `ocid` and with Oracle's key a database needs no block: it is provisioned with Oracle's key. Once it exists
and the spec selects a key, there is one.
""",
    "BLK003": """\
# The block names its key by the alias

The ARN of a key that the stack creates is known only to the stack's state. Without `--key-arn` the block has the alias
instead, which resolves in the role's account and the endpoint's region only.
""",
}
