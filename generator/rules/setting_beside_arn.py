"""What exists already is not set by the spec."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Mapping, Scalar, quoted

# What says something about an existing object all the same: the alias that a database can identify a key by, and whose
# OCID the trust policy of a role expects.
_WITH_EFFECT = {"keys": {"arn", "alias"}, "policies": {"arn"}, "roles": {"arn", "external_id"}}
_ONE = {"keys": "key", "policies": "policy", "roles": "role"}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for section in _ONE:
            for name, one in getattr(loaded.stack, section).items():
                if one.arn is not None and not getattr(one, "retired", False):  # what a retired key was like may stay
                    yield from _without_effect(loaded, section, name)


def _without_effect(loaded: LoadedStack, section: str, name: str) -> Iterator[Finding]:
    declared = loaded.node.get(section)
    node = declared.get(name) if isinstance(declared, Mapping) else None
    for setting, entry in node.entries.items() if isinstance(node, Mapping) else ():
        if setting in _WITH_EFFECT[section] or (isinstance(entry.value, Scalar) and entry.value.is_null):
            continue
        yield Finding(
            loaded,
            (section, name, setting),
            f"{quoted(setting)} has no effect on an existing {_ONE[section]}",
            f"Remove `{setting}`, or remove `arn` to have the {_ONE[section]} created.",
        )


RULE = Rule(
    code="ARG106",
    title="What exists already is not set by the spec",
    explanation="""\
With `arn` a key, policy or role is one that exists. adbkms creates and changes nothing about it, so its settings in
the spec would only look as if they had an effect: `rotation_days` does not rotate it, `tags` do not tag it,
`policies` are not attached, and `renamed_from` moves nothing.

Remove them. What does count: `alias` of a key, for databases that identify it by its alias, and `external_id` of a
role, which the database is told. To manage the object with adbkms remove `arn` and import it into the module's
address.
""",
    source="The grammar of the spec",
    bad="""\
keys:
  Existing:
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
    rotation_days: 90
""",
    good="""\
keys:
  Existing:
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
)
