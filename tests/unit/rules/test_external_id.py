"""The external ID of a role is one that the spec knows."""

from __future__ import annotations

from tests.unit.rules.specs import check, messages

USER = "arn:aws:iam::444455556666:user/oracle-adbs"


def test_the_tenancys_ocid_has_to_be_known() -> None:
    found = check("oci: {tenancy_id: null}")

    (message,) = messages(found, "TRU106")
    assert message.partition(": ")[2] == (
        'The role "ADBS_AWS_Role1" needs the tenancy\'s OCID as its external ID. Write `tenancy_id:` under `oci`; '
        "the OCI "
        "console shows it at Profile, Tenancy."
    )


def test_the_compartments_ocid_is_always_known() -> None:
    assert check("{oci: {tenancy_id: null}, roles: {ADBS_AWS_Role1: {external_id: compartment_ocid}}}") == []


def test_a_role_that_still_waits_needs_no_external_id() -> None:
    found = check("""
        oci: {tenancy_id: null}
        roles: {ADBS_AWS_Role1: {oracle_user_arn: null}}
        databases: {orders: {encryption: {key: oracle-managed}}}
        """)

    assert found == []


def test_the_databases_ocid_has_to_be_known() -> None:
    found = check("""
        roles: {ADBS_AWS_Role1: {external_id: database_ocid}}
        databases: {orders: {ocid: null, encryption: {key: oracle-managed}}}
        """)

    assert messages(found, "TRU106") == [
        '4:43: The role "ADBS_AWS_Role1" needs the OCID of the database "orders" as its external ID. Write `ocid:` '
        "under "
        "`databases.orders`, from `terraform output` or the OCI console."
    ]


def test_the_only_database_of_a_stack_is_the_one_that_a_role_is_for() -> None:
    found = check("""
        roles: {ADBS_AWS_Role1: {external_id: database_ocid}}
        databases: {orders: {encryption: {key: oracle-managed, role: null}}}
        """)

    assert found == []


def test_a_role_for_two_databases_cannot_have_the_ocid_of_one() -> None:
    found = check("""
        roles: {ADBS_AWS_Role1: {external_id: database_ocid}}
        databases:
          stock:
            db_name: STOCK
            ocid: ocid1.autonomousdatabase.oc1.iad.bbbb
            encryption: {key: oracle-managed, role: ADBS_AWS_Role1}
        """)

    assert messages(found, "TRU106") == [
        '4:43: The role "ADBS_AWS_Role1" is for 2 databases, and its external ID is that of one. Give each of '
        "orders, stock a "
        "role of its own, or write `external_id: tenant_ocid`."
    ]


def test_a_role_has_to_say_which_of_several_databases_it_is_for() -> None:
    found = check(f"""
        roles:
          Second: {{external_id: database_ocid, policies: [ADBS_AWS_Policy1], oracle_user_arn: '{USER}'}}
        databases:
          stock: {{db_name: STOCK, ocid: ocid1.autonomousdatabase.oc1.iad.bbbb}}
        """)

    assert messages(found, "TRU106") == [
        '5:29: The role "Second" is for no database, and its external ID is that of one. Write `role: Second` under '
        "`encryption` of the database that it is for."
    ]
