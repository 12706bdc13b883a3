"""`adbkms discover` with several specs and stacks."""

from __future__ import annotations

from pathlib import Path

from tests.live.discover.conftest import COMPARTMENT, OCID, USER, Discover, PlayedDatabase
from tests.live.discover.example import ORDERS, filled, outputs_file, refused
from tests.oci_service import TENANCY, ConnectionProfile, DatabaseRecord, OciService


def two_stacks(folder: Path, spec: Path) -> dict[str, str]:
    """A folder with the example's stack and one like it in a file each, over defaults that name no tenancy."""
    folder.mkdir()
    text = spec.read_text("utf-8").replace("      tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy\n", "")
    texts = {
        "billing.yaml": text.replace("payments-prod:", "billing:").replace("ORDERS", "BILLS").replace("1111", "7777"),
        "defaults.yaml": "version: 1 # for all\ndefaults: {aws: {tags: {team: platform}}}\n",
        "payments.yaml": text,
    }
    for name, one in texts.items():
        (folder / name).write_text(one, "utf-8")
    return texts


def test_all_files_of_a_folder_are_filled_in_at_once(
    discover: Discover, oci: OciService, spec: Path, tmp_path: Path, database: PlayedDatabase, password: str
) -> None:
    bills = "ocid1.autonomousdatabase.oc1.iad.bills"
    record = DatabaseRecord(bills, "BILLS", COMPARTMENT, connection_profiles=(ConnectionProfile("bills_low", "(x)"),))
    oci.put(record)
    before = two_stacks(tmp_path / "specs", spec)

    ended = discover("specs", "--yes")

    assert (ended.code, len(database.asked)) == (0, 2)
    for name, ocid in (("billing.yaml", bills), ("payments.yaml", OCID)):
        expected = filled(before[name]).replace(OCID, ocid)
        region = "      region: us-ashburn-1\n"
        expected = expected.replace(region, f"{region}      tenancy_id: {TENANCY}\n")
        assert Path("specs", name).read_text("utf-8") == expected
    assert Path("specs", "defaults.yaml").read_text("utf-8") == before["defaults.yaml"]
    assert ended.data.count("diff --git") == 2


def test_one_database_of_a_folder(discover: Discover, oci: OciService, spec: Path, tmp_path: Path) -> None:
    before = two_stacks(tmp_path / "specs", spec)

    assert discover("specs", ORDERS, "--oracle-user-arn", USER, "--yes").code == 0

    assert Path("specs", "billing.yaml").read_text("utf-8") == before["billing.yaml"]
    assert f"ocid: {OCID}" in Path("specs", "payments.yaml").read_text("utf-8")


def test_outputs_of_several_stacks_say_which(discover: Discover, oci: OciService, spec: Path, tmp_path: Path) -> None:
    two_stacks(tmp_path / "specs", spec)
    outputs = outputs_file(tmp_path)

    refused(discover("specs", "--outputs", outputs), "DIS002", "--outputs STACK=FILE", "billing, payments-prod")
    refused(discover("specs", "--outputs", f"paymens-prod={outputs}"), "DIS002", 'Did you mean "payments-prod"?')
    ended = discover("specs", "--outputs", f"payments-prod={outputs}", "--oracle-user-arn", USER, "--yes")
    assert ended.code == 1  # the other stack's database is not there
    assert f"ocid: {OCID}" in Path("specs", "payments.yaml").read_text("utf-8")


def test_a_dsn_is_of_one_database(discover: Discover, spec: Path, tmp_path: Path) -> None:
    two_stacks(tmp_path / "specs", spec)

    refused(discover("specs", "--dsn", "db:1521/x"), "DIS009", "billing/orders, payments-prod/orders")
