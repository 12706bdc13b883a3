"""Oracle offers keys in AWS KMS in its commercial realm, for keys of AWS's commercial partition."""

from __future__ import annotations

from tests.unit.rules.specs import check, messages


def test_every_ocid_is_of_the_commercial_realm() -> None:
    found = check("""
        oci:
          tenancy_id: ocid1.tenancy.oc2..aaaa
          compartment_id: ocid1.compartment.oc3..aaaa
        databases:
          orders:
            ocid: ocid1.autonomousdatabase.oc19.iad.aaaa
            admin_password:
              variable: null
              secret_id: ocid1.vaultsecret.oc14.iad.aaaa
        """)

    only = (
        "is not commercial, and only a database of the commercial realm can use a key in AWS KMS. Give what exists in "
        "oc1, or keep the database out of the spec."
    )
    assert messages(found, "OCI101") == [
        f"5:19: This OCID is of the realm oc2. oc2 (US Government) {only}",
        f"6:23: This OCID is of the realm oc3. oc3 (US Defense) {only}",
        f"9:15: This OCID is of the realm oc19. oc19 (EU Sovereign) {only}",
        f"12:22: This OCID is of the realm oc14. oc14 (sovereign or dedicated) {only}",
    ]


def test_the_region_is_of_the_commercial_realm() -> None:
    found = check("oci: {region: us-langley-1}")

    assert [summary.partition(". ")[0] for summary in messages(found, "OCI101")] == [
        "4:19: us-langley-1 is not in the commercial realm"
    ]
    assert {diagnostic.code for diagnostic in found} == {"OCI101"}


def test_everything_in_aws_is_of_the_commercial_partition() -> None:
    found = check("""
        aws:
          region: cn-north-1
          assume_role_arn: arn:aws-cn:iam::111122223333:role/ci
        roles:
          ADBS_AWS_Role1:
            oracle_user_arn: arn:aws-us-gov:iam::444455556666:user/oracle-adbs
        """)

    assert messages(found, "AWS101") == [
        "5:15: cn-north-1 is in the partition aws-cn. Oracle uses keys of AWS's commercial regions only: choose one, "
        "such as us-east-2.",
        "6:24: This ARN is of the partition aws-cn. Oracle uses what is in AWS's commercial partition only: arn:aws:…",
        "9:26: This ARN is of the partition aws-us-gov. Oracle uses what is in AWS's commercial partition only: "
        "arn:aws:…",
    ]
