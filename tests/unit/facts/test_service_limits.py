"""Limits agree with the clouds' own models, where those say them, and patterns take what they should."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import botocore.session
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oci.database.models import CreateAutonomousDatabaseBase

from generator.facts import limits
from generator.facts.limits import Bounds

Shape = Callable[[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def shape() -> Shape:
    """A shape of a service's API model in botocore, by service and name."""
    loader = botocore.session.get_session().get_component("data_loader")
    return lambda service, name: loader.load_service_model(service, "service-2")["shapes"][name]


def bounds(shape: dict[str, Any]) -> Bounds:
    return Bounds(shape.get("min", 0), shape["max"])


@pytest.mark.parametrize(
    ("ours", "service", "name"),
    [
        (limits.IAM_ROLE_NAME_LENGTH, "iam", "roleNameType"),
        (limits.IAM_POLICY_NAME_LENGTH, "iam", "policyNameType"),
        (Bounds(1, limits.IAM_PATH_MAX), "iam", "pathType"),
        (Bounds(1, limits.IAM_PATH_MAX), "iam", "policyPathType"),
        (Bounds(0, limits.IAM_DESCRIPTION_MAX), "iam", "roleDescriptionType"),
        (Bounds(0, limits.IAM_DESCRIPTION_MAX), "iam", "policyDescriptionType"),
        (limits.ROLE_SESSION_SECONDS, "iam", "roleMaxSessionDurationType"),
        (limits.EXTERNAL_ID_LENGTH, "sts", "externalIdType"),
        (Bounds(0, limits.AWS_TAGS_MAX), "iam", "tagListType"),
        (limits.AWS_TAG_KEY_LENGTH, "iam", "tagKeyType"),
        (limits.AWS_TAG_VALUE_LENGTH, "iam", "tagValueType"),
        (limits.AWS_TAG_KEY_LENGTH, "kms", "TagKeyType"),
        (limits.AWS_TAG_VALUE_LENGTH, "kms", "TagValueType"),
        (Bounds(1, limits.KMS_ALIAS_MAX), "kms", "AliasNameType"),
        (Bounds(0, limits.KMS_DESCRIPTION_MAX), "kms", "DescriptionType"),
        (limits.KMS_ROTATION_DAYS, "kms", "RotationPeriodInDaysType"),
    ],
)
def test_bounds_are_those_of_the_aws_api(ours: Bounds, service: str, name: str, shape: Shape) -> None:
    assert ours == bounds(shape(service, name))


@pytest.mark.parametrize(
    ("ours", "service", "name"),
    [
        (limits.IAM_NAME, "iam", "roleNameType"),
        (limits.IAM_NAME, "iam", "policyNameType"),
        (limits.IAM_ROLE_PATH, "iam", "pathType"),
        (limits.IAM_POLICY_PATH, "iam", "policyPathType"),
        (limits.IAM_ROLE_DESCRIPTION, "iam", "roleDescriptionType"),
        (limits.IAM_POLICY_DOCUMENT, "iam", "policyDocumentType"),
        (limits.EXTERNAL_ID, "sts", "externalIdType"),
    ],
)
@given(
    text=st.text(max_size=12)
    | st.text(alphabet="/aZ09.,+@=_-:*!~ \t\n\x7f\xa0\xa1\xff", max_size=12)
    | st.from_regex(r"(/[a-z.,+@=_-]{1,3})*/", fullmatch=True)
)
def test_patterns_take_what_the_aws_api_takes(
    ours: re.Pattern[str], service: str, name: str, shape: Shape, text: str
) -> None:
    theirs = re.compile(shape(service, name)["pattern"], re.ASCII)  # Java's \w, which AWS means, is ASCII
    assert bool(ours.fullmatch(text)) == bool(theirs.fullmatch(text))


@pytest.mark.parametrize(
    ("ours", "member"),
    [
        (limits.DB_NAME_LENGTH, "dbName"),
        (limits.DISPLAY_NAME_LENGTH, "displayName"),
        (limits.STORAGE_TBS, "dataStorageSizeInTBs"),
        (limits.STORAGE_GBS, "dataStorageSizeInGBs"),
    ],
)
def test_a_databases_bounds_are_those_of_oracle_database_at_aws(ours: Bounds, member: str, shape: Shape) -> None:
    members = shape("odb", "CreateAutonomousDatabaseInput")["members"]
    assert ours == bounds(shape("odb", members[member]["shape"]))


