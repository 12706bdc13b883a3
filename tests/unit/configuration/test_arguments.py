"""Arguments without a key of their own are read by the types in the provider's schema."""

from __future__ import annotations

import pytest

from generator.configuration.arguments import resource_arguments
from generator.configuration.references import DATABASE
from tests.unit.configuration.specs import arguments, orders


def given(text: str) -> str:
    return f"databases: {{orders: {{arguments: {text}}}}}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{is_auto_scaling_enabled: true}", True),
        ("{is_auto_scaling_enabled: false}", False),
        ("{backup_retention_period_in_days: 15}", 15),
        ("{character_set: AL32UTF8}", "AL32UTF8"),
        ("{db_tools_details: []}", []),
        ("{whitelisted_ips: [203.0.113.7, '0123']}", ["203.0.113.7", "0123"]),
        ("{defined_tags: {Operations.CostCenter: '42'}}", {"Operations.CostCenter": "42"}),
        ("{character_set: null}", None),
        ("{character_set: 2024-01-01}", "2024-01-01"),
        ("{character_set: NO}", "NO"),
        ("{character_set: 010}", "010"),
    ],
)
def test_a_value_has_the_type_of_the_schema(text: str, value: object) -> None:
    name = text.strip("{}").partition(":")[0]
    if value == []:
        assert orders(given(text)).nested(name) == ()
    else:
        assert arguments(orders(given(text)))[name] == value


def test_nested_blocks_are_a_map_or_a_list_of_maps() -> None:
    one = orders(given("{customer_contacts: {email: dba@example.com}}"))
    two = orders(given("{customer_contacts: [{email: dba@example.com}, {email: ops@example.com}]}"))

    assert [arguments(block) for block in one.nested("customer_contacts")] == [{"email": "dba@example.com"}]
    assert [block.arguments["email"] for block in two.nested("customer_contacts")] == [
        "dba@example.com",
        "ops@example.com",
    ]


def test_an_argument_of_the_users_takes_the_place_of_a_recommended_one() -> None:
    gigabytes = orders(given("{data_storage_size_in_gb: 20}"))

    assert gigabytes.arguments["data_storage_size_in_gb"] == 20
    assert "data_storage_size_in_tbs" not in gigabytes.arguments


@pytest.mark.parametrize(
    ("raw", "path", "problem"),
    [
        ({"is_auto_scaling": "x"}, ("is_auto_scaling",), 'Did you mean "is_auto_scaling_enabled"?'),
        ({"lifecycle_details": "x"}, ("lifecycle_details",), "is set by the provider and cannot be given."),
        ({"is_auto_scaling_enabled": "true"}, ("is_auto_scaling_enabled",), "takes true or false."),
        ({"backup_retention_period_in_days": "15"}, ("backup_retention_period_in_days",), "takes a number"),
        ({"whitelisted_ips": "203.0.113.7"}, ("whitelisted_ips",), "takes a list."),
        ({"whitelisted_ips": ({"a": "b"},)}, ("whitelisted_ips", 0), "takes text."),
        ({"defined_tags": "x"}, ("defined_tags",), "takes a map."),
        ({"character_set": ("x",)}, ("character_set",), "takes text."),
        ({"customer_contacts": "x"}, ("customer_contacts",), "is a block: write a map, or a list of maps."),
        ({"customer_contacts": ({"emial": "x"},)}, ("customer_contacts", 0, "emial"), 'Did you mean "email"?'),
    ],
)
def test_what_does_not_fit_is_a_problem_at_its_place(
    raw: dict[str, object], path: tuple[str | int, ...], problem: str
) -> None:
    result = resource_arguments(DATABASE, raw)

    ((where, said),) = result.problems
    assert where == path
    assert problem in said
