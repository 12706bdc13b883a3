"""The pinned schemas of the two providers."""

from __future__ import annotations

import pytest

from generator.facts import provider_schema
from generator.facts.provider_schema import Attribute, NestedBlock

DATABASE = "oci_database_autonomous_database"


@pytest.mark.parametrize(
    ("local_name", "source", "version"),
    [
        ("aws", "registry.terraform.io/hashicorp/aws", "5.100.0"),
        ("oci", "registry.terraform.io/oracle/oci", "8.28.0"),
    ],
)
def test_a_pinned_provider_has_a_source_and_a_version(local_name: str, source: str, version: str) -> None:
    provider = provider_schema.provider(local_name)
    assert provider is not None
    assert (provider.source, provider.version) == (source, version)


def test_other_providers_are_not_known() -> None:
    assert provider_schema.provider("google") is None
    assert provider_schema.provider("../provider-schema-aws") is None
    assert provider_schema.resource("google_kms_key_ring") is None
    assert provider_schema.provider_configuration("google") is None


def test_a_provider_is_read_once() -> None:
    assert provider_schema.provider("oci") is provider_schema.provider("oci")


def test_the_encryption_key_of_a_database() -> None:
    found = provider_schema.argument_type(DATABASE, "encryption_key")
    assert isinstance(found, NestedBlock)
    assert (found.nesting_mode, found.min_items, found.max_items) == ("list", 0, 1)
    assert {"key_arn", "service_endpoint_uri", "arn_role", "external_id"} <= found.block.attributes.keys()
    assert found.block.attributes["key_arn"] == Attribute("string", optional=True, computed=True)


def test_kinds_of_arguments() -> None:
    assert provider_schema.argument_type(DATABASE, "db_name") == Attribute("string", required=True)
    assert provider_schema.argument_type(DATABASE, "whitelisted_ips") == Attribute(["set", "string"], optional=True)
    password = provider_schema.argument_type(DATABASE, "admin_password")
    assert isinstance(password, Attribute)
    assert password.sensitive
    compartment = provider_schema.argument_type(DATABASE, "compartment_id")
    assert isinstance(compartment, Attribute)
    assert compartment.required
    state = provider_schema.argument_type("aws_kms_key", "arn")
    assert isinstance(state, Attribute)
    assert state.read_only


def test_unknown_names() -> None:
    assert provider_schema.argument_type(DATABASE, "encryption_keys") is None
    assert provider_schema.argument_type("oci_database_db_system", "db_name") is None


def test_data_sources_and_provider_configurations() -> None:
    partition = provider_schema.data_source("aws_partition")
    assert partition is not None
    assert partition.attributes["dns_suffix"].read_only
    assert provider_schema.data_source("aws_kms_replica_key") is None
    aws = provider_schema.provider_configuration("aws")
    assert aws is not None
    assert aws.attributes["allowed_account_ids"].type == ["set", "string"]
    assert "assume_role" in aws.block_types


def test_what_can_be_set_does_not_hold_what_can_only_be_read() -> None:
    key = provider_schema.resource("aws_kms_key")
    assert key is not None
    settable = provider_schema.settable(key)
    assert "description" in settable
    assert "timeouts" in settable
    assert "arn" not in settable
