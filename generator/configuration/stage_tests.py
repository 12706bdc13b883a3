"""The stack's own test: what `terraform test` must find planned at the stage that each database is in.

It plans with mocked providers and applies nothing, so it needs neither credentials nor a network
(https://developer.hashicorp.com/terraform/language/tests/mocking, Terraform 1.7; OpenTofu 1.8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.configuration import references
from generator.configuration.identity import external_ids
from generator.configuration.imports import adopted_policy_arn
from generator.configuration.literals import literal
from generator.configuration.module_source import KEY_MODULE, VENDORED
from generator.configuration.terraform import Block, Expression, Value
from generator.facts.aws_regions import partition_of
from generator.spec import model
from generator.spec.load import LoadedStack

# The rest of a top-level block from a line of it on, lazily: every line but the one with its closing brace. RE2.
_LINES = r"(?:(?:[^}\n].*)?\n)*?"
_MAIN = "${path.module}/main.tf"


def stage_tests(
    loaded: LoadedStack, databases: Sequence[Block], variables: Sequence[Block], imports: Sequence[Block]
) -> tuple[Block, ...]:
    """The blocks of the test, none if there is nothing to say or the spec does not want it. `databases`, `variables`
    and `imports` are the stack's own blocks of these types."""
    stack = loaded.stack
    kept = (*_encryption(databases), *_protection(loaded, databases))
    trust = tuple(_trust(loaded))
    if not stack.terraform.tests or not (kept or trust):
        return ()
    runs = []
    if kept:
        roles = _made_up_roles(stack, _created_roles(stack))
        runs.append(_run("keys_and_databases_are_as_the_spec_says", (*roles, *kept)))
    if trust:
        roles = _made_up_roles(stack, _awaited_roles(stack))
        runs.append(_run("roles_trust_whom_the_spec_says", (*roles, *trust)))
    return (*_mock_providers(), *_variables(variables), *_made_up_keys(stack), *_imported(stack, imports), *runs)


def _run(name: str, blocks: tuple[Block, ...]) -> Block:
    return Block("run", (name,), {"command": Expression("plan")}, blocks)


def _assert(condition: str, otherwise: str) -> Block:
    return Block("assert", (), {"condition": Expression(condition), "error_message": otherwise})


def _encryption(databases: Sequence[Block]) -> Iterator[Block]:
    """`one` of no block is null, so a block that is missing is another value as well. What the block leaves out, a
    mocked provider makes unknown, and Terraform fails a condition that is unknown."""
    for database in databases:
        found = f"{database.address}.encryption_key"
        name = database.labels[1]
        blocks = database.nested("encryption_key")
        if not blocks:
            yield _assert(f"length({found}) == 0", f"The database {name} has an encryption_key block before its time.")
        for block in blocks:
            for argument, value in block.arguments.items():
                yield _assert(
                    f"one({found}[*].{argument}) == {literal(value)}",
                    f"The encryption_key block of the database {name} must have the {argument} of the spec.",
                )


def _made_up_keys(stack: model.Stack) -> Iterator[Block]:
    """Known outputs, each another, for the keys that are still to be created. The ARN of a mocked resource is unknown
    to a plan, an output of `override_module` is not (tried with Terraform 1.8 to 1.15). A module that something is
    imported into cannot be overridden; there the import says the ARN."""
    numbers = _numbers(stack.keys)
    arn = f"{_partition(stack)}:kms:{stack.aws.region}:{stack.aws.account_id}:key"
    for name, key in stack.keys.items():
        if references.is_created(key) and not key.adopt:
            alias = references.ALIAS_PREFIX + references.alias_name(name, key)
            yield _override_module("key", name, {"arn": f"{arn}/made-up-{numbers[name]}", "alias_name": alias})


def _made_up_roles(stack: model.Stack, names: Iterable[str]) -> Iterator[Block]:
    numbers = _numbers(stack.roles)
    for name in stack.roles:
        if name in names:
            yield _override_module("role", name, {"arn": f"{_account(stack)}:role/made-up-{numbers[name]}"})


def _numbers(names: Iterable[str]) -> dict[str, int]:
    """A number for each name, whatever their order in the spec: that alone changes no test."""
    return {name: number for number, name in enumerate(sorted(names), 1)}


def _created_roles(stack: model.Stack) -> list[str]:
    """The roles whose ARN no plan can know."""
    return [name for name, role in stack.roles.items() if references.is_created(role) and not role.adopt]


def _awaited_roles(stack: model.Stack) -> list[str]:
    """Those of them that a database needs which is imported: a mocked import fails where anything is unknown, so these
    have to be overridden in every run."""
    awaited = {one.encryption.role for one in stack.databases.values() if one.adopt}
    return [name for name in _created_roles(stack) if name in awaited]


