"""Every mistake in a spec is reported, all in one run, with its place, its code and what would be right."""

from __future__ import annotations

import pytest

from generator.report import FORMATS, report
from generator.spec.files import SpecText
from generator.spec.load import parse_spec
from tests.unit.spec.reading import HEAD, read, said, shown, with_stack


def test_every_mistake_is_reported_at_once_as_the_user_sees_it() -> None:
    spec = """\
version: 1
module_souce: vendored
stacks:
  Payments:
    aws: {account_id: 11112222333, region: us-east-2}
    oci:
      compartment_id: ocid1.compartment.oc1..a
    protect: yes
    keys:
      ADBS_Key1:
        deletion_window_days: 45
        rotation_days: "365"
    roles:
      ADBS_Role1: {policies: ADBS_Policy1, external_id: tenancy_ocid}
    databases:
      orders: {workload: oltp}
"""

    assert (
        shown(spec)
        == """\
Error: Unknown key "module_souce" (SPEC201)

  on 1.yaml:2:1:
     2 | module_souce: vendored
       | ^^^^^^^^^^^^

  There is no such key here. Did you mean "module_source"?

Error: "Payments" is not a stack's name: lower-case letters, digits and hyphens, a letter first (SPEC207)

  on 1.yaml:4:3:
     4 |   Payments:
       |   ^^^^^^^^

Error: "11112222333" is not an AWS account id: twelve digits (SPEC207)

  on 1.yaml:5:23:
     5 |     aws: {account_id: 11112222333, region: us-east-2}
       |                       ^^^^^^^^^^^

Error: "region" is missing (SPEC202)

  on 1.yaml:6:5:
     6 |     oci:
       |     ^^^

  Add `region:`, an OCI region, such as us-ashburn-1.

Error: Expected true or false, found "yes" (SPEC204)

  on 1.yaml:8:14:
     8 |     protect: yes
       |              ^^^

Error: Expected a whole number from 7 to 30, found "45" (SPEC204)

  on 1.yaml:11:31:
    11 |         deletion_window_days: 45
       |                               ^^

Error: Expected a whole number from 90 to 2560 or false, found "365" (SPEC204)

  on 1.yaml:12:24:
    12 |         rotation_days: "365"
       |                        ^^^^^

  Remove the quotes.

Error: Expected a list, found a value (SPEC203)

  on 1.yaml:14:30:
    14 |       ADBS_Role1: {policies: ADBS_Policy1, external_id: tenancy_ocid}
       |                              ^^^^^^^^^^^^

  A list of one is written `[ADBS_Policy1]`.

Error: "tenancy_ocid" is not known here (SPEC206)

  on 1.yaml:14:57:
    14 |       ADBS_Role1: {policies: ADBS_Policy1, external_id: tenancy_ocid}
       |                                                         ^^^^^^^^^^^^

  Did you mean "tenant_ocid"?

Error: "db_name" is missing (SPEC202)

  on 1.yaml:16:7:
    16 |       orders: {workload: oltp}
       |       ^^^^^^

  Add `db_name:`, a database name: at most 30 letters and digits, a letter first.

Error: "oltp" is not known here (SPEC206)

  on 1.yaml:16:26:
    16 |       orders: {workload: oltp}
       |                          ^^^^

  Did you mean "OLTP"?
"""
    )