def test_ecpus_end_where_oracle_database_at_aws_ends(shape: Shape) -> None:
    members = shape("odb", "CreateAutonomousDatabaseInput")["members"]
    assert shape("odb", members["computeCount"]["shape"])["max"] == limits.ECPU_COUNT.maximum


def test_external_ids_are_those_of_oracle_database_at_aws(shape: Shape) -> None:
    assert set(limits.EXTERNAL_ID_KINDS) == set(shape("odb", "ExternalIdType")["enum"])


def test_workloads_and_licenses_are_those_of_the_oci_sdk() -> None:
    choices = vars(CreateAutonomousDatabaseBase)
    assert set(limits.WORKLOADS) == {value for name, value in choices.items() if name.startswith("DB_WORKLOAD_")}
    assert set(limits.LICENSE_MODELS) == {value for name, value in choices.items() if name.startswith("LICENSE_MODEL_")}


def test_what_oracle_retires_has_a_day_and_a_replacement() -> None:
    for retired, choices in (
        (limits.RETIRED_WORKLOADS, limits.WORKLOADS),
        (limits.RETIRED_DB_VERSIONS, limits.DB_VERSIONS),
    ):
        for choice, retirement in retired.items():
            assert choice in choices
            assert retirement.replacement in set(choices) - set(retired)
            assert retirement.day == date(2026, 12, 1)


def test_bounds_include_both_ends_and_read_well() -> None:
    assert 7 in limits.KMS_DELETION_WINDOW_DAYS
    assert 30 in limits.KMS_DELETION_WINDOW_DAYS
    assert 6 not in limits.KMS_DELETION_WINDOW_DAYS
    assert 31 not in limits.KMS_DELETION_WINDOW_DAYS
    assert str(limits.KMS_DELETION_WINDOW_DAYS) == "7 to 30"


@pytest.mark.parametrize("alias", ["alias/ADBS_TestAWSKMSKey", "alias/team/db-1", "alias/aws/rds"])
def test_an_alias_has_letters_digits_slashes_and_dashes(alias: str) -> None:
    assert limits.KMS_ALIAS.fullmatch(alias)


@pytest.mark.parametrize("alias", ["alias/", "x", "Alias/x", "alias/a:b", "alias/a.b", "alias/é", "alias/a\n"])
def test_an_alias_has_nothing_else(alias: str) -> None:
    assert not limits.KMS_ALIAS.fullmatch(alias)


@pytest.mark.parametrize("name", ["ORDERS", "o", "Orders2026"])
def test_a_database_name_starts_with_a_letter(name: str) -> None:
    assert limits.DB_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["", "2026", "my_db", "my-db", "my db", "données", "ORDERS\n"])
def test_a_database_name_has_letters_and_digits_only(name: str) -> None:
    assert not limits.DB_NAME.fullmatch(name)


@pytest.mark.parametrize("text", ["", "team", "cost center", "équipe", "部署", "a_b.c:d/e=f+g-h@i", "٣"])
def test_an_aws_tag_takes_letters_digits_spaces_and_some_signs(text: str) -> None:
    assert limits.is_aws_tag_text(text)


@pytest.mark.parametrize("text", ["a;b", "a#b", '"', "a\nb", "a\tb", "😀", "${x}", "a\u0301"])
def test_an_aws_tag_takes_nothing_else(text: str) -> None:
    assert not limits.is_aws_tag_text(text)


@pytest.mark.parametrize(("key", "good"), [("Department", True), ("a/b:c-d_e~!", True), ("a.b", False), ("a b", False)])
def test_an_oci_tag_key_has_no_period_and_no_space(key: str, good: bool) -> None:
    assert bool(limits.OCI_TAG_KEY.fullmatch(key)) is good


@given(st.characters())
def test_an_oci_tag_key_is_printable_ascii(char: str) -> None:
    expected = char.isascii() and char.isprintable() and char not in ". "
    assert bool(limits.OCI_TAG_KEY.fullmatch(char)) is expected
