"""docs/performance.md and its plots are what the figures beside it give."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bench import names
from bench.figures import Figure, Figures, read_figures
from bench.goals import goals
from bench.page import FIGURES, PAGE, made
from bench.plot import plot


def figure(name: str, databases: int, seconds: float, peak: float = 100) -> Figure:
    return Figure(name, databases, seconds, seconds, peak, runs=3)


GOOD = [
    figure(names.INTERPRETER, 0, 0.01),
    figure(names.VERSION, 0, 0.02),
    figure(names.COLD, 10, 0.2),
    figure(names.COLD, 1_000, 0.398),
    figure(names.COLD, 10_000, 2.5, peak=400),
    figure(names.COLD, 100_000, 20.2),
    figure(names.UNCHANGED, 10_000, 0.2),
    figure(names.ONE_CHANGED, 10_000, 0.4),
    figure(names.MIXED, 10_000, 7),
    figure(names.BARE_JINJA, 10_000, 0.5),
    figure(names.COPIER, 10_000, 18),
    figure(names.CDKTF, 10_000, 12),
]


def test_the_page_is_made_of_the_figures() -> None:
    for file, text in made(read_figures(FIGURES), PAGE.read_text("utf-8")).items():
        assert file.read_text("utf-8") == text, f"run: python -m bench.page  ({file.name})"


def test_every_goal_can_be_met() -> None:
    assert {goal.is_met for goal in goals(Figures([], figures=GOOD))} == {True}


def test_without_figures_no_goal_counts_as_met() -> None:
    assert {goal.is_met for goal in goals(Figures([]))} == {None}


@pytest.mark.parametrize(
    ("name", "databases", "change", "goal"),
    [
        (names.COLD, 10_000, {"peak": 501.0}, "500 MiB"),
        (names.COLD, 10_000, {"seconds": 3.01}, "≤ 3 s"),
        (names.UNCHANGED, 10_000, {"seconds": 0.31}, "nothing changed"),
        (names.ONE_CHANGED, 10_000, {"seconds": 1.01}, "one database changed"),
        (names.COLD, 100_000, {"seconds": 24.3}, "20 %"),
        (names.CDKTF, 10_000, {"seconds": 9.9}, "cdktf"),
        (names.COPIER, 10_000, {"seconds": 9.9}, "copier"),
        (names.BARE_JINJA, 10_000, {"seconds": 0.31}, "Jinja2 alone"),
        (names.MIXED, 10_000, {"seconds": 7.6}, "mixed fleet"),
        (names.VERSION, 0, {"seconds": 0.061}, "--version"),
    ],
)
def test_a_goal_that_is_missed_is_said_to_be(name: str, databases: int, change: dict[str, float], goal: str) -> None:
    changed = [replace(one, **change) if (one.name, one.databases) == (name, databases) else one for one in GOOD]  # type: ignore[arg-type]

    missed = [one.text for one in goals(Figures([], figures=changed)) if one.is_met is False]

    assert any(goal in text for text in missed)


def test_what_was_left_out_is_in_the_table_with_the_reason() -> None:
    figures = Figures([], {names.COPIER: "not installed"}, [one for one in GOOD if one.name != names.COPIER])

    page = made(figures, "<!-- made by bench.page: seconds -->\n\n\n\n<!-- end of seconds -->")[PAGE]

    assert "copier, the same bytes: not installed" in page


def test_a_plot_shows_every_line_with_its_name() -> None:
    svg = plot("Title", "across", "up", {"one & only": [(10, 0.5), (1000, 2)], "other": [(10, 3)], "nothing": []})

    texts = [element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    assert {"one & only", "other", "across", "up", "10", "1,000"} <= set(texts)
    assert "nothing" not in texts


@pytest.mark.parametrize(("cpu", "is_said"), [(0.9, False), (0.3, True)])
def test_a_machine_that_was_busy_with_something_else_is_said_to_have_been(cpu: float, is_said: bool) -> None:
    script = replace(figure(names.JINJA_SCRIPT, 1_000, seconds=1), cpu=cpu)

    page = made(Figures([], figures=[script]), "<!-- made by bench.page: machine -->\n\n\n\n<!-- end of machine -->")[
        PAGE
    ]

    assert ("the figures are too high" in page) is is_said
