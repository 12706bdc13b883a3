"""An alias is one that AWS KMS accepts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX, alias_name
from generator.facts.limits import KMS_ALIAS, KMS_ALIAS_MAX, KMS_ALIAS_RESERVED_PREFIX
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, key in loaded.stack.keys.items():
            if key.arn is not None and key.alias is None:
                continue
            if wrong := _wrong(alias_name(name, key)):
                yield Finding(loaded, ("keys", name, "alias"), *wrong)
        for name, database in loaded.stack.databases.items():
            given = database.encryption.key
            if given.startswith(ALIAS_PREFIX) and (wrong := _wrong(given.removeprefix(ALIAS_PREFIX))):
                yield Finding(loaded, ("databases", name, "encryption", "key"), *wrong)


def _wrong(alias: str) -> tuple[str, str] | None:
    """What is wrong with an alias, given without `alias/`, and what would be right."""
    full = ALIAS_PREFIX + alias
    if alias.startswith(ALIAS_PREFIX):
        return (
            f"The alias would be {quoted(full)}",
            f"Leave out the prefix: `alias: {alias.removeprefix(ALIAS_PREFIX)}`.",
        )
    if full.startswith(KMS_ALIAS_RESERVED_PREFIX):
        return f"The alias {quoted(full)} is reserved", "AWS names its own keys like that. Choose another one."
    if not KMS_ALIAS.fullmatch(full):
        mended = re.sub(r"[^A-Za-z0-9/_-]+", "-", alias).strip("-")
        return (
            f"{quoted(alias)} is not an alias of AWS KMS",
            "An alias is of letters, digits and _ - / without accents and spaces"
            + (f": `alias: {mended}`." if mended else "."),
        )
    if len(full) > KMS_ALIAS_MAX:
        return (
            "This alias is too long for AWS KMS",
            f"It accepts {KMS_ALIAS_MAX} characters with the prefix; this alias has {len(full)}.",
        )
    return None


RULE = Rule(
    code="KMS104",
    title="An alias is valid",
    explanation=f"""\
A key's alias is the key's name in the spec, or what `alias` says. AWS KMS accepts letters, digits, `_`, `-` and `/`,
at most {KMS_ALIAS_MAX} characters with the prefix `alias/`. The prefix is not written in `alias`; it is written where
a database names an alias directly (`key: alias/NAME`). `alias/aws/…` belongs to the keys that AWS manages, and those
cannot be used by another service: their policy is not yours to change.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    alias: alias/ADBS_TestAWSKMSKey
""",
    good="""\
keys:
  ADBS_TestAWSKMSKey:
    alias: ADBS_TestAWSKMSKey
""",
    check=check,
)
