"""An alias is used once in an account and region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import alias_name
from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted

_Alias = tuple[str, str, str]  # with the account and the region that it is in


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[_Alias, tuple[str, str]] = {}
    for loaded in spec.stacks:
        for name, (account_id, region, alias) in _aliases(loaded):
            stack, other = first.setdefault((account_id, region, alias), (loaded.name, name))
            if (stack, other) == (loaded.name, name):
                continue
            yield Finding(
                loaded,
                ("keys", name, "alias"),
                f"The alias {quoted(alias)} is there twice in {account_id}, {region}",
                f"The key {quoted(other)} of the stack {quoted(stack)} has it. Give this key another "
                "`alias`, or refer to the other one by `arn`.",
            )


def shared(loaded: LoadedStack) -> Iterator[_Alias]:
    return (alias for _, alias in _aliases(loaded))


def _aliases(loaded: LoadedStack) -> Iterator[tuple[str, _Alias]]:
    """The keys that the stack manages by name, with what must be theirs alone."""
    aws = loaded.stack.aws
    for name, key in loaded.stack.keys.items():
        if key.arn is None:
            yield name, (aws.account_id, aws.region, alias_name(name, key))


RULE = Rule(
    code="NAM102",
    title="An alias is there once in an account and region",
    explanation="""\
An alias is unique in an account and region. The stack that is applied second fails half-way: its key is there, the
alias is not. Keys of different accounts or regions may share an alias.

Give one of the keys another `alias`. If both stacks are to use one key, let one of them create it and the other refer
to it: `keys: {NAME: {arn: …}}`.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    bad="""\
keys:
  Second:
    alias: ADBS_TestAWSKMSKey
""",
    good="""\
keys:
  Second:
    alias: ADBS_TestAWSKMSKey2
""",
    check=check,
    shared=shared,
)
