"""The compiled grammar is kept for the next start, and nothing but a sound and private file is loaded."""

from __future__ import annotations

import gc
import os
import stat
import subprocess
import sys
from pathlib import Path

import lark
import pytest
from lark import Tree

from generator.collector import collector_paused
from generator.verify import grammar_cache, hcl_grammar
from generator.verify.grammar_cache import cache_folder, open_parser

TEXT = 'a "b" {\n  c = [1, 2]\n}\n'
PRIVATE = 0o700


@pytest.fixture(scope="module")
def compiled() -> lark.Lark:
    """The parser, compiled: once for all tests, since it takes a second."""
    return grammar_cache.compile_grammar(hcl_grammar.grammar_text())


@pytest.fixture
def compilations(compiled: lark.Lark, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Holds the grammar as often as it was compiled."""
    done: list[str] = []

    def compile_grammar(grammar: str) -> lark.Lark:
        done.append(grammar)
        return compiled

    monkeypatch.setattr(grammar_cache, "compile_grammar", compile_grammar)
    return done


def kept(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def works(folder: Path) -> bool:
    return isinstance(open_parser(folder).parse(TEXT), Tree)


def test_the_second_start_compiles_nothing(tmp_path: Path, compilations: list[str]) -> None:
    folder = tmp_path / "new" / "grammar"
    first = open_parser(folder).parse(TEXT)
    second = open_parser(folder).parse(TEXT)
    assert first == second
    assert len(compilations) == 1
    assert stat.S_IMODE(folder.stat().st_mode) == PRIVATE
    assert stat.S_IMODE(kept(folder).stat().st_mode) == PRIVATE & ~0o100


def test_the_tree_is_that_of_python_hcl2(tmp_path: Path, compilations: list[str]) -> None:
    reference = (
        "import hcl2.parser\n"
        f"hcl2.parser.PARSER_FILE = {str(tmp_path / 'reference')!r}\n"  # not into the installed package
        f"print(hcl2.parses_to_tree({TEXT!r}).pretty())\n"
    )
    tree = subprocess.run([sys.executable, "-c", reference], capture_output=True, text=True, check=True).stdout
    assert open_parser(tmp_path / "grammar").parse(TEXT + "\n").pretty() == tree[:-1]


@pytest.mark.parametrize("damage", [b"", b"torn", None])
def test_a_damaged_file_is_replaced(tmp_path: Path, compilations: list[str], damage: bytes | None) -> None:
    folder = tmp_path / "grammar"
    assert works(folder)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert works(folder)
    assert kept(folder).read_bytes()[:32] == whole[:32]
    assert works(folder)
    assert len(compilations) == 2


@pytest.mark.parametrize("mode", [0o777, 0o750, 0o705])
def test_a_folder_that_others_can_enter_is_not_trusted(tmp_path: Path, compilations: list[str], mode: int) -> None:
    folder = tmp_path / "grammar"
    assert works(folder)
    folder.chmod(mode)
    assert works(folder)
    assert len(compilations) == 2


def test_a_file_that_others_can_write_is_not_trusted(tmp_path: Path, compilations: list[str]) -> None:
    folder = tmp_path / "grammar"
    assert works(folder)
    kept(folder).chmod(0o666)
    assert works(folder)
    assert len(compilations) == 2


def test_a_folder_of_somebody_else_is_not_trusted(
    tmp_path: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "grammar"
    assert works(folder)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert works(folder)
    assert len(compilations) == 2


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path, compilations: list[str]) -> None:
    assert works(tmp_path / "elsewhere")
    (tmp_path / "grammar").symlink_to(tmp_path / "elsewhere")
    assert works(tmp_path / "grammar")
    assert len(compilations) == 2


def test_where_no_folder_can_be_made_every_start_compiles(tmp_path: Path, compilations: list[str]) -> None:
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        assert works(tmp_path / "file" / "grammar")
    assert len(compilations) == 2


def test_the_folder_is_chosen_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADBKMS_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path / "grammar"


def test_without_a_choice_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ADBKMS_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_folder().is_relative_to(tmp_path)
    assert cache_folder().parts[-2:] == ("adbkms", "grammar")


def test_the_package_hcl2_itself_is_not_imported() -> None:
    reading = "import sys; from generator.verify.hcl_reader import read; read('a {}', 'main.tf')"
    ran = subprocess.run(
        [sys.executable, "-c", f"{reading}; print('hcl2' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "False\n"


def test_another_package_in_its_place_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hcl2").mkdir()
    (tmp_path / "hcl2" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    hcl_grammar.package_folder.cache_clear()
    monkeypatch.delitem(sys.modules, "hcl2", raising=False)
    with pytest.raises(hcl_grammar.GrammarMissing, match="install checkov in an environment of its own"):
        hcl_grammar.package_folder()


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with collector_paused():
            assert not gc.isenabled()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
