"""What IAM and KMS accept as names, paths and descriptions, and how large a policy may be."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

NOT_A_NAME = "A name is of letters and digits without accents, and of _+=,.@- and nothing else."


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ADBS Role", f'IAM does not accept the name "ADBS Role". {NOT_A_NAME}'),
        ("team/role", f'IAM does not accept the name "team/role". {NOT_A_NAME}'),
        ("Schlüssel", f'IAM does not accept the name "Schlüssel". {NOT_A_NAME}'),
        ("r" * 65, "This name is too long for IAM. IAM accepts 1 to 64 characters here; this name has 65."),
    ],
)
def test_a_role_name_that_iam_refuses(name: str, message: str) -> None:
    found = check(f"roles:\n  {name}: {{policies: [ADBS_AWS_Policy1]}}")

    assert messages(found, "AWS107") == [f"5:7: {message}"]


def test_a_policy_name_may_be_longer() -> None:
    assert check(f"policies: {{{'p' * 128}: {{}}}}") == []
    assert messages(check(f"policies: {{{'p' * 129}: {{}}}}"), "AWS107") == [
        "4:16: This name is too long for IAM. IAM accepts 1 to 128 characters here; this name has 129."
    ]


def test_the_name_of_an_existing_role_is_only_a_name_in_the_spec() -> None:
    assert check('roles: {The old role: {arn: "arn:aws:iam::111122223333:role/x"}}') == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("team", '"team" is not a path of IAM. A path begins and ends with a slash: `path: /team/`.'),
        ("/team", '"/team" is not a path of IAM. A path begins and ends with a slash: `path: /team/`.'),
        (
            "/a b/",
            '"/a b/" is not a path of IAM. A path begins and ends with a slash and has letters, digits and .,+@=_- '
            "between "
            "slashes, as in /team/db/.",
        ),
        (f"/{'p' * 511}/", "This path is too long for IAM. IAM accepts 512 characters; this path has 513."),
    ],
)
@pytest.mark.parametrize("kind", ["policies", "roles"])
def test_a_path_that_iam_refuses(kind: str, path: str, message: str) -> None:
    name = {"policies": "ADBS_AWS_Policy1", "roles": "ADBS_AWS_Role1"}[kind]
    found = check(f"{kind}:\n  {name}:\n    path: {path}")

    assert messages(found, "AWS108") == [f"6:15: {message}"]


def test_descriptions_have_a_length() -> None:
    found = check(f"""
        keys: {{ADBS_TestAWSKMSKey: {{description: {"d" * 8193}}}}}
        policies: {{ADBS_AWS_Policy1: {{description: {"d" * 1001}}}}}
        roles: {{ADBS_AWS_Role1: {{description: {"d" * 1001}}}}}
        """)

    assert [message.partition(": ")[2] for message in messages(found, "AWS109")] == [
        "This description is too long. AWS accepts 8192 characters; this description has 8193.",
        "This description is too long. AWS accepts 1000 characters; this description has 1001.",
        "This description is too long. AWS accepts 1000 characters; this description has 1001.",
    ]


@pytest.mark.parametrize(("character", "shown"), [("“", '"“"'), ("🔑", '"🔑"'), ("\\a", "the character U+0007")])
def test_the_description_of_a_role_is_latin(character: str, shown: str) -> None:
    found = check(f'roles:\n  ADBS_AWS_Role1:\n    description: "Oracle{character}s"')

    assert messages(found, "AWS109") == [
        f"6:22: IAM does not accept {shown} in a role's description. It accepts Western European letters (Latin-1) "
        "and line "
        "breaks: no dashes or quotes from a word processor, no emoji."
    ]


def test_a_policy_for_many_keys_does_not_fit() -> None:
    keys = "\n".join(f"          Key{number}: {{}}" for number in range(90))
    found = check(f"""
        keys:
{keys}
        policies:
          ADBS_AWS_Policy1: {{keys: all}}
        """)

    assert [message.partition(": ")[2] for message in messages(found, "AWS111")] == [
        "A policy for 91 keys is too large for IAM. The ARNs and actions alone have 7184 characters, and IAM accepts "
        "6144. "
        "Divide the keys among several policies and name those under the role's `policies`."
    ]
