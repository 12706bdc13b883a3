"""Databases, with key and role in another state: what may happen to them."""

from __future__ import annotations

from tests.terraform.guard_plans.clouds import database_ocid
from tests.terraform.guard_plans.configurations import (
    BY_LITERAL,
    DATABASE,
    ENCRYPTED,
    ENCRYPTED_DATABASE,
    FIRST_KEY,
    OCI_HEAD,
    ORACLE_MANAGED,
    ROLE_ARN,
    SECOND_KEY,
    database,
    encryption_key,
)
from tests.terraform.guard_plans.scenario import Scenario, changed
from tests.terraform.moto_server import MotoServer
from tests.terraform.oci_stand_in.database_store import DatabaseStore

ORDERS = "oci_database_autonomous_database.orders"


def key_switched_in_the_console(_moto: MotoServer, databases: DatabaseStore) -> None:
    found = databases.get(database_ocid("ORDERS"))
    assert found is not None
    (block,) = found["encryption_key"]
    databases.put(found | {"encryption_key": [block | {"key_arn": SECOND_KEY}]})


def counted(count: int) -> str:
    """Some databases in a row."""
    counted_database = changed(
        database(),
        ("  compartment_id", f"  count = {count}\n\n  compartment_id"),
        ('"ORDERS"', '"ORDERS${count.index}"'),
    )
    return OCI_HEAD + counted_database


SCENARIOS = (
    Scenario("good", "database-created", "A database is created with Oracle's key, without a block.", DATABASE),
    Scenario(
        "good",
        "database-created-oracle-managed",
        "A database is created with an explicit block for Oracle's key.",
        OCI_HEAD + database(ORACLE_MANAGED),
    ),
    Scenario("good", "database-encrypted", "The AWS key is selected.", ENCRYPTED_DATABASE, before=(DATABASE,)),
    Scenario(
        "good",
        "database-rotated",
        "Another AWS key is selected.",
        changed(ENCRYPTED_DATABASE, (FIRST_KEY, SECOND_KEY)),
        before=ENCRYPTED,
    ),
    Scenario(
        "good",
        "database-rotated-by-alias",
        "The key is named by its alias, then by another alias.",
        OCI_HEAD + database(encryption_key('"alias/orders-2026"', f'"{ROLE_ARN}"')),
        before=(DATABASE, OCI_HEAD + database(encryption_key('"alias/orders"', f'"{ROLE_ARN}"'))),
    ),
    Scenario(
        "good",
        "database-scaled",
        "The database gets more ECPUs, storage and a tag; its key stays.",
        changed(
            ENCRYPTED_DATABASE,
            ("= 2\n", "= 8\n"),
            ("tbs = 1\n", 'tbs = 4\n  freeform_tags = { team = "platform" }\n'),
            ('["192.0.2.0/24"]', '["192.0.2.0/24", "198.51.100.7"]'),
        ),
        before=ENCRYPTED,
    ),
    Scenario("good", "database-no-op", "Nothing changes.", ENCRYPTED_DATABASE, before=ENCRYPTED),
    Scenario(
        "good",
        "database-provider-left-out",
        "The block loses the provider of the key, by which nothing changes.",
        changed(ENCRYPTED_DATABASE, ('    autonomous_database_provider = "AWS"\n', "")),
        before=ENCRYPTED,
    ),
    Scenario(
        "good",
        "database-block-left-out",
        "The block is gone from the configuration, by which nothing changes.",
        DATABASE,
        before=ENCRYPTED,
    ),
    Scenario(
        "good",
        "database-moved",
        "The database gets another name in Terraform by a moved block.",
        changed(ENCRYPTED_DATABASE, ('_database" "orders"', '_database" "sales"'))
        + f"\nmoved {{\n  from = {ORDERS}\n  to   = oci_database_autonomous_database.sales\n}}\n",
        before=ENCRYPTED,
    ),
    Scenario(
        "good",
        "database-adopted",
        "An existing database is imported, and only its key changes.",
        OCI_HEAD
        + changed(
            database(BY_LITERAL + "\n  lifecycle {\n    ignore_changes = [whitelisted_ips, secret_id]\n  }\n"),
            ('  whitelisted_ips          = ["192.0.2.0/24"]\n', ""),
        )
        + f'\nimport {{\n  to = {ORDERS}\n  id = "{database_ocid("ORDERS")}"\n}}\n',
        before=(DATABASE,),
        adopts=True,
    ),
    Scenario(
        "good",
        "database-forgotten",
        "The database leaves the state by a removed block.",
        OCI_HEAD + f"\nremoved {{\n  from = {ORDERS}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n",
        before=ENCRYPTED,
        prints=(f"GRD104 {ORDERS}",),
    ),
    Scenario(
        "good",
        "database-key-switched-outside",
        "Somebody selected another key in the console; the plan selects the configured one again.",
        ENCRYPTED_DATABASE,
        before=ENCRYPTED,
        outside=key_switched_in_the_console,
        prints=(f"GRD006 {ORDERS}",),
    ),
    Scenario("good", "database-count-grows", "A count of databases grows.", counted(2), before=(counted(1),)),
)
