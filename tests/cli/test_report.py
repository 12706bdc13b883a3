"""`adbkms report`: the page of a spec, as a file."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, Run, change

FLEET = ROOT / "examples" / "fleet"


def test_the_page_is_written_and_that_is_said(adbkms: Run, tmp_path: Path) -> None:
    ended = adbkms("report", ENCRYPT, "-o", "report.html")

    assert (ended.code, ended.data, ended.messages) == (0, "", "Wrote report.html.\n")
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!doctype html>\n")
    assert os.listdir(tmp_path) == ["report.html"]


def test_it_needs_nothing_but_itself(adbkms: Run) -> None:
    page = adbkms("report", FLEET / "specs", "-o", "-").data

    assert "default-src 'none'; style-src 'sha256-" in page
    assert not re.search(r"""<[^>]*\s(src=|href=["']?[^#"']|action=|style=)|<link|url\(|@import""", page)


def test_standard_output_has_the_same_bytes_each_time(adbkms: Run, tmp_path: Path) -> None:
    adbkms("report", ENCRYPT, "-o", "report.html")

    ended = adbkms("report", ENCRYPT, "-o", "-")

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data == (tmp_path / "report.html").read_text("utf-8")


def test_the_tree_tells_what_was_done_before(adbkms: Run) -> None:
    without = adbkms("report", FLEET / "specs", "-o", "-").data
    with_tree = adbkms("report", FLEET / "specs", "--tree", FLEET / "rendered" / "specs", "-o", "-").data

    assert "Render the spec into the folder of its tree" in without
    assert "Render the spec" not in with_tree
    assert "terraform -chdir=" in with_tree


def test_a_rotation_is_one_by_what_was_rendered_before(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "tree")
    adbkms("key", "rotate", spec, "payments-prod/orders")

    page = adbkms("report", spec, "--tree", "tree", "-o", "-").data

    assert '<span class="stage rotate">1 rotate</span>' in page


def test_what_changes_from_another_spec_stands_in_the_page(adbkms: Run, spec: Path) -> None:
    adbkms("key", "rotate", spec, "payments-prod/orders")

    ended = adbkms("report", spec, "--diff-from", ENCRYPT, "-o", "-")

    changes = ended.data.partition('<section id="changes"')[2].partition("</section>")[0]
    assert ended.code == 0
    assert "nothing is destroyed or replaced" in changes
    assert "module.key_ADBS_TestAWSKMSKey_2.arn" in changes


def test_a_base_that_is_not_there_stops_before_anything_is_written(adbkms: Run, tmp_path: Path) -> None:
    ended = adbkms("report", ENCRYPT, "--diff-from", "absent", "-o", "report.html")

    assert ended.code == 1
    assert "There is no absent to compare" in ended.messages
    assert os.listdir(tmp_path) == []


def test_a_spec_from_standard_input_is_read_once(adbkms: Run) -> None:
    ended = adbkms("report", "-", "--diff-from", ENCRYPT, "-o", "-", stdin=ENCRYPT.read_text("utf-8"))

    assert ended.code == 0
    assert "The two say the same to Terraform: 1 stack the same." in ended.data


def test_a_spec_that_is_not_there(adbkms: Run, tmp_path: Path) -> None:
    ended = adbkms("report", "absent.yaml", "-o", "report.html")

    assert ended.code == 1
    assert "absent.yaml" in ended.messages and "There are no stacks" not in ended.messages
    assert "absent.yaml" in (tmp_path / "report.html").read_text("utf-8")


def test_of_a_spec_with_errors_the_page_shows_these(adbkms: Run, spec: Path, tmp_path: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    ended = adbkms("report", spec, "-o", "report.html")

    page = (tmp_path / "report.html").read_text("utf-8")
    assert ended.code == 1
    assert "us-east-22" in ended.messages and ended.messages.endswith("Wrote report.html.\n")
    assert "The spec has errors" in page and "<mark>us-east-22</mark>" in page
    assert "<table" not in page


def test_a_report_takes_the_place_of_an_older_one(adbkms: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("<!doctype html>\nold", "utf-8")
    file.chmod(0o640)

    adbkms("report", ENCRYPT, "-o", file)

    assert "old" not in file.read_text("utf-8")[:20]
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", ["<!doctype html>\nold", None])
def test_a_link_is_not_followed(adbkms: Run, tmp_path: Path, content: str | None) -> None:
    """Whoever is reviewed could commit one that leads out of the checkout, to where there is no file yet as well."""
    (checkout := tmp_path / "checkout").mkdir()
    outside = tmp_path / "outside.html"
    if content is not None:
        outside.write_text(content, "utf-8")
    (checkout / "report.html").symlink_to("../outside.html")

    ended = adbkms("report", ENCRYPT, "-o", checkout / "report.html")

    assert ended.code == 1
    assert ended.messages == (
        f"Cannot write {checkout}/report.html: It is a symbolic link, which is not followed. Name the file itself, or "
        "remove it.\n"
    )
    assert (outside.read_text("utf-8") if outside.exists() else None) == content
    assert (os.listdir(checkout), (checkout / "report.html").is_symlink()) == (["report.html"], True)


def test_a_folder_that_is_reached_by_a_link_takes_the_report(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "latest").symlink_to("public")

    assert adbkms("report", ENCRYPT, "-o", "latest/report.html").code == 0
    assert (tmp_path / "public" / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_another_file_is_never_overwritten(adbkms: Run, spec: Path) -> None:
    before = spec.read_text("utf-8")

    ended = adbkms("report", spec, "-o", spec)

    assert ended.code == 1
    assert ended.messages == f"Cannot write {spec}: There is another file of that name, and it is not a report.\n"
    assert spec.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("out", "reason"),
    [("folder", "It is a folder"), ("pipe", "It is neither a file nor a folder"), ("absent/x.html", "No such file")],
)
def test_where_it_cannot_be_written_nothing_is(adbkms: Run, tmp_path: Path, out: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    ended = adbkms("report", ENCRYPT, "-o", out)

    assert ended.code == 1
    assert ended.messages.startswith(f"Cannot write {out}: {reason}")
    assert sorted(os.listdir(tmp_path)) == ["folder", "pipe"]


def test_a_full_disk_leaves_the_old_report(adbkms: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.html"
    file.write_text("<!doctype html>\nold", "utf-8")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.publish.files.os.write", full)
    ended = adbkms("report", ENCRYPT, "-o", "report.html")

    assert ended.code == 1
    assert ended.messages == "Cannot write report.html: No space left on device.\n"
    assert file.read_text("utf-8") == "<!doctype html>\nold"
    assert os.listdir(tmp_path) == ["report.html"]


def test_no_command_of_a_pipeline_is_in_it(adbkms: Run, spec: Path) -> None:
    change(spec, "Master encryption key of Autonomous AI Database", '"##[error]x ##vso[task.setvariable]y"')

    page = adbkms("report", spec, "-o", "-").data

    assert "##[error]" not in page and "##vso[" not in page
    assert "\\x23#[error]x" in page


def test_where_to_write_has_to_be_said(adbkms: Run) -> None:
    assert adbkms("report", QUICKSTART / "2-trust.yaml").code != 0
