"""A pattern for the names of keys gives names."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.name_pattern import pattern_problem
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        pattern = loaded.stack.key_name_pattern
        if problem := pattern_problem(pattern):
            yield Finding(
                loaded,
                ("key_name_pattern",),
                f"{quoted(pattern)} is not a pattern for the names of keys",
                f"{problem}. Write letters, digits and _ - / around the fields, such as `{{base}}-v{{generation}}`.",
            )


RULE = Rule(
    code="NAM111",
    title="A pattern for the names of keys gives names",
    explanation="""\
`adbkms key rotate` names the next key by `key_name_pattern`: `{base}` is the name of the first key, `{generation}`
counts from 2. Without `{generation}` all keys would have one name, and other fields have no value.

The name becomes the key's alias, so what stands around the fields has to be what AWS KMS accepts there: letters,
digits, `_`, `-` and `/`.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
    bad="""\
key_name_pattern: "{base}.{year}"
""",
    good="""\
key_name_pattern: "{base}-v{generation}"
""",
    check=check,
)
