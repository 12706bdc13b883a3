"""A change of a key in a spec, however that is written: what it is to mean, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.diagnostics import Diagnostic, has_errors
from generator.key_changes.change import edit_spec
from generator.key_changes.revert import revert_key
from generator.key_changes.rotate import rotate_key
from generator.key_changes.switch import switch_key
from generator.spec.databases import databases_of
from generator.spec.files import SpecText
from generator.spec.load import parse_spec


def target(data: bytes) -> None:
    """Raises where an edit does, changes another database, or leaves a spec with errors."""
    texts = [SpecText("spec.yaml", data)]
    spec, found = parse_spec(texts)
    if has_errors(found) or not databases_of(spec):
        return
    address = databases_of(spec)[0].address
    for change in (switch_key(spec, address, "B"), rotate_key(spec, address), revert_key(spec, address)):
        if isinstance(change, Diagnostic):
            continue
        edited = edit_spec(texts, spec, change)
        if isinstance(edited, Diagnostic):
            continue
        again, wrong = parse_spec([SpecText("spec.yaml", edited.new)])
        assert not has_errors(wrong)
        assert [one.name for one in again.stacks] == [one.name for one in spec.stacks]
        for before, after in zip(databases_of(spec)[1:], databases_of(again)[1:], strict=True):
            assert before.database == after.database
        assert _comment_lines(data) <= _comment_lines(edited.new), "a comment is gone"


def _comment_lines(data: bytes) -> set[str]:
    """The lines that are nothing but a comment: not those of a text that looks so."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    scalars = [one for one in yaml.scan(text, yaml.CSafeLoader) if isinstance(one, yaml.ScalarToken)]
    inside = {line for one in scalars for line in range(one.start_mark.line, one.end_mark.line + 1)}
    return {
        line
        for number, line in enumerate(text.split("\n"))
        if number not in inside and line.lstrip(" \t").startswith("#")
    }


def seeds() -> Iterator[bytes]:
    """One spec in several ways to write it."""
    for keys in (
        "{A: {}, B: {}}",
        "{A: &a {}, B: *a}",
        "\n      A: {}  # ours\n      # theirs\n      B:\n        description: x",
    ):
        for policies in ("{P: {keys: [A]}}", "{P: {}}", "\n      P:\n        keys:\n        - A  # first"):
            for encryption in ("{key: A, role: R}", "\n          key: 'A'\n          role: R", "&e {key: A, role: R}"):
                yield _SPEC.format(keys=keys, policies=policies, encryption=encryption).encode()


_SPEC = """\
# Ours.
version: 1
stacks:
  p:
    aws: {{account_id: "111122223333", region: us-east-2}}
    oci: {{compartment_id: ocid1.compartment.oc1..a, region: us-ashburn-1, tenancy_id: ocid1.tenancy.oc1..a}}
    keys: {keys}
    policies: {policies}
    roles: {{R: {{policies: [P], oracle_user_arn: "arn:aws:iam::444455556666:user/x"}}}}
    databases:
      o:
        db_name: O
        encryption: {encryption}
      other: {{db_name: P}}
"""
