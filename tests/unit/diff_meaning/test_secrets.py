"""No sentence shows a value that can be a secret."""

from __future__ import annotations

import pytest

from tests.unit.diff_meaning.changed import said

SECRET = "Wombat#2026"


def of_database(argument: str) -> str:
    return f'resource "oci_database_autonomous_database" "orders" {{\n db_name = "ORDERS"\n {argument}\n}}\n'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (of_database(f'admin_password = "{SECRET}1"'), of_database(f'admin_password = "{SECRET}2"')),
        (of_database("admin_password = var.password"), of_database(f'admin_password = "{SECRET}"')),
        (of_database(f'admin_password = "{SECRET}"'), of_database("")),
        (f'variable "x" {{\n default = "{SECRET}1"\n}}\n', f'variable "x" {{\n default = "{SECRET}2"\n}}\n'),
        ('variable "x" {\n}\n', f'variable "x" {{\n default = "{SECRET}"\n}}\n'),
        (f'provider "aws" {{\n secret_key = "{SECRET}1"\n}}\n', f'provider "aws" {{\n secret_key = "{SECRET}2"\n}}\n'),
        ('provider "oci" {\n}\n', f'provider "oci" {{\n private_key = "{SECRET}"\n}}\n'),
        ('locals {\n x = "a"\n}\n', f'locals {{\n x = "{SECRET}"\n}}\n'),
        ('output "x" {\n value = 1\n}\n', f'output "x" {{\n value = "{SECRET}"\n}}\n'),
        ("", f'output "x" {{\n value = "{SECRET}"\n}}\n'),
        (
            'terraform {\n backend "s3" {\n }\n}\n',
            f'terraform {{\n backend "s3" {{\n secret_key = "{SECRET}"\n }}\n}}\n',
        ),
        ('resource "x_y" "z" {\n}\n', f'resource "x_y" "z" {{\n password = "{SECRET}"\n}}\n'),
        (of_database(""), of_database(f'anything = "{SECRET}"')),
    ],
)
def test_a_secret_is_not_shown(old: str, new: str) -> None:
    found = said(old, new)

    assert found
    assert "Wombat" not in "\n".join(found)


def test_a_password_in_the_tree_is_called_that() -> None:
    found = said(of_database("admin_password = var.password"), of_database(f'admin_password = "{SECRET}"'))

    assert found == [
        "in place: orders will have the password of ADMIN set anew, from a literal in the tree, for all to read "
        "instead of the input variable password."
    ]
