"""`defaults` are merged under every stack: maps merge, lists and scalars replace, null takes away."""

from __future__ import annotations

import time

import pytest

from generator.diagnostics import Diagnostic, Severity, in_reading_order
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec

AWS = 'aws: {account_id: "111122223333", region: us-east-2}'
OCI = "oci: {compartment_id: ocid1.compartment.oc1..a, region: us-ashburn-1}"


def folder(**files: str) -> tuple[Spec, list[Diagnostic]]:
    """The spec of a folder with these files, without `.yaml` in their names."""
    texts = [SpecText(f"specs/{name}.yaml", text.encode(), "specs") for name, text in sorted(files.items())]
    spec, diagnostics = parse_spec(texts)
    return spec, in_reading_order(diagnostics)


def places(diagnostics: list[Diagnostic]) -> list[str]:
    return [
        f"{one.range.filename}:{one.range.start.line}:{one.range.start.column} {one.code} {one.summary}"
        for one in diagnostics
        if one.range
    ]


def test_maps_merge_at_every_depth_and_the_stack_wins() -> None:
    spec, diagnostics = folder(
        a=f"""\
version: 1
defaults:
  {AWS}
  {OCI}
  protect: false
  keys: {{Shared: {{description: from the defaults, deletion_window_days: 7}}}}
stacks:
  one:
    aws: {{region: eu-west-1, tags: {{team: platform}}}}
    keys: {{Shared: {{description: own}}, Own: {{}}}}
  two:
"""
    )

    one, two = (loaded.stack for loaded in spec.stacks)
    assert diagnostics == []
    assert (one.aws.account_id, one.aws.region, one.aws.tags) == ("111122223333", "eu-west-1", {"team": "platform"})
    assert (one.keys["Shared"].description, one.keys["Shared"].deletion_window_days) == ("own", 7)
    assert list(one.keys) == ["Shared", "Own"]
    assert (two.aws.region, list(two.keys), two.protect) == ("us-east-2", ["Shared"], False)


def test_lists_and_scalars_replace() -> None:
    spec, diagnostics = folder(
        a=f"""\
version: 1
defaults:
  {AWS}
  {OCI}
  roles: {{R: {{policies: [P, Q], external_id: tenant_ocid}}}}
  policies: {{P: {{actions: [kms:Decrypt]}}}}
stacks:
  one:
    roles: {{R: {{policies: [S]}}}}
    policies: {{P: {{actions: key-user}}}}
"""
    )

    (one,) = (loaded.stack for loaded in spec.stacks)
    assert diagnostics == []
    assert (one.roles["R"].policies, one.policies["P"].actions) == (["S"], "key-user")


def test_null_takes_away_what_the_defaults_say() -> None:
    spec, diagnostics = folder(
        a=f"""\
version: 1
defaults:
  {AWS}
  {OCI}
  backend: {{type: s3}}
  keys: {{A: {{description: x, tags: {{team: platform, cost: "7"}}}}, B: {{}}}}
stacks:
  one:
    backend: null
    keys: {{A: {{description: ~, tags: {{team: null}}}}, B: }}
"""
    )

    (one,) = (loaded.stack for loaded in spec.stacks)
    assert diagnostics == []
    assert one.backend is None
    assert list(one.keys) == ["A"]
    assert (one.keys["A"].description, one.keys["A"].tags) == (None, {"cost": "7"})