@pytest.mark.parametrize(
    ("stack", "expected"),
    [
        pytest.param("protext: true", '6:5 SPEC201 Unknown key "protext"', id="unknown key"),
        pytest.param('"": x', '6:5 SPEC201 Unknown key ""', id="empty key"),
        pytest.param("keys: [A]", "6:5 SPEC203 Expected a map, found a list", id="list for a map"),
        pytest.param("keys: A", "6:11 SPEC203 Expected a map, found a value", id="value for a map"),
        pytest.param("keys:\n  A:", "7:7 SPEC203 Expected a map, found nothing", id="nothing for a map"),
        pytest.param(
            "roles: {R: {policies: {a: b}}}", "6:17 SPEC203 Expected a list, found a map", id="map for a list"
        ),
        pytest.param("keys: {A: {alias: [b]}}", "6:16 SPEC203 Expected text, found a list", id="list for a text"),
        pytest.param(
            "keys: {A: {annotations: [a: b]}}", "6:30 SPEC203 Expected text, found a map", id="map for a text"
        ),
        pytest.param(
            "keys: {A: {tags: {team: null}}}", "6:23 SPEC203 Expected text, found nothing", id="null for a text"
        ),
        pytest.param(
            "roles: {R: {policies: [a, ~]}}", "6:31 SPEC203 Expected text, found nothing", id="null in a list"
        ),
        pytest.param("protect: 1", '6:14 SPEC204 Expected true or false, found "1"', id="number for a truth value"),
        pytest.param('protect: "true"', '6:14 SPEC204 Expected true or false, found "true"', id="quoted true"),
        pytest.param(
            "keys: {A: {rotation_days: true}}",
            '6:31 SPEC204 Expected a whole number from 90 to 2560 or false, found "true"',
            id="neither of two types",
        ),
        pytest.param(
            "policies: {P: {keys: {a: b}}}",
            '6:20 SPEC203 Expected "all" or a list, found a map',
            id="neither of two kinds",
        ),
        pytest.param(
            "policies: {P: {actions: key-usr}}",
            '6:29 SPEC204 Expected "decrypt-only" or "key-user" or a list, found "key-usr"',
            id="neither a word nor a list",
        ),
        pytest.param(
            "databases: {a: {db_name: A, compute_count: 2.5}}",
            '6:48 SPEC204 Expected a whole number, found "2.5"',
            id="fraction for a whole number",
        ),
        pytest.param(
            "databases: {a: {db_name: A, compute_count: 0x10}}",
            '6:48 SPEC204 Expected a whole number, found "0x10"',
            id="hexadecimal for a whole number",
        ),
        pytest.param(
            "databases: {a: {db_name: A, compute_count: 9999999999999999999}}",
            '6:48 SPEC204 Expected a whole number, found "9999999999999999999"',
            id="number beyond all numbers",
        ),
        pytest.param(
            "databases: {a: {db_name: 1A}}",
            '6:30 SPEC207 "1A" is not a database name: at most 30 letters and digits, a letter first',
            id="text that does not fit",
        ),
        pytest.param(
            'databases: {a: {db_name: A, display_name: ""}}',
            "6:47 SPEC207 This text may not be empty",
            id="empty text",
        ),
        pytest.param(
            'keys: {A: {renamed_from: ""}}', "6:30 SPEC207 This text may not be empty", id="empty text or a list"
        ),
        pytest.param(
            'keys: {A: {renamed_from: [B, ""]}}', "6:34 SPEC207 This text may not be empty", id="empty text in a list"
        ),
        pytest.param(
            f"databases: {{a: {{db_name: A, display_name: {'x' * 256}}}}}",
            "6:47 SPEC207 Expected at most 255 characters, found 256",
            id="long text",
        ),
        pytest.param("keys: {'': {}}", "6:12 SPEC207 A key here needs a name", id="key without a name"),
        pytest.param(
            "databases: {1st: {db_name: A}}",
            '6:17 SPEC207 "1st" is not a database\'s name: letters, digits, _ and -, a letter first',
            id="name that does not fit",
        ),
        pytest.param(
            "databases: {a: {db_name: A, admin_password: {variable: false}}}",
            "6:60 SPEC206 (not shown) is not known here",
            id="a choice of one",
        ),
    ],
)
def test_a_mistake_in_a_stack(stack: str, expected: str) -> None:
    assert said(with_stack(stack)) == [expected]


