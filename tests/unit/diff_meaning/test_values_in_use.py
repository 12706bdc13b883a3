"""Other defaults of input variables, and other local values: what is made of them counts."""

from __future__ import annotations

import pytest

from tests.unit.diff_meaning.changed import said

LIST = 'resource "oci_database_autonomous_database" "orders" {{\n {} = {}\n}}\n'
VARIABLE = 'variable "ips" {{\n default = ["{}"]\n validation {{\n condition = var.ips != 1\n }}\n}}\n'
LOCALS = 'locals {{\n ips = ["{}"]\n}}\n'
OF_VARIABLE = "will have another value where none is given (default)"


def changed(values: str, users: str, folder: str = "stacks/shop-prod") -> list[str]:
    return said(values.format("10.0.0.1") + users, values.format("0.0.0.0/0") + users, folder)


def test_the_default_of_a_variable_that_is_an_access_list_may_open_access() -> None:
    assert changed(VARIABLE, LIST.format("whitelisted_ips", "var.ips")) == [
        f"opens access: ips {OF_VARIABLE}, which may open access."
    ]


def test_a_local_value_that_is_an_access_list_may_open_access() -> None:
    assert changed(LOCALS, LIST.format("whitelisted_ips", "local.ips")) == [
        "opens access: locals will have other values, of which objects are made (ips): they may open access."
    ]


def test_also_by_way_of_another_local_value() -> None:
    users = "locals {\n all = concat(var.ips, [])\n}\n" + LIST.format("whitelisted_ips", "local.all")

    assert changed(VARIABLE, users)[0].startswith("opens access: ")


@pytest.mark.parametrize(
    "users",
    [
        "",
        LIST.format("freeform_tags", "{ ips = var.ips[0] }"),
        LIST.format("compute_count", "length(var.ips)"),
        'output "ips" {\n value = var.ips\n}\n',
        "locals {\n all = var.ips\n}\n",
    ],
)
def test_what_nothing_or_only_harmless_is_made_of_changes_in_place(users: str) -> None:
    assert changed(VARIABLE, users) == [f"in place: ips {OF_VARIABLE}."]


def test_an_output_of_a_module_goes_into_whoever_calls_it() -> None:
    output = 'output "ips" {\n value = var.ips\n}\n'

    assert changed(VARIABLE, output, "modules/lists")[0].startswith("opens access: ")
