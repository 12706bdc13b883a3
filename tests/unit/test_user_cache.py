"""The cache does not grow without end: what nobody uses any more goes, and so do the oldest of too many."""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator import user_cache
from generator.user_cache import UserCache

_DAY = 24 * 60 * 60


def named(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def let_days_go_by(file: Path, days: float) -> None:
    then = time.time() - days * _DAY
    os.utime(file, (then, then))


@pytest.fixture
def cache(tmp_path: Path) -> UserCache:
    """A cache with an entry of 100 bytes."""
    cache = UserCache(tmp_path / "made")
    cache.save(named("kept"), b"x" * 68)
    return cache


def test_what_was_not_used_for_a_month_goes_when_something_is_kept(cache: UserCache) -> None:
    let_days_go_by(cache.folder / named("kept"), 31)

    cache.save(named("new"), b"y")

    assert cache.load(named("kept")) is None
    assert cache.load(named("new")) == b"y"


def test_what_was_used_stays(cache: UserCache) -> None:
    let_days_go_by(cache.folder / named("kept"), 31)
    assert cache.load(named("kept")) == b"x" * 68

    cache.save(named("new"), b"y")

    assert cache.load(named("kept")) == b"x" * 68


def test_of_too_much_the_oldest_go(cache: UserCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "MOST_TOGETHER", 250)
    cache.save(named("second"), b"y" * 68)
    let_days_go_by(cache.folder / named("second"), 1)

    cache.save(named("third"), b"z" * 68)

    assert [cache.load(named(one)) is not None for one in ("kept", "second", "third")] == [True, False, True]


def test_what_a_killed_run_has_left_goes_too(cache: UserCache) -> None:
    left = cache.folder / f".{named('left')}.unfinished"
    left.write_bytes(b"half")
    let_days_go_by(left, 31)

    cache.save(named("new"), b"y")

    assert not left.exists()


def test_somebody_elses_files_in_the_folder_stay(cache: UserCache) -> None:
    """ADBKMS_CACHE_DIR may name a folder in which there is more, such as `templates`."""
    others = [cache.folder / name for name in ("main.tf.j2", "README.md", "abc123")]
    for other in others:
        other.write_text("theirs")
        let_days_go_by(other, 1000)
    (cache.folder / named("a folder")).mkdir()
    let_days_go_by(cache.folder / named("a folder"), 1000)

    cache.save(named("new"), b"y")

    assert [other.read_text() for other in others] == ["theirs"] * 3
    assert (cache.folder / named("a folder")).is_dir()


def test_many_at_once_do_not_stumble_over_each_other(cache: UserCache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_cache, "MOST_TOGETHER", 1000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: cache.save(named(str(number)), b"x" * 100), range(400)))

    assert sum(one.stat().st_size for one in cache.folder.iterdir()) <= 1000
    assert cache.load(named("kept")) is None
