"""What adbkms has promised itself, and what the figures say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench import names
from bench.figures import Figure, Figures

_SIZE = 10_000


@dataclass(frozen=True, slots=True)
class Goal:
    """`is_met` is None where it was not measured."""

    text: str
    measured: str
    is_met: bool | None


def goals(figures: Figures) -> Iterator[Goal]:
    """All, in the order in which they matter."""
    cold = figures.get(names.COLD, _SIZE)
    seconds_and_memory = "10,000 databases in 1,000 stacks, cold and verified: ≤ 3 s, ≤ 500 MiB"
    if cold:
        is_met = cold.seconds <= 3 and cold.peak <= 500
        yield Goal(seconds_and_memory, f"{cold.seconds:.2f} s, {cold.peak:.0f} MiB", is_met)
    else:
        yield _not_measured(seconds_and_memory)
    yield _at_most("nothing changed: ≤ 0.3 s", figures.get(names.UNCHANGED, _SIZE), 0.3)
    yield _at_most("one database changed: ≤ 1 s", figures.get(names.ONE_CHANGED, _SIZE), 1)
    yield _slope(figures)
    yield _faster("4 times as fast as cdktf's synth in JavaScript", figures.get(names.CDKTF, _SIZE), cold)
    yield _faster("4 times as fast as copier", figures.get(names.COPIER, _SIZE), cold)
    yield _ratio("within 8 times of Jinja2 alone", cold, figures.get(names.BARE_JINJA, _SIZE), 8)
    yield _ratio("the mixed fleet within 3 times of the plain one", figures.get(names.MIXED, _SIZE), cold, 3)
    version, interpreter = figures.get(names.VERSION, 0), figures.get(names.INTERPRETER, 0)
    text = "`adbkms --version`: ≤ 0.05 s above Python alone"
    if version and interpreter:
        above = version.seconds - interpreter.seconds
        yield Goal(text, f"{above:.3f} s", above <= 0.05)
    else:
        yield _not_measured(text)


def per_database(figures: Figures, name: str, databases: int) -> float | None:
    """Seconds that each database adds to what the smallest fleet takes."""
    sizes = [one.databases for one in figures.figures if one.name == name and one.databases]
    here = figures.get(name, databases)
    smallest = figures.get(name, min(sizes)) if sizes else None
    if here is None or smallest is None or here.databases == smallest.databases:
        return None
    return (here.seconds - smallest.seconds) / (here.databases - smallest.databases)


def _slope(figures: Figures) -> Goal:
    text = "a database at 100,000 costs at most 20 % more than at 1,000"
    few, many = (per_database(figures, names.COLD, size) for size in (1_000, 100_000))
    if not few or not many:
        return _not_measured(text)
    return Goal(text, f"{few * 1000:.3f} and {many * 1000:.3f} ms: {many / few - 1:+.0%}", many <= few * 1.2)


def _at_most(text: str, figure: Figure | None, seconds: float) -> Goal:
    return Goal(text, f"{figure.seconds:.2f} s", figure.seconds <= seconds) if figure else _not_measured(text)


def _faster(text: str, other: Figure | None, ours: Figure | None) -> Goal:
    if not other or not ours:
        return _not_measured(text)
    return Goal(text, f"{other.seconds / ours.seconds:.1f} times", other.seconds >= 4 * ours.seconds)


def _ratio(text: str, longer: Figure | None, shorter: Figure | None, most: float) -> Goal:
    if not longer or not shorter:
        return _not_measured(text)
    return Goal(text, f"{longer.seconds / shorter.seconds:.1f} times", longer.seconds <= most * shorter.seconds)


def _not_measured(text: str) -> Goal:
    return Goal(text, "not measured", None)