@pytest.mark.parametrize(
    ("stack", "detail"),
    [
        ("protext: true", 'There is no such key here. Did you mean "protect"?'),
        (
            "xyz: true",
            "There is no such key here. Expected one of: aws, backend, databases, key_name_pattern, keys, oci, "
            "policies, protect, roles, terraform.",
        ),
        ("backend: {}", "Add `type:`, a Terraform backend type, such as s3."),
        (
            "keys:\n  A:",
            "Its keys are: arn, adopt, retired, alias, description, deletion_window_days, rotation_days, "
            "administrators, tags, renamed_from, annotations. Write `{}` if all of them may have their defaults.",
        ),
        (
            "policies: {P: {annotations: [checkov:skip=CKV_1: why]}}",
            "A colon with a space behind it makes a map; put a text that has one in quotes.",
        ),
        (
            "policies: {P: {actions: key-usr}}",
            'Did you mean "key-user"? A list of one is written `[key-usr]`.',
        ),
        ("policies: {P: {keys: Key1}}", "Expected one of: all. A list of one is written `[Key1]`."),
        ('roles: {R: {policies: "a b"}}', 'A list of one is written `["a b"]`.'),
        ('protect: "true"', "Remove the quotes."),
    ],
)
def test_the_detail_says_what_would_be_right(stack: str, detail: str) -> None:
    (found,) = read(with_stack(stack))[1]

    assert found.detail == detail


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        pytest.param("stacks: {}", ['1:1 SPEC202 "version" is missing'], id="no version"),
        pytest.param("version: 2", ['1:10 SPEC206 "2" is not known here'], id="another version"),
        pytest.param('version: "1"', ['1:10 SPEC204 Expected 1, found "1"'], id="quoted version"),
        pytest.param("version: 1", ["1:1 SPEC211 There are no stacks"], id="no stacks"),
        pytest.param("version: 1\nstacks:\n", ["1:1 SPEC211 There are no stacks"], id="nothing under stacks"),
        pytest.param("version: 1\nstacks: []\n", ["2:1 SPEC203 Expected a map, found a list"], id="a list of stacks"),
        pytest.param("- version: 1", ["1:1 SPEC203 A spec is a map"], id="a list at the top"),
        pytest.param("hello", ["1:1 SPEC203 A spec is a map"], id="a value at the top"),
        pytest.param("'null'", ["1:1 SPEC203 A spec is a map"], id="a quoted null at the top"),
        pytest.param(
            "version: 1\nstacks: {p: [a]}",
            ["2:10 SPEC203 Expected a map, found a list"],
            id="a list for a stack",
        ),
        pytest.param(
            "version: 1\nstacks: {p: }",
            ['2:10 SPEC202 "aws" is missing', '2:10 SPEC202 "oci" is missing'],
            id="nothing for a stack",
        ),
        pytest.param(
            HEAD + "module_source: {version: '1'}\n",
            ['6:1 SPEC202 "source" is missing'],
            id="modules from nowhere",
        ),
    ],
)
def test_a_mistake_outside_of_stacks(spec: str, expected: list[str]) -> None:
    assert said(spec) == expected


def test_all_keys_that_are_missing_are_named_at_the_key_above_them() -> None:
    assert said("version: 1\nstacks:\n  p:\n    aws:\n      region: us-east-2\n    oci: {}\n") == [
        '4:5 SPEC202 "account_id" is missing',
        '6:5 SPEC202 "compartment_id" is missing',
        '6:5 SPEC202 "region" is missing',
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    (found,) = read(with_stack(f"protect: {'y' * 300}"))[1]

    assert found.summary == f'Expected true or false, found "{"y" * 80}…"'


@pytest.mark.parametrize(
    "database",
    [
        "{db_name: A, admin_password: Hunter2Hunter2}",
        '{db_name: A, admin_password: "Hunter2Hunter2"}',
        "{db_name: A, admin_password: [Hunter2Hunter2]}",
        "{db_name: A, admin_password: {secret_id: Hunter2Hunter2}}",
        "{db_name: A, admin_password: {variable: Hunter2Hunter2}}",
        "{db_name: A, password: Hunter2Hunter2}",
    ],
)
def test_a_password_that_was_written_into_the_spec_is_not_repeated(database: str) -> None:
    written = shown(with_stack(f"databases: {{orders: {database}}}"))

    assert "1.yaml:6:" in written
    assert "Hunter2" not in written


def test_what_is_wrong_does_not_hide_what_is_right() -> None:
    spec, diagnostics = read(with_stack("keys: {A: {deletion_window_days: 45, description: here}}\nprotect: false"))

    (loaded,) = spec.stacks
    assert [one.code for one in diagnostics] == ["SPEC204"]
    assert (loaded.stack.keys["A"].deletion_window_days, loaded.stack.keys["A"].description) == (30, "here")
    assert loaded.stack.protect is False
    assert loaded.failed == (("keys", "A", "deletion_window_days"),)


@pytest.mark.parametrize(
    "line",
    [
        "admin_pasword: hunter2",
        "admin_password: hunter2: x",
        "admin_password: *hunter2",
        "admin_password: !hunter2 x",
        "secret_key: [hunter2}",
    ],
)
def test_a_line_that_may_hold_a_secret_is_not_shown(line: str) -> None:
    text = f"version: 1\nstacks:\n  a:\n    {line}\n"
    _, found = parse_spec([SpecText("spec.yaml", text.encode())])
    assert found
    assert all("hunter2" not in report([one], format) for one in found for format in FORMATS)


@pytest.mark.parametrize("kind", ["keys", "policies", "roles"])
def test_an_empty_former_name_is_shown_with_what_to_do(kind: str) -> None:
    assert (
        shown(with_stack(f"{kind}:\n  New:\n    renamed_from: [Old, '']\n"))
        == """\
Error: This text may not be empty (SPEC207)

  on 1.yaml:8:29:
     8 |         renamed_from: [Old, '']
       |                             ^^

  Write what is meant, or remove it.
"""
    )
