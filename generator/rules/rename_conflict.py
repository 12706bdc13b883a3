"""A rename leads from a name that is free now to exactly one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.configuration import references
from generator.configuration.names_over_time import former_names
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted

_KINDS = (("keys", "key"), ("policies", "policy"), ("roles", "role"), ("databases", ""))
_Declared = Mapping[str, model.Key | model.Policy | model.Role | model.Database]


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for section, kind in _KINDS:
            declared: _Declared = getattr(loaded.stack, section)
            if any(one.renamed_from for one in declared.values()):
                yield from _renames(loaded, section, kind, declared)


def _renames(loaded: LoadedStack, section: str, kind: str, declared: _Declared) -> Iterator[Finding]:
    """Names are compared as Terraform's addresses: two names can be one there."""
    now = {_label(kind, name): name for name in declared}
    former: dict[str, str] = {}
    for name, one in declared.items():
        before: set[str] = set()
        for index, old in enumerate(former_names(one)):
            is_again = old in before
            before.add(old)
            label = _label(kind, old)
            other = former.setdefault(label, name)
            if label == _label(kind, name):
                summary = f"{quoted(name)} is renamed from itself"
                same = "" if old == name else f": {old} and {name} have one address in Terraform"
                detail = f"Remove `renamed_from`{same}."
            elif label in now:
                summary = f"{quoted(name)} is renamed from {quoted(now[label])}, which is still there"
                detail = f"Remove `{section}.{now[label]}`, or remove `renamed_from`: a name moves, it is not copied."
            elif other != name or is_again:
                summary = f"{quoted(old)} is renamed twice"
                detail = (
                    f"{quoted(other)} comes from it too. One object moves to one name: remove it from one of the two."
                )
                if other == name:
                    detail = "Name each former name once, the oldest first."
            else:
                continue
            yield Finding(loaded, (section, name, "renamed_from", index), summary, detail)


def _label(kind: str, name: str) -> str:
    return references.label(kind, name) if kind else name


RULE = Rule(
    code="NAM107",
    title="Renames do not contradict each other",
    explanation="""\
`renamed_from` becomes a `moved` block: what Terraform knows under the old address is from now on at the new one, and
nothing is destroyed. That takes an old name that nothing has any more, and one new name for it. An object that is
renamed from one which is still there, from itself, or two from one, is an error in Terraform, or, worse, a second
key.

With several renames in a row list the former names, the oldest first: `renamed_from: [First, Second]`. To exchange
two names, rename one to a third name first and apply.
""",
    source="https://developer.hashicorp.com/terraform/language/moved",
    bad="""\
keys:
  Second:
    renamed_from: ADBS_TestAWSKMSKey
    alias: Second
""",
    good="""\
keys:
  Second:
    renamed_from: First
    alias: First
""",
    check=check,
)
