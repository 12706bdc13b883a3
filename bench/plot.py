"""A log-log plot as SVG, for light and dark pages; the same lines give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 860, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 190, 20, 52
_LABEL_DISTANCE = 15  # pixels between two lines' names

# Distinct without red beside green, and of enough contrast on white and on dark grey: light, dark.
_COLOURS = [
    ("#0550ae", "#79c0ff"),
    ("#953800", "#ffa657"),
    ("#8250df", "#d2a8ff"),
    ("#57606a", "#8b949e"),
    ("#9a6700", "#e3b341"),
    ("#bf3989", "#ff9bce"),
    ("#116329", "#56d364"),
    ("#0a7f86", "#39c5cf"),
    ("#a40e26", "#ff7b72"),
]
_DASHES = ["", "7 4", "2 4"]

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Axis:
    """From 10^`low` to 10^`high`, over pixels from `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[tuple[float, float]]:
        """The powers of ten, each with its pixel."""
        return [(10.0**power, self.at(10.0**power)) for power in range(self.low, self.high + 1)]


def plot(title: str, across: str, up: str, lines: Mapping[str, Points]) -> str:
    """Lines by their names; values are above 0. Lines without points are left out."""
    drawn = {name: points for name, points in lines.items() if points}
    x = _axis([point[0] for points in drawn.values() for point in points], _LEFT, _WIDTH - _RIGHT)
    y = _axis([point[1] for points in drawn.values() for point in points], _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        _style(len(drawn)),
        *_grid(x, y, across, up),
    ]
    ends = _apart({name: y.at(points[-1][1]) for name, points in drawn.items()})
    for index, (name, points) in enumerate(drawn.items()):
        parts += _line(index, name, [(x.at(one), y.at(other)) for one, other in points], ends[name])
    return "\n".join([*parts, "</svg>", ""])


def _axis(values: Sequence[float], start: float, end: float) -> Axis:
    low = floor(log10(min(values, default=1)))
    return Axis(low, max(ceil(log10(max(values, default=10))), low + 1), start, end)


def _style(lines: int) -> str:
    def colours(dark: bool) -> str:
        return " ".join(
            f".l{index} {{ stroke: {_COLOURS[index % len(_COLOURS)][dark]}; }} "
            f".t{index} {{ fill: {_COLOURS[index % len(_COLOURS)][dark]}; }}"
            for index in range(lines)
        )

    return (
        "<style>.grid { stroke: #d0d7de; } .text { fill: #1f2328; } .line { fill: none; stroke-width: 2.2; } "
        f"{colours(False)} @media (prefers-color-scheme: dark) {{ .grid {{ stroke: #30363d; }} "
        f".text {{ fill: #e6edf3; }} {colours(True)} }}</style>"
    )


def _grid(x: Axis, y: Axis, across: str, up: str) -> list[str]:
    parts = []
    for value, pixel in x.ticks():
        parts.append(f'<path class="grid" d="M{pixel:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>')
        parts.append(f'<text class="text" x="{pixel:.1f}" y="{_HEIGHT - 30}" text-anchor="middle">{value:,.0f}</text>')
    for value, pixel in y.ticks():
        parts.append(f'<path class="grid" d="M{_LEFT} {pixel:.1f}H{_WIDTH - _RIGHT}"/>')
        parts.append(f'<text class="text" x="{_LEFT - 8}" y="{pixel + 4:.1f}" text-anchor="end">{value:g}</text>')
    middle_across, middle_up = (_LEFT + _WIDTH - _RIGHT) / 2, (_TOP + _HEIGHT - _BOTTOM) / 2
    parts.append(
        f'<text class="text" x="{middle_across}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>'
    )
    parts.append(
        f'<text class="text" transform="translate(18 {middle_up}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
    )
    return parts


def _line(index: int, name: str, pixels: Points, label: float) -> list[str]:
    way = "L".join(f"{across:.1f} {up:.1f}" for across, up in pixels)
    dash = _DASHES[index % len(_DASHES)]
    dots = [f'<circle class="t{index}" cx="{across:.1f}" cy="{up:.1f}" r="3"/>' for across, up in pixels]
    last, beside = pixels[-1], _WIDTH - _RIGHT + 8
    leader = f"M{last[0]:.1f} {last[1]:.1f}L{beside} {label:.1f}"
    return [
        f'<path class="line l{index}" stroke-dasharray="{dash or "none"}" d="M{way}"/>',
        *dots,
        f'<path class="l{index}" stroke-width="0.7" fill="none" d="{leader}"/>',
        f'<text class="t{index}" x="{beside + 4}" y="{label + 4:.1f}">{escape(name)}</text>',
    ]


def _apart(wanted: Mapping[str, float]) -> dict[str, float]:
    """Where the names stand: near where their lines end, and never on one another."""
    placed: dict[str, float] = {}
    free = float(_TOP)
    for index, (name, pixel) in enumerate(sorted(wanted.items(), key=lambda one: one[1])):
        below = (len(wanted) - index - 1) * _LABEL_DISTANCE
        placed[name] = min(max(pixel, free), _HEIGHT - _BOTTOM - below)
        free = placed[name] + _LABEL_DISTANCE
    return placed
