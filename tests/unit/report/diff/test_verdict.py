"""The heading names what is lost: an object only where the object itself is."""

from __future__ import annotations

import pytest

from generator.report.diff.verdict import losses
from tests.unit.diff_meaning.changed import changes
from tests.unit.report.diff_example import difference, stack

KEY = 'module "key_A" {\n source = "../../modules/aws-kms-key"\n alias = "A"\n}\n'
DAYS = "backup_retention_period_in_days"


def database(body: str) -> str:
    return f'resource "oci_database_autonomous_database" "orders" {{\n{body}\n}}\n'


def aws(region: str, account: str = "111122223333") -> str:
    return f'provider "aws" {{\n region = "{region}"\n allowed_account_ids = ["{account}"]\n}}\n'


def backend(key: str) -> str:
    return f'terraform {{\n backend "s3" {{\n key = "{key}"\n }}\n}}\n'


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (database(f"{DAYS} = 30"), database(f"{DAYS} = 1"), "older backups of 1 database destroyed"),
        (KEY, KEY.replace('"A"', '"B"'), "the alias of 1 key replaced"),
        (KEY + aws("us-east-2"), KEY + aws("us-west-2"), "keys of 1 stack replaced"),
        (aws("us-east-2"), aws("us-east-2", "444455556666"), "keys, policies and roles of 1 stack replaced"),
        (backend("a"), backend("b"), "all objects of 1 stack replaced"),
        (database(f"{DAYS} = 30") + KEY, database(f"{DAYS} = 1"), "1 key and older backups of 1 database destroyed"),
        (database(f"{DAYS} = 30") + KEY, KEY, "1 database destroyed"),
    ],
)
def test_a_part_that_is_lost_is_not_said_to_be_the_whole(old: str, new: str, lost: str) -> None:
    found = difference(stack("shop-prod", *changes(old, new)))

    assert losses(found) == lost
