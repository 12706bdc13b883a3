"""Databases, with key and role in another state: what must not happen to them."""

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

from .database_good import ORDERS, counted

ACCESS_LIST = '  whitelisted_ips          = ["192.0.2.0/24"]\n'

SCENARIOS = (
    Scenario(
        "bad",
        "database-block-deleted",
        "The resource is deleted from the configuration.",
        OCI_HEAD,
        before=ENCRYPTED,
        prints=(f"GRD201 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-destroyed-with-oracles-key",
        "`terraform plan -destroy` of a database with Oracle's key.",
        DATABASE,
        before=(DATABASE,),
        arguments=("-destroy",),
        prints=(f"GRD201 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-replaced",
        "Another character set forces a new database, which is created with the AWS key.",
        changed(ENCRYPTED_DATABASE, ("  whitelisted_ips", '  character_set = "WE8ISO8859P15"\n  whitelisted_ips')),
        before=ENCRYPTED,
        prints=(f"GRD201 {ORDERS}", f"GRD204 {ORDERS}"),
    ),
    Scenario(
        "bad",
        "database-tainted",
        "A tainted database is destroyed and created with the AWS key.",
        ENCRYPTED_DATABASE,
        before=ENCRYPTED,
        commands=(("taint", ORDERS),),
        prints=(f"GRD201 {ORDERS}", f"GRD204 {ORDERS}"),
    ),
    Scenario(
        "bad",
        "database-replaced-by-option",
        "A database with Oracle's key is replaced by -replace.",
        DATABASE,
        before=(DATABASE,),
        arguments=(f"-replace={ORDERS}",),
        prints=(f"GRD201 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-index-beyond-count",
        "A count of databases shrinks.",
        counted(1),
        before=(counted(2),),
        prints=(f"GRD201 {ORDERS}[1]",),
    ),
    Scenario(
        "bad",
        "database-reverted",
        "The database goes back to Oracle's key.",
        OCI_HEAD + database(ORACLE_MANAGED),
        before=ENCRYPTED,
        prints=(f"GRD202 {ORDERS}",),
    ),
    *(
        Scenario(
            "bad",
            f"database-to-{provider.lower()}",
            f"The provider of the database's key becomes {provider}; all else stays.",
            changed(ENCRYPTED_DATABASE, ('= "AWS"', f'= "{provider}"')),
            before=ENCRYPTED,
            prints=(f"GRD202 {ORDERS}",),
        )
        for provider in ("AZURE", "OCI", "GCP", "OKV")
    ),
    Scenario(
        "bad",
        "database-reverted-and-scaled",
        "The database goes back to Oracle's key, gets more ECPUs, and its access list is emptied.",
        OCI_HEAD + changed(database(ORACLE_MANAGED), ("= 2\n", "= 4\n"), (ACCESS_LIST, "")),
        before=ENCRYPTED,
        prints=(f"GRD202 {ORDERS}", f"GRD203 {ORDERS}", f"GRD207 {ORDERS}"),
    ),
    Scenario(
        "bad",
        "database-rotated-and-scaled",
        "Another key is selected together with more ECPUs.",
        changed(ENCRYPTED_DATABASE, (FIRST_KEY, SECOND_KEY), ("= 2\n", "= 4\n")),
        before=ENCRYPTED,
        prints=(f"GRD203 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-encrypted-and-tagged",
        "The AWS key is selected together with a new tag.",
        changed(ENCRYPTED_DATABASE, ("tbs = 1\n", 'tbs = 1\n  freeform_tags = { team = "platform" }\n')),
        before=(DATABASE,),
        prints=(f"GRD203 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-created-with-aws-key",
        "A new database is to have the AWS key from the start.",
        ENCRYPTED_DATABASE,
        prints=(f"GRD204 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-key-incomplete",
        "The AWS key is selected without endpoint, role and external ID.",
        OCI_HEAD
        + database(
            f'\n  encryption_key {{\n    autonomous_database_provider = "AWS"\n    key_arn = "{FIRST_KEY}"\n  }}\n'
        ),
        before=(DATABASE,),
        prints=(f"GRD205 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-endpoint-of-another-region",
        "The endpoint is in another region than the key.",
        OCI_HEAD + database(encryption_key(f'"{FIRST_KEY}"', f'"{ROLE_ARN}"', "kms.us-west-2.amazonaws.com")),
        before=(DATABASE,),
        prints=(f"GRD205 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-access-list-emptied",
        "The access list is left out, by which the provider empties it.",
        changed(ENCRYPTED_DATABASE, (ACCESS_LIST, "")),
        before=ENCRYPTED,
        prints=(f"GRD207 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-adopted-carelessly",
        "An existing database is imported with a key and without its access list, which goes with the same update.",
        OCI_HEAD
        + changed(database(BY_LITERAL), (ACCESS_LIST, ""), ("= 2\n", "= 4\n"))
        + f'\nimport {{\n  to = {ORDERS}\n  id = "{database_ocid("ORDERS")}"\n}}\n',
        before=(DATABASE,),
        adopts=True,
        prints=(f"GRD203 {ORDERS}", f"GRD207 {ORDERS}"),
    ),
)
