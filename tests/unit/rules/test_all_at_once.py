"""Every mistake in a spec is reported in one run."""

from __future__ import annotations

from tests.unit.rules.specs import check_text

TWENTY_MISTAKES = """\
version: 1
module_source: ./modules
stacks:
  payments-prod:
    aws:
      account_id: "111122223333"
      region: us-est-2
      tags: {"aws:team": platform}
    oci:
      compartment_id: ocid1.compartment.oc2..aaaa
      region: us-asburn-1
    terraform: {required_version: latest}
    backend: {type: s3, config: {bucket: state, key: payments, secret_key: example}}
    keys:
      Key1: {alias: alias/Key1}
      Key2: {arn: "arn:aws:kms:us-east-2:111122223333:alias/Key2"}
    policies:
      Policy1: {keys: [Kye1], actions: ["kms:*", "kms:Decypt"]}
    roles:
      Role1:
        policies: [Policy1]
        path: team
        oracle_user_arn: arn:aws:iam::444455556666:root
    databases:
      orders:
        db_name: ORDERS
        workload: DW
        compute_count: 1
        storage_tbs: 500
        admin_password: {variable: true}
        arguments: {is_auto_scaling: true, vault_id: x}
        encryption: {key: Key1, service_endpoint: "https://kms.us-east-2.amazonaws.com"}
"""

EXPECTED = """\
ARG107 4:3
AWS102 7:15
AWS110 8:26
OCI101 10:23
OCI102 11:15
ARG108 12:35
SEC102 13:76
KMS104 15:21
AWS103 16:19
NAM101 18:24
KMS109 18:41
KMS111 18:50
AWS108 22:15
TRU101 23:26
TRU106 20:7
OCI108 27:19
OCI109 28:24
OCI111 29:22
ARG101 31:38
ARG103 31:54
STG101 32:27
KMS101 32:51
TRU103 32:9
""".splitlines()


def test_twenty_and_more_mistakes_are_reported_in_one_run_in_reading_order() -> None:
    found = check_text(TWENTY_MISTAKES)

    places = [(one.code, one.range.start) for one in found if one.range]
    assert sorted(f"{code} {place.line}:{place.column}" for code, place in places) == sorted(EXPECTED)
    assert [place for _, place in places] == sorted(place for _, place in places)


def test_what_could_not_be_read_does_not_keep_the_rest_from_being_judged() -> None:
    text = TWENTY_MISTAKES.replace("path: team", "path: [team]")

    assert {one.code for one in check_text(text)} == {code.split()[0] for code in EXPECTED} - {"AWS108"} | {"SPEC203"}


def test_without_an_account_or_a_region_only_that_is_said() -> None:
    text = TWENTY_MISTAKES.replace("      region: us-est-2\n", "")

    assert [one.code for one in check_text(text)] == ["SPEC202"]
