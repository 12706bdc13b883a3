"""Tags in AWS and free-form tags in OCI, those of the whole stack included."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        (
            "aws:team: a",
            'The tag "aws:team" is reserved. Keys that begin with aws: are AWS\'s own. Rename or remove the tag.',
        ),
        (
            "AWS:team: a",
            'The tag "AWS:team" is reserved. Keys that begin with aws: are AWS\'s own. Rename or remove the tag.',
        ),
        (
            "cost#center: a",
            'AWS does not accept "#" in a tag\'s key. AWS accepts letters, digits, spaces and _ . : / = + - @ in tags.',
        ),
        (
            "team: a|b",
            'AWS does not accept "|" in a tag\'s value. AWS accepts letters, digits, spaces and _ . : / = + - @ in '
            "tags.",
        ),
        (f"{'k' * 129}: a", "This tag's key is too long. AWS accepts 1 to 128 characters; this key has 129."),
        (f"team: {'v' * 257}", "This tag's value is too long. AWS accepts 0 to 256 characters; this value has 257."),
    ],
)
@pytest.mark.parametrize("kind", ["keys: {ADBS_TestAWSKMSKey", "policies: {ADBS_AWS_Policy1", "roles: {ADBS_AWS_Role1"])
def test_a_tag_that_aws_refuses(kind: str, tag: str, message: str) -> None:
    key, _, value = tag.partition(": ")
    found = check(f'{kind}: {{tags: {{"{key}": "{value}"}}}}}}')

    column = 5 + len(kind) + len(': {tags: {"": ') + len(key)
    assert messages(found, "AWS110") == [f"4:{column}: {message}"]


def test_the_tags_of_the_stack_count() -> None:
    many = ", ".join(f"t{number}: a" for number in range(50))
    found = check(f"aws: {{tags: {{{many}}}}}\nkeys:\n  ADBS_TestAWSKMSKey:\n    tags: {{one: more}}")

    assert messages(found, "AWS110") == [
        "7:9: There are too many tags here. AWS accepts 50; together with those under `aws.tags` there are 51."
    ]


def test_on_a_role_case_does_not_distinguish_tags() -> None:
    found = check("""
        aws: {tags: {Team: platform}}
        keys: {ADBS_TestAWSKMSKey: {tags: {team: a}}}
        policies: {ADBS_AWS_Policy1: {tags: {team: a}}}
        roles: {ADBS_AWS_Role1: {tags: {team: a}}}
        """)

    assert messages(found, "AWS110") == [
        '7:43: The tags "Team" and "team" are the same. On a role IAM takes the two for one key, in upper or lower '
        "case. "
        "Remove one of them."
    ]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "cost.center",
            "a",
            '"cost.center" is not a key of a free-form tag. A key is letters, digits and other printable ASCII '
            "characters "
            "except periods and spaces.",
        ),
        ("k" * 101, "a", "This tag's key is too long. OCI accepts 1 to 100 characters; this key has 101."),
        ("team", "v" * 257, "This tag's value is too long. OCI accepts 0 to 256 characters; this value has 257."),
    ],
)
def test_a_tag_that_oci_refuses(key: str, value: str, message: str) -> None:
    found = check(f"databases:\n  orders:\n    freeform_tags:\n      {key}: {value}")

    assert messages(found, "OCI112") == [f"7:{11 + len(key) + 2}: {message}"]


def test_the_free_form_tags_of_the_stack_count_and_case_does_not() -> None:
    more = ", ".join(f"t{number}: a" for number in range(9))
    found = check(f"""
        oci: {{freeform_tags: {{Team: platform}}}}
        databases:
          orders:
            freeform_tags: {{team: a, {more}}}
        """)

    assert messages(found, "OCI112") == [
        "7:9: There are too many free-form tags here. OCI accepts 10; with those of `oci.freeform_tags`, which every "
        "database has, there are 11. Remove 1, or use `arguments.defined_tags`.",
        '7:31: The tags "Team" and "team" are the same. To OCI the two are one key, in upper or lower case. Remove '
        "one of "
        "them.",
    ]
