"""Pipes, sockets and devices where a file is expected: nothing waits for a writer that nobody has named."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from generator.user_cache import UserCache
from tests.cli.conftest import ENCRYPT, Run, command, environment, on_one_line
from tests.unit.guard.plan_of import PLANS

PLAN = PLANS / "good-noise.json"


def test_a_pipe_in_a_folder_of_specs_is_no_spec(process: Run, tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "a.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    os.mkfifo(specs / "pipe.yaml")

    ended = process("validate", "specs", "--terraform", "off")

    assert ended.code == 1
    assert "Cannot read specs/pipe.yaml (SPEC001)" in ended.messages
    assert "It is a pipe, a socket or a device." in ended.messages


def test_a_link_to_a_pipe_in_a_folder_of_specs_is_none_either(process: Run, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "specs" / "defaults.yaml").symlink_to("../pipe")

    ended = process("validate", "specs", "--terraform", "off")

    assert (ended.code, "specs/defaults.yaml (SPEC001)" in ended.messages) == (1, True)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/null"])
def test_a_device_in_a_folder_of_specs_is_not_opened(process: Run, tmp_path: Path, device: str) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.yaml").symlink_to(device)

    ended = process("validate", "specs", "--terraform", "off")

    assert (ended.code, "It is a pipe, a socket or a device." in ended.messages) == (1, True)


def test_a_socket_is_no_spec_wherever_it_is_named(
    process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path / "specs")  # the name of a socket has to be short
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("s.yaml")

        for named in ("specs", "specs/s.yaml"):
            ended = process("validate", named, "--terraform", "off")

            assert (ended.code, "Cannot read specs/s.yaml (SPEC001)" in ended.messages) == (1, True)


@pytest.mark.parametrize("arguments", ["validate <(cat {spec}) --terraform off", "guard <(cat {plan})"])
def test_a_pipe_that_is_named_is_read(tmp_path: Path, arguments: str) -> None:
    adbkms = " ".join(command())
    line = f"{adbkms} {arguments.format(spec=ENCRYPT, plan=PLAN)}"

    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr.decode()


def test_standard_input_by_its_name_is_read(tmp_path: Path) -> None:
    done = subprocess.run(
        command("validate", "/dev/stdin", "--terraform", "off"),
        input=ENCRYPT.read_bytes(), cwd=tmp_path, env=environment(), capture_output=True, timeout=60, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("made", ["pipe", "link"])
def test_a_report_is_not_written_into_anything_but_a_file(process: Run, tmp_path: Path, made: str) -> None:
    out = tmp_path / "report.html"
    os.mkfifo(out) if made == "pipe" else out.symlink_to("/dev/full")

    ended = process("report", ENCRYPT, "-o", "report.html")

    assert ended.code == 1
    assert "Traceback" not in ended.messages
    assert out.is_fifo() or out.is_symlink()


def test_a_manifest_that_is_a_pipe_stops_a_rendering(process: Run, tmp_path: Path) -> None:
    (tmp_path / "out" / ".adbkms").mkdir(parents=True)
    os.mkfifo(tmp_path / "out" / ".adbkms" / "manifest.json")

    ended = process("render", ENCRYPT, "-o", "out")

    assert ended.code == 1
    assert "manifest.json" in ended.messages
    assert "Traceback" not in ended.messages


TEMPLATES = ["stacks/main.tf.j2", "stacks/README.md.j2", "_blocks.j2", "modules/aws-kms-key/main.tf.j2"]


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("made", ["pipe", "folder", "link to nothing", "link to itself"])
def test_a_template_that_is_no_file_is_an_error(process: Run, tmp_path: Path, name: str, made: str) -> None:
    template = tmp_path / "own" / name
    template.parent.mkdir(parents=True)
    match made:
        case "pipe":
            os.mkfifo(template)
        case "folder":
            template.mkdir()
        case "link to nothing":
            template.symlink_to("nothing")
        case _:
            template.symlink_to(template.name)

    ended = process("render", ENCRYPT, "-o", "out", "--templates", "own")

    assert ended.code == 1
    assert "A template cannot be rendered (TPL001)" in ended.messages
    assert f"The template {name} is a folder, a pipe or a device, or a link to nothing" in on_one_line(ended)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/stdin", "/proc/kmsg", "/proc/self/mem"])
def test_a_template_that_is_a_link_to_a_device_is_not_opened(
    process: Run, tmp_path: Path, name: str, device: str
) -> None:
    template = tmp_path / "own" / name
    template.parent.mkdir(parents=True)
    template.symlink_to(device)

    ended = process("render", ENCRYPT, "-o", "out", "--templates", "own")

    assert ended.code == 1
    assert f"The template {name} is a link that leads out of the folder of templates" in on_one_line(ended)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("planted", ["pipe", "folder", "huge"])
def test_what_is_planted_in_the_cache_is_no_entry(tmp_path: Path, planted: str) -> None:
    cache = UserCache(tmp_path / "kind")
    cache.save("other", b"x")
    entry = tmp_path / "kind" / "entry"
    if planted == "pipe":
        os.mkfifo(entry)
    elif planted == "folder":
        entry.mkdir()
    else:
        entry.touch()
        os.truncate(entry, 1 << 30)

    assert cache.load("entry") is None
    assert cache.load("other") == b"x"


@pytest.mark.parametrize("umask", [0o000, 0o002, 0o077])
def test_an_entry_is_the_users_own_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    cache = UserCache(tmp_path / "kind")
    before = os.umask(umask)
    try:
        cache.save("entry", b"x")
    finally:
        os.umask(before)

    assert cache.load("entry") == b"x"
    assert (tmp_path / "kind" / "entry").stat().st_mode & 0o777 == 0o600


def test_a_pipe_in_the_place_of_an_unfinished_entry_is_not_waited_for(tmp_path: Path) -> None:
    cache = UserCache(tmp_path / "kind")
    cache.save("entry", b"x")
    os.mkfifo(tmp_path / "kind" / ".entry.unfinished")

    with pytest.raises(OSError, match="No such device or address"):
        cache.save("entry", b"y")

    assert cache.load("entry") == b"x"
