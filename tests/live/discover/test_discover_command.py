"""`adbkms discover`: what is found is shown, and written into the spec, and nothing else in it changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import change
from tests.live.discover.conftest import COMPARTMENT, OCID, PASSWORD, USER, Discover, PlayedDatabase
from tests.live.discover.example import OCID_LINE, ORDERS, SECRET, USER_LINE, filled, outputs_file, refused, words
from tests.oci_service import TENANCY, DatabaseRecord, OciService


def test_everything_is_found_and_written_with_the_comments_kept(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path
) -> None:
    before = spec.read_text("utf-8")

    ended = discover(spec, ORDERS, "--yes")

    assert ended.code == 0
    assert spec.read_text("utf-8") == filled(before)
    assert f"databases.orders.ocid is {OCID}, as OCI says of ORDERS in the stack's compartment." in words(ended)
    assert f"roles.ADBS_AWS_Role1.oracle_user_arn is {USER}, as the database {ORDERS} says." in words(ended)
    assert f"+        ocid: {OCID} # once it exists: terraform output database_orders_id\n" in ended.data
    assert "Next: adbkms render" in ended.messages
    assert PASSWORD not in ended.data + ended.messages


def test_a_link_out_of_the_folder_is_not_followed(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path, tmp_path: Path
) -> None:
    folder, before = tmp_path / "repo", spec.read_bytes()
    folder.mkdir()
    (folder / "linked.yaml").symlink_to(spec)

    ended = discover(folder, ORDERS, "--yes")

    assert (ended.code, spec.read_bytes()) == (1, before)
    assert f"{folder}/linked.yaml is a symbolic link out of the folder {folder} (DIS019)" in ended.messages
    assert "changed." not in ended.messages.splitlines()[-1] and "Next:" not in ended.messages

    ended = discover(folder, ORDERS, "--yes", "--format", "json")

    report = json.loads(ended.data)  # one, and it does not say that all is well
    assert (ended.code, report["valid"], [one["code"] for one in report["diagnostics"]]) == (1, False, ["DIS019"])

    ended = discover(folder / "linked.yaml", ORDERS, "--yes")

    assert (ended.code, spec.read_bytes() != before) == (0, True)
    assert "linked.yaml (-> " in ended.messages


def test_a_diff_among_the_messages_has_no_commands(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path
) -> None:
    hostile = "\n        # ##[stop-commands]x\n        display_name: |-\n          ::add-mask::x"
    change(spec, OCID_LINE, OCID_LINE + hostile)

    ended = discover(spec, ORDERS, "--yes", "--format", "json")

    assert ended.code == 0
    assert r"\x3a:add-mask::x" in ended.messages and r"\x23#[stop-commands]x" in ended.messages


def test_off_a_terminal_the_diff_is_printed_and_nothing_written(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path
) -> None:
    before = spec.read_bytes()

    for options in ((), ("--dry-run",), ("--dry-run", "--yes")):
        ended = discover(spec, *options)

        assert (ended.code, spec.read_bytes()) == (2, before)
        assert ended.data.startswith("diff --git a/spec.yaml b/spec.yaml\n")
        assert "Nothing was written" in ended.messages


def test_again_there_is_nothing_to_find_and_nobody_is_asked(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path
) -> None:
    discover(spec, "--yes")
    requests = oci.traffic.count("*", "*")

    ended = discover(spec)

    assert (ended.code, ended.data, ended.messages) == (0, "", "Nothing is left to find.\n")
    assert (oci.traffic.count("*", "*"), len(database.asked)) == (requests, 1)


def test_without_a_password_the_ocid_is_written_and_the_way_to_the_user_said(
    discover: Discover, oci: OciService, database: PlayedDatabase, spec: Path
) -> None:
    ended = discover(spec, "--yes")

    assert (ended.code, database.asked) == (1, [])
    assert f"ocid: {OCID}" in spec.read_text("utf-8")
    assert "oracle_user_arn: null" in spec.read_text("utf-8")
    assert "Not known yet: the oracle_user_arn of payments-prod: ADBS_AWS_Role1 (DIS008)" in words(ended)
    for way in ("ADBKMS_DATABASE_PASSWORD", "--password-secret", "--print-sql", "--oracle-user-arn"):
        assert way in ended.messages


def test_oracles_user_by_option_asks_no_database(
    discover: Discover, oci: OciService, database: PlayedDatabase, password: str, spec: Path
) -> None:
    before = spec.read_text("utf-8")

    ended = discover(spec, "--oracle-user-arn", USER, "--yes")

    assert (ended.code, database.asked) == (0, [])
    assert spec.read_text("utf-8") == filled(before)
    assert f"{USER}, as given by --oracle-user-arn." in words(ended)


def test_the_tenancy_is_that_of_the_oci_configuration(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase
) -> None:
    change(spec, "tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy", "tenancy_id: # ours")

    ended = discover(spec, "--oracle-user-arn", USER, "--yes")

    assert ended.code == 0
    assert f"tenancy_id: {TENANCY} # ours\n" in spec.read_text("utf-8")
    assert f"oci.tenancy_id is {TENANCY}, as the OCI configuration says." in words(ended)


def test_terraforms_outputs_will_do_without_oci(
    discover: Discover, spec: Path, tmp_path: Path, database: PlayedDatabase
) -> None:
    before = spec.read_text("utf-8")

    ended = discover(spec, "--outputs", outputs_file(tmp_path), "--oracle-user-arn", USER, "--yes")

    assert (ended.code, spec.read_text("utf-8")) == (0, filled(before))
    assert "as Terraform's output in" in words(ended)
    assert "planted-output" not in ended.data + ended.messages


def test_terraforms_outputs_from_standard_input(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path
) -> None:
    ended = discover(spec, "--outputs", "-", "--yes", stdin=outputs_file(tmp_path).read_text("utf-8"))

    assert f"{OCID}, as Terraform's output in <stdin> says, and OCI by its name." in words(ended)
    assert f"ocid: {OCID}" in spec.read_text("utf-8")


def test_terraform_and_oci_that_do_not_agree_stop_it(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path
) -> None:
    before, other = spec.read_bytes(), "ocid1.autonomousdatabase.oc1.iad.another"

    ended = discover(spec, "--outputs", outputs_file(tmp_path, other), "--oracle-user-arn", USER, "--yes")

    refused(ended, "DIS004", OCID, other)
    assert spec.read_bytes() == before


def test_an_ocid_that_the_spec_has_is_never_overwritten(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path
) -> None:
    other = "ocid1.autonomousdatabase.oc1.iad.another"
    change(spec, OCID_LINE, f"ocid: {other} # once it exists")
    before = spec.read_bytes()

    ended = discover(spec, "--outputs", outputs_file(tmp_path), "--oracle-user-arn", USER, "--yes")

    refused(ended, "DIS004", f"The spec says {other}", OCID)
    assert spec.read_bytes() == before


def test_another_user_than_the_role_trusts_is_never_overwritten(
    discover: Discover, oci: OciService, spec: Path
) -> None:
    change(spec, USER_LINE, "oracle_user_arn: arn:aws:iam::999900001111:user/old # in the database")
    before = spec.read_bytes()

    ended = discover(spec, "--oracle-user-arn", USER, "--yes")

    refused(ended, "DIS004", "arn:aws:iam::999900001111:user/old", USER, "the trust policy has to change first")
    assert spec.read_bytes() == before


def test_a_dsn_asks_the_database_also_about_what_the_spec_has(
    discover: Discover, oci: OciService, spec: Path, database: PlayedDatabase, password: str
) -> None:
    change(spec, USER_LINE, "oracle_user_arn: arn:aws:iam::999900001111:user/old # in the database")

    refused(discover(spec, "--dsn", "db.example.com:1521/orders", "--yes"), "DIS004", f"for {ORDERS} it is {USER}")
    assert database.asked[0][0] == "db.example.com:1521/orders"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("payments-prod/ordres",), "DIS001", f'Did you mean "{ORDERS}"?'),
        (("--outputs", "absent.json"), "DIS002", "Cannot read absent.json"),
        (("--outputs", "spec.yaml"), "DIS002", "spec.yaml is not JSON"),
        (("--outputs", "payment-prod=x.json"), "DIS002", 'the spec has no stack "payment-prod" (DIS002)'),
        (("--outputs", "payment-prod=x.json"), "DIS002", 'Did you mean "payments-prod"? Nor is there a file'),
        (("--outputs", "payments-prod=a=b.json"), "DIS002", "Cannot read a=b.json"),
        (("--oracle-user-arn", "arn:aws:iam::444455556666:root"), "DIS007", "not the ARN of an IAM user"),
        (("--dsn", "admin/planted-option@db:1521/x"), "DIS010", "--dsn holds a user or a password"),
        (("--dsn", "tcps://db:1522/x?wallet_password=planted-option"), "DIS010", "--dsn holds a user or a password"),
        (("--dsn", " "), "DIS010", "HOST:PORT/SERVICE"),
        (("--user", "admin/planted-option"), "DIS010", "--user is not a user's name alone"),
        (("--password-secret", "planted-option"), "DIS006", "--password-secret is not an OCID"),
        (("--wallet", "absent"), "DIS011", "There is no folder absent"),
        (("--wallet", "spec.yaml"), "DIS011", "is a file, not a folder"),
        (("--wallet", "wallet.zip"), "DIS011", "Unpack the zip"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anybody_is_asked(
    discover: Discover, oci: OciService, spec: Path, arguments: tuple[str, ...], code: str, said: str
) -> None:
    Path("wallet.zip").write_bytes(b"PK\x03\x04")

    ended = discover(spec, *arguments)

    refused(ended, code, said)
    assert "planted-option" not in ended.data + ended.messages
    assert oci.traffic.count("*", "*") <= (code == "DIS007")  # the OCID has been looked for by then


@pytest.mark.parametrize(
    ("ocid", "name", "said"),
    [
        ("planted-output", "database_orders_id", "`database_orders_id` has to be ocid1.autonomousdatabase.oc1."),
        (OCID, "database_invoices_id", "has no output of a database of the stack payments-prod"),
        (["planted-output"], "database_orders_id", "has no output of a database of the stack payments-prod"),
    ],
)
def test_outputs_of_something_else_are_refused_and_not_shown(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path, ocid: object, name: str, said: str
) -> None:
    ended = discover(spec, "--outputs", outputs_file(tmp_path, ocid, name), "--yes")

    assert ended.code == 1
    assert said in words(ended)
    assert "planted-output" not in ended.data + ended.messages


def test_a_name_in_another_case_is_the_same_name(discover: Discover, oci: OciService, spec: Path) -> None:
    oci.change(OCID, db_name="oRdErS")

    assert discover(spec, "--oracle-user-arn", USER, "--yes").code == 0


def test_several_databases_of_that_name_are_listed(discover: Discover, oci: OciService, spec: Path) -> None:
    other = "ocid1.autonomousdatabase.oc1.iad.second"
    oci.put(DatabaseRecord(ocid=other, db_name="orders", compartment_id=COMPARTMENT, display_name="The other one"))

    ended = discover(spec, "--oracle-user-arn", USER, "--yes")

    refused(ended, "DIS003", OCID, f"{other} (The other one, AVAILABLE)")
    assert "ocid: null" in spec.read_text("utf-8")
    assert f"oracle_user_arn: {USER}" in spec.read_text("utf-8")


def test_an_error_outweighs_the_change_that_was_not_written(discover: Discover, oci: OciService, spec: Path) -> None:
    oci.put(DatabaseRecord(ocid="ocid1.autonomousdatabase.oc1.iad.second", compartment_id=COMPARTMENT))

    refused(discover(spec, "--oracle-user-arn", USER), "DIS003", "Nothing was written")


def test_no_database_of_that_name(discover: Discover, oci: OciService, spec: Path) -> None:
    oci.change(OCID, db_name="INVOICES")

    refused(discover(spec, "--yes"), "DIS005", "No database ORDERS was found", COMPARTMENT, "--outputs FILE")


def test_with_credentials_of_another_tenancy_it_is_said_how_to_choose_others(
    discover: Discover, oci: OciService, spec: Path
) -> None:
    how = f"The OCI credentials are of the tenancy {TENANCY}, and the stack is in ocid1.tenancy.oc1..aaaaaaaaexample"

    oci.change(OCID, db_name="INVOICES")
    refused(discover(spec, "--yes"), "DIS005", how, "choose the profile by `oci.profile` of the stack")
    oci.restrict(TENANCY, ())
    refused(discover(spec, "--yes"), "LIV005", f"The compartment {COMPARTMENT} does not exist in", how)

    change(spec, OCID_LINE, f"ocid: {OCID} # once it exists")
    refused(discover(spec, "--password-secret", SECRET), "LIV005", f"The database {OCID} does not exist in", how)

    change(spec, "ocid1.tenancy.oc1..aaaaaaaaexampletenancy", TENANCY)
    assert "The OCI credentials are of" not in words(discover(spec, "--yes"))


def test_one_that_is_going_is_not_taken(discover: Discover, oci: OciService, spec: Path) -> None:
    oci.change(OCID, state="TERMINATING")

    refused(discover(spec, "--yes"), "DIS005", "No database ORDERS was found")


def test_a_realm_that_cannot_be_used_is_found_by_the_rules(discover: Discover, spec: Path, tmp_path: Path) -> None:
    before = spec.read_bytes()
    government = "ocid1.autonomousdatabase.oc2.us-langley-1.aaaa"

    ended = discover(spec, "--outputs", outputs_file(tmp_path, government), "--oracle-user-arn", USER, "--yes")

    assert ended.code == 1
    assert "so nothing was written" in ended.messages
    assert government in ended.messages
    assert spec.read_bytes() == before


def test_a_user_in_the_stacks_own_account_is_warned_of(discover: Discover, oci: OciService, spec: Path) -> None:
    ended = discover(spec, "--oracle-user-arn", "arn:aws:iam::111122223333:user/terraform", "--yes")

    assert ended.code == 0
    assert "(TRU102)" in ended.messages


def test_without_credentials_it_is_said_what_is_missing(discover: Discover, spec: Path) -> None:
    before = spec.read_bytes()

    ended = discover(spec, "--yes")

    refused(ended, "LIV001", "ocid of payments-prod/orders")
    assert "DIS008" not in ended.messages  # only what follows of it
    assert spec.read_bytes() == before