def _partition(stack: model.Stack) -> str:
    return f"arn:{partition_of(stack.aws.region)}"


def _account(stack: model.Stack) -> str:
    return f"{_partition(stack)}:iam::{stack.aws.account_id}"


def _override_module(kind: str, name: str, outputs: dict[str, Value]) -> Block:
    return Block("override_module", (), {"target": references.module(kind, name), "outputs": outputs})


def _trust(loaded: LoadedStack) -> Iterator[Block]:
    """By the outputs of our own module; one from elsewhere may be of a version that has none of them. Of a module that
    is overridden the call is read instead."""
    stack = loaded.stack
    for name, role in stack.roles.items():
        if not references.is_created(role) or loaded.module_source != VENDORED:
            continue
        principals, ids = (str(role.oracle_user_arn),), tuple(external_ids(stack, name))
        if name in _awaited_roles(stack):
            call = f'module "{references.label("role", name)}"'
            trusts = _says(_MAIN, call, rf"  oracle_user_arn += {_verbatim(principals)}")
            asks = _says(_MAIN, call, rf"  external_ids += \[\s*{_verbatim(ids)},?\s*\]")
        else:
            trusts, asks = (
                f"sort({references.module('role', name, output).source}) == sort({literal(expected)})"
                for output, expected in (("trusted_principals", principals), ("external_ids", ids))
            )
        yield _assert(trusts, f"The role {name} must trust Oracle's user of the spec and nobody else.")
        yield _assert(asks, f"The role {name} must ask for the external IDs of the spec alone.")


def _protection(loaded: LoadedStack, databases: Sequence[Block]) -> Iterator[Block]:
    """No expression can read `prevent_destroy`, so the files themselves are read, as `terraform fmt` lays them out."""
    stack = loaded.stack
    if not stack.protect:
        return
    for database in databases:
        name = database.labels[1]
        yield _assert(
            _says(_MAIN, f'resource "{references.DATABASE}" "{name}"', "    prevent_destroy += true"),
            f"The database {name} must have prevent_destroy.",
        )
    keys = [name for name, key in stack.keys.items() if references.is_created(key)]
    if loaded.module_source != VENDORED or not keys:
        return
    source = f"../../modules/{KEY_MODULE}"
    for name in keys:
        yield _assert(
            _says(_MAIN, f'module "{references.label("key", name)}"', f'  source += "{source}"'),
            f"The key {name} must come from the module that protects it.",
        )
    yield _assert(
        _says(f"${{path.module}}/{source}/main.tf", 'resource "aws_kms_key" "this"', "    prevent_destroy += true"),
        f"The module {KEY_MODULE} must have prevent_destroy.",
    )


def _says(file: str, header: str, line: str) -> str:
    """The condition that the block with this header has this line, in a regular expression, and nothing after it."""
    pattern = literal(rf"(?m)^{header} \{{$\n{_LINES}{line}$")
    return f'can(regex({pattern}, replace(file("{file}"), "\\r", "")))'


def _verbatim(texts: tuple[str, ...]) -> str:
    """The texts as they stand in a list, in a regular expression."""
    return r",\s+".join(re.sub(r"([][\\.+*?(){}|^$])", r"\\\1", literal(text)) for text in texts)


def _mock_providers() -> tuple[Block, ...]:
    """The real `aws_iam_policy` refuses a policy that is not JSON, as mocked text is not."""
    document = Block("mock_data", ("aws_iam_policy_document",), {"defaults": {"json": "{}"}})
    return Block("mock_provider", ("aws",), {}, (document,)), Block("mock_provider", ("oci",))


def _variables(variables: Sequence[Block]) -> tuple[Block, ...]:
    """All of a stack's variables are passwords, which no plan reads."""
    values: dict[str, Value] = {variable.labels[0]: "made-up" for variable in variables}
    return (Block("variables", (), values),) if values else ()


def _imported(stack: model.Stack, imports: Sequence[Block]) -> Iterator[Block]:
    """Mocked providers import nothing but what is overridden, and then the plan knows its ARN. A target stands for all
    instances of a resource."""
    arns: dict[str, Value] = {}
    for name, key in stack.keys.items():
        arns[f"{references.module('key', name).source}.aws_kms_key.this"] = key.adopt
    for name in stack.policies:
        arns[f"{references.module('policy', name).source}.aws_iam_policy.this"] = adopted_policy_arn(stack, name)
    for name, role in stack.roles.items():
        arns[f"{references.module('role', name).source}.aws_iam_role.this"] = f"{_account(stack)}:role{role.path}{name}"
    targets = [str(literal(block.arguments["to"])).partition("[")[0] for block in imports]
    for target in dict.fromkeys(targets):
        values: dict[str, Value] = {"values": {"arn": arns[target]}} if target in arns else {}
        yield Block("override_resource", (), {"target": Expression(target)} | values)
