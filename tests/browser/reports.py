"""Reports of specs, as the command writes them."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import has_errors
from generator.diff.changes import Difference
from generator.generate import generate
from generator.overview import overview
from generator.report.page.document import report_page
from generator.report.page.model import Page
from generator.stages import Place, standings

ROOT = Path(__file__).parents[2]
FLEET = ROOT / "examples" / "fleet" / "specs"
QUICKSTART = ROOT / "examples" / "quickstart" / "3-encrypt.yaml"


def report_of(spec: Path, difference: Difference | None = None) -> str:
    """The report of a spec whose tree is in `terraform`."""
    return report_page(page_of(spec, difference))


def page_of(spec: Path, difference: Difference | None = None) -> Page:
    """What it shows."""
    generated = generate([str(spec)])
    if has_errors(generated.diagnostics):
        return overview(generated.spec, (), {}, (), generated.diagnostics)
    answer = standings(generated.spec, generated.roots, Place([str(spec)], "terraform", is_current=True))
    return overview(generated.spec, generated.roots, generated.tree, answer, generated.diagnostics, difference)
