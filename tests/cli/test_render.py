"""`adbkms render`."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT, STACK, Run, change, files

RENDERED = ROOT / "examples/quickstart/rendered/3-encrypt"


def test_writes_the_tree_and_says_what_is_next(adbkms: Run) -> None:
    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert ended.code == 0
    assert ended.data == ""
    assert f"wrote    {STACK}/main.tf\n" in ended.messages
    assert "out: 30 written, 0 removed, 0 unchanged; all verified.\n" in ended.messages
    assert "\nNext, for payments-prod/orders\n" in ended.messages
    assert "     terraform -chdir=out/stacks/payments-prod plan -out plan.tfplan\n" in ended.messages
    assert ended.messages.endswith(
        f"  6. See that the database comes to use the key:\n     adbkms status {ENCRYPT} --watch\n"
    )
    written, committed = files(Path("out")), files(RENDERED)
    del written[".adbkms/manifest.json"], committed[".adbkms/manifest.json"]
    assert written == committed


def test_each_stage_says_what_it_waits_for(adbkms: Run) -> None:
    provision = adbkms("render", ENCRYPT.parent / "1-provision.yaml", "-o", "provision")
    trust = adbkms("render", ENCRYPT.parent / "2-trust.yaml", "-o", "trust")

    assert "Put what only the clouds know into the spec: its ocid and oracle_user_arn of " in provision.messages
    assert "adbkms discover " in provision.messages
    assert "adbkms key switch " in trust.messages
    assert " payments-prod/orders --key ADBS_TestAWSKMSKey --role ADBS_AWS_Role1" in trust.messages


def test_a_fleet_in_several_stages_is_told_where_to_ask(adbkms: Run) -> None:
    ended = adbkms("render", ROOT / "examples/fleet/specs", "-o", "out")

    assert ended.messages.splitlines()[-1].startswith("Next: adbkms next ")


def test_a_second_run_writes_nothing(adbkms: Run) -> None:
    adbkms("render", ENCRYPT, "-o", "out")
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")}

    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert "0 written, 0 removed, 30 unchanged" in ended.messages
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*")} == before


def test_a_spec_from_standard_input(adbkms: Run) -> None:
    assert adbkms("render", "-", "-o", "out", stdin=ENCRYPT.read_text("utf-8")).code == 0
    assert Path("out", STACK, "main.tf").is_file()


def test_what_is_wrong_with_standard_input_is_said_of_it(adbkms: Run) -> None:
    """It is there once: whoever looks again for what is wrong must not find it empty."""
    ended = adbkms("render", "-", "-o", "out", stdin="version: 1\nstacks: {s: {protect: 7}}\n")

    assert ended.code == 1
    assert "<stdin>:" in ended.messages
    assert "SPEC204" in ended.messages


def test_several_files_and_folders(adbkms: Run) -> None:
    ended = adbkms("render", ROOT / "examples/strict/strict.yaml", ROOT / "examples/fleet/specs", "-o", "out")

    assert ended.code == 0
    assert Path("out/stacks/vault-prod/main.tf").is_file()
    assert len(list(Path("out/stacks").iterdir())) > 2


def test_check_says_whether_something_would_change(adbkms: Run, spec: Path) -> None:
    never = adbkms("render", spec, "-o", "out", "--check")
    assert (never.code, Path("out").exists()) == (2, False)
    assert f"added     {STACK}/main.tf\n" in never.messages

    adbkms("render", spec, "-o", "out")
    same = adbkms("render", spec, "-o", "out", "--check")
    assert (same.code, same.data, same.messages) == (0, "", "")

    before = files(Path("out"))
    change(spec, "external_id: tenant_ocid", "external_id: compartment_ocid")
    changed = adbkms("render", spec, "-o", "out", "--check")
    message = f"changed   {STACK}/main.tf\nchanged   {STACK}/tests/stage.tftest.hcl\n"
    steps = f"\nNext: adbkms render {spec} -o out writes this.\n"
    assert (changed.code, changed.data, changed.messages) == (2, "", message + steps)
    assert files(Path("out")) == before


def test_diff_prints_what_would_change(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    change(spec, "external_id: tenant_ocid", "external_id: compartment_ocid")

    ended = adbkms("render", spec, "-o", "out", "--diff")

    assert ended.code == 2
    assert f"--- a/{STACK}/main.tf\n+++ b/{STACK}/main.tf\n" in ended.data
    assert '-    external_id                  = "tenant_ocid"\n' in ended.data
    assert '+    external_id                  = "compartment_ocid"\n' in ended.data


def test_in_another_format_than_text_the_diff_leaves_standard_output_to_the_report(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    change(spec, "external_id: tenant_ocid", "external_id: compartment_ocid")

    ended = adbkms("render", spec, "-o", "out", "--diff", "--format", "json")

    assert (ended.code, json.loads(ended.data)["valid"]) == (2, True)
    assert "diff --git a/" in ended.messages


def test_stdout_prints_the_files_and_writes_none(adbkms: Run) -> None:
    ended = adbkms("render", ENCRYPT, "--stdout")

    assert ended.code == 0
    assert "==> stacks/payments-prod/main.tf <==\n" + files(RENDERED)[f"{STACK}/main.tf"] in ended.data
    assert list(Path().iterdir()) == []


def test_a_spec_with_an_error_writes_nothing(adbkms: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    assert f"on {spec}:8:15:" in ended.messages
    assert not Path("out").exists()


def test_a_file_that_was_edited_by_hand_stops_the_run_with_the_difference(adbkms: Run) -> None:
    adbkms("render", ENCRYPT, "-o", "out")
    edited = Path("out", STACK, "main.tf")
    edited.write_text(edited.read_text("utf-8").replace("compute_count            = 2", "compute_count = 4"), "utf-8")
    before = files(Path("out"))

    refused = adbkms("render", ENCRYPT, "-o", "out")
    assert refused.code == 1
    assert "(PUB001)" in refused.messages
    assert "-  compute_count = 4\n" in refused.messages
    assert "+  compute_count            = 2\n" in refused.messages
    assert files(Path("out")) == before
    assert adbkms("render", ENCRYPT, "-o", "out", "--check").code == 1

    overwritten = adbkms("render", ENCRYPT, "-o", "out", "--overwrite-edits")
    assert overwritten.code == 0
    assert edited.read_text("utf-8") == files(RENDERED)[f"{STACK}/main.tf"]


def test_a_file_of_somebody_else_is_never_touched(adbkms: Run) -> None:
    foreign = Path("out", STACK, "main.tf")
    foreign.parent.mkdir(parents=True)
    foreign.write_text("# mine\n", "utf-8")

    ended = adbkms("render", ENCRYPT, "-o", "out", "--overwrite-edits")

    assert ended.code == 1
    assert "(PUB002)" in ended.messages
    assert files(Path("out")) == {f"{STACK}/main.tf": "# mine\n"}


def test_what_is_no_longer_rendered_is_removed_and_files_of_others_stay(adbkms: Run, spec: Path) -> None:
    change(spec, "payments-prod:", "payments-prod:\n    protect: false")
    adbkms("render", spec, "-o", "out")
    Path("out", STACK, "override.tf").write_text("# mine\n", "utf-8")
    change(spec, "payments-prod:", "billing-prod:")
    change(spec, "exampledatabase", "otherdatabase")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 0
    assert f"removed  {STACK}/main.tf\n" in ended.messages
    assert list(files(Path("out", STACK))) == ["override.tf"]


def test_a_tree_goes_into_a_folder(adbkms: Run) -> None:
    Path("out").write_text("", "utf-8")

    ended = adbkms("render", ENCRYPT, "-o", "out")

    assert ended.code == 1
    assert "out: Not a directory." in ended.messages
    assert "Traceback" not in ended.messages


def test_findings_in_a_format_for_programs_are_the_data(adbkms: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    ended = adbkms("render", spec, "-o", "out", "--format", "json")

    assert ended.messages == ""
    assert json.loads(ended.data)["error_count"] == 1


def test_the_folder_of_the_specs_is_no_place_for_a_tree(adbkms: Run, spec: Path) -> None:
    Path("specs").mkdir()
    spec.rename("specs/spec.yaml")

    ended = adbkms("render", "specs", "-o", "./specs")

    assert ended.code == 1
    assert "The specs are in that folder" in ended.messages
    assert files(Path("specs")).keys() == {"spec.yaml"}


def test_a_check_of_many_files_has_an_end(adbkms: Run) -> None:
    ended = adbkms("render", ROOT / "examples/fleet/specs", "-o", "out", "--check")

    assert ended.code == 2
    assert ended.messages.count("\nadded ") + 1 == 50
    assert "6 more files would change, 56 in all.\n" in ended.messages


def test_who_would_publish_is_told_at_once_of_another_run(adbkms: Run, spec: Path) -> None:
    assert adbkms("render", spec, "-o", "out").code == 0
    change(spec, "db_name: ORDERS", "db_name: 7")  # which would be said otherwise
    own = os.open("out/.adbkms", os.O_RDONLY)
    fcntl.flock(own, fcntl.LOCK_EX)
    try:
        assert "(PUB008)" in adbkms("render", spec, "-o", "out").messages
        assert "(PUB008)" not in adbkms("render", spec, "-o", "out", "--check").messages
    finally:
        os.close(own)


def test_a_text_that_is_not_what_was_verified_is_not_shown(
    adbkms: Run, spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a template is changed while the run is at work."""
    assert adbkms("validate", spec, "--terraform", "off").code == 0
    assert adbkms("render", spec, "-o", "out").code == 0
    Path("out", STACK, "main.tf").unlink()
    monkeypatch.setattr(
        "generator.fleet.make.texts_of",
        lambda *_: iter([(f"{STACK}/{name}", b"") for name in ("main.tf", "README.md")]),
    )

    for command in (("--stdout",), ("-o", "out", "--diff"), ("-o", "out")):
        ended = adbkms("render", spec, *command)
        assert ended.code == 1
        assert "(FLT004)" in ended.messages
    ended = adbkms("validate", spec, "--terraform", shutil.which("true") or "")
    assert ended.code == 1
    assert "(FLT004)" in ended.messages
