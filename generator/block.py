"""The `encryption_key` block alone, for a database whose resource is kept elsewhere."""

from __future__ import annotations

from generator.configuration import references
from generator.configuration.database import encryption_key
from generator.configuration.literals import quoted
from generator.configuration.terraform import Expression, Value
from generator.diagnostics import Diagnostic, did_you_mean, error, warning
from generator.facts.arn import parse_key_arn
from generator.render.layout import lay_out
from generator.spec import model
from generator.spec.load import Spec


def literal_block(spec: Spec, address: str, key_arn: str | None) -> tuple[str, list[Diagnostic]]:
    """The block of the database STACK/DATABASE as HCL with literal ARNs, or "" where it has none.

    The ARN of a key that the stack creates is known only to its state: `key_arn` gives it. Without it the key is named
    by its alias, with a warning. A `key_arn` that cannot be this key's is an error.
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
    if key_arn is not None and not _may_be_the_keys(key_arn, stack, arguments.get("key_arn")):
        return "", [_other_key(key_arn, stack, database)]
    if isinstance(arguments.get("key_arn"), Expression):
        arguments["key_arn"] = key_arn or references.ALIAS_PREFIX + _alias(stack, database)
        if key_arn is None and database.encryption.identify_key_by == "arn":
            found.append(_alias_instead(database.encryption.key))
    if isinstance(arguments.get("arn_role"), Expression):
        arguments["arn_role"] = _role_arn(stack, database.encryption.role or "")
    lines = "\n".join(f"{argument} = {_text(value)}" for argument, value in arguments.items())
    return lay_out(f"encryption_key {{\n{lines}\n}}"), found


def _may_be_the_keys(key_arn: str, stack: model.Stack, named: Value) -> bool:
    """A key that the stack creates is in the stack's account and region; any other is literal in the spec."""
    if not isinstance(named, Expression):
        return key_arn == named
    parsed = parse_key_arn(key_arn)
    return parsed is not None and (parsed.account_id, parsed.region) == (stack.aws.account_id, stack.aws.region)


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


def _other_key(key_arn: str, stack: model.Stack, database: model.Database) -> Diagnostic:
    return error(
        "BLK004",
        f'"{key_arn}" is not the ARN of the key {database.encryption.key}',
        f"A key that the stack creates is arn:aws:kms:{stack.aws.region}:{stack.aws.account_id}:key/ID; any other "
        "stands in the spec, and --key-arn is not needed.",
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
    "BLK004": """\
# `--key-arn` is not the key's ARN

`--key-arn` gives the ARN of a key that the stack creates: a key ARN in the account and the region of the stack, as
`terraform output` prints it. A key that exists already has its ARN in the spec, and needs no option. Empty text is what
a `terraform output` that failed leaves behind.
""",
}