def test_what_null_takes_away_can_be_missing() -> None:
    _, diagnostics = folder(a=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\nstacks:\n  one:\n    aws: {{region: null}}\n")

    assert places(diagnostics) == ['specs/a.yaml:7:5 SPEC202 "region" is missing']


def test_the_defaults_of_the_folder_are_below_those_of_the_file() -> None:
    spec, diagnostics = folder(
        defaults=f"version: 1\nmodule_source: git::example.com/m\ndefaults:\n  {AWS}\n  {OCI}\n  protect: false\n",
        a="version: 1\ndefaults: {aws: {region: eu-west-1}}\nstacks: {one: {}, two: {protect: true}}\n",
        b="version: 1\nmodule_source: vendored\nstacks: {three: }\n",
    )

    assert diagnostics == []
    assert [
        (loaded.name, loaded.stack.aws.region, loaded.stack.protect, loaded.module_source) for loaded in spec.stacks
    ] == [
        ("one", "eu-west-1", False, "git::example.com/m"),
        ("two", "eu-west-1", True, "git::example.com/m"),
        ("three", "us-east-2", False, "vendored"),
    ]


def test_defaults_of_a_file_do_not_reach_another() -> None:
    _, diagnostics = folder(
        a=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\nstacks: {{one: {{}}}}\n", b="version: 1\nstacks: {two: {}}\n"
    )

    assert places(diagnostics) == [
        'specs/b.yaml:2:10 SPEC202 "aws" is missing',
        'specs/b.yaml:2:10 SPEC202 "oci" is missing',
    ]


def test_a_folder_with_nothing_but_defaults_has_no_stacks() -> None:
    _, diagnostics = folder(defaults=f"version: 1\ndefaults:\n  {AWS}\n")

    assert places(diagnostics) == ["specs/defaults.yaml:1:1 SPEC211 There are no stacks"]


def test_a_mistake_in_defaults_is_reported_once_and_at_its_own_place() -> None:
    _, diagnostics = folder(
        defaults=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\n  protext: true\n  keys: {{A: {{rotation_days: 7}}}}\n",
        a="version: 1\nstacks: {one: , two: , three: }\n",
        b="version: 1\nstacks: {four: {keys: {A: {tags: {a: b}}}}}\n",
    )

    assert places(diagnostics) == [
        'specs/defaults.yaml:5:3 SPEC201 Unknown key "protext"',
        'specs/defaults.yaml:6:29 SPEC204 Expected a whole number from 90 to 2560 or false, found "7"',
    ]


def test_a_mistake_in_defaults_counts_even_if_every_stack_says_something_else() -> None:
    _, diagnostics = folder(
        a=f"version: 1\ndefaults:\n  protect: yes\nstacks:\n  one:\n    {AWS}\n    {OCI}\n    protect: true\n"
    )

    assert places(diagnostics) == ['specs/a.yaml:3:12 SPEC204 Expected true or false, found "yes"']


def test_defaults_need_not_be_complete() -> None:
    _, diagnostics = folder(
        a=f"version: 1\ndefaults: {{aws: {{region: us-east-2}}}}\nstacks:\n  one:\n    {AWS}\n    {OCI}\n"
    )

    assert diagnostics == []


def test_what_a_stack_says_wrong_is_reported_in_the_stack() -> None:
    _, diagnostics = folder(
        defaults=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\n  keys: {{A: {{deletion_window_days: 7}}}}\n",
        a="version: 1\nstacks:\n  one:\n    keys:\n      A:\n        deletion_window_days: 99\n",
    )

    assert places(diagnostics) == ['specs/a.yaml:6:31 SPEC204 Expected a whole number from 7 to 30, found "99"']


@pytest.mark.parametrize(
    "defaults",
    [
        pytest.param("version: 1\ndefaults:\n\taws: {}\n", id="not YAML"),
        pytest.param("", id="empty"),
        pytest.param("- a list\n", id="a list"),
        pytest.param("version: 1\ndefaults: [a, list]\n", id="a list of defaults"),
    ],
)
def test_stacks_do_not_lack_what_broken_defaults_may_have_given_them(defaults: str) -> None:
    _, diagnostics = folder(defaults=defaults, a="version: 1\nstacks: {one: {}, two: {protext: true}}\n")

    assert [line.split(":")[0] for line in places(diagnostics)] == ["specs/a.yaml", "specs/defaults.yaml"]
    assert "SPEC201" in places(diagnostics)[0]


@pytest.mark.parametrize("defaults", ["defaults:\n", "defaults: {}\n", ""])
def test_defaults_may_be_empty(defaults: str) -> None:
    spec, diagnostics = folder(a=f"version: 1\n{defaults}stacks:\n  one:\n    {AWS}\n    {OCI}\n")

    assert diagnostics == []
    assert len(spec.stacks) == 1


def test_a_rule_finds_the_place_of_a_merged_value() -> None:
    spec, _ = folder(
        defaults=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\n  keys:\n    A:\n      description: here\n",
        a="version: 1\nstacks:\n  one:\n    keys:\n      A: {tags: {team: platform}}\n",
    )

    def place(*path: str | int) -> str:
        return places([spec.stacks[0].diagnostic(Severity.ERROR, "X", "x", "", path)])[0].split(" ")[0]

    assert place() == "specs/a.yaml:3:3"
    assert place("keys", "A", "description") == "specs/defaults.yaml:7:20"
    assert place("keys", "A", "tags", "team") == "specs/a.yaml:5:24"
    assert place("keys", "A") == "specs/a.yaml:5:7"
    assert place("aws", "region") == "specs/defaults.yaml:3:45"
    assert place("keys", "A", "alias") == "specs/a.yaml:5:7"


def test_defaults_that_stand_for_too_much_are_refused_before_they_do() -> None:
    keys = "".join(f"    key{number}: {{description: a key}}\n" for number in range(1000))
    many = "".join(f"  s{number}:\n" for number in range(1000))

    start = time.process_time()
    spec, diagnostics = folder(
        a="version: 1\nstacks:\n  few:\n",
        b=f"version: 1\nstacks:\n{many}",
        defaults=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\n  keys:\n{keys}",
    )

    assert time.process_time() - start < 5
    assert [loaded.name for loaded in spec.stacks] == ["few"]
    assert places(diagnostics) == [
        "specs/defaults.yaml:3:3 SPEC212 The defaults of this spec expand to too much",
    ]
    assert "more than 2,000,000 values" in diagnostics[0].detail


def test_ten_thousand_stacks_may_have_two_hundred_values_each_by_default() -> None:
    tags = ", ".join(f"tag{number}: x" for number in range(80))
    many = "".join(f"  s{number}:\n" for number in range(10_000))

    spec, diagnostics = folder(
        a=f"version: 1\nstacks:\n{many}",
        defaults=f"version: 1\ndefaults:\n  {AWS}\n  {OCI}\n  keys: {{Key: {{tags: {{{tags}}}}}}}\n",
    )

    assert diagnostics == []
    assert len(spec.stacks) == 10_000
