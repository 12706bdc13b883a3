"""`python -m tests.screenshots` takes every picture into `docs/images`; look at each before it is committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import MISSING, find_chromium, flags
from tests.screenshots.comment import comment_page
from tests.screenshots.terminal import ROOT, terminal_page

IMAGES = ROOT / "docs" / "images"
COMMENT = ROOT / "tests" / "golden" / "rotation_50" / "comment.md"
FLEET = "examples/fleet/specs --tree examples/fleet/rendered/specs"
WRONG = (
    "sed 's/encryption:/encrpytion:/; s/external_id: tenant_ocid/external_id: tenancy_ocid/' "
    "examples/quickstart/3-encrypt.yaml > wrong.yaml"
)
ROTATE = "cp examples/quickstart/3-encrypt.yaml spec.yaml; adbkms key rotate spec.yaml payments-prod/orders"
MOST_BYTES = 200 * 1024


@dataclass(frozen=True)
class Picture:
    """A page and how it is looked at: `height` is that of the window, or None for all of the page."""

    name: str
    html: str
    width: int = 1200
    height: int | None = 900
    dark: bool = False
    scroll_to: str | None = None


def pictures(folder: Path) -> Iterator[Picture]:
    """All of them; the commands run in a folder with a copy of the examples."""
    report = _printed(folder, f"adbkms report {FLEET} -o -")
    yield Picture("report", report)
    yield Picture("report-chain", report, height=640, scroll_to="[id='stack/payments-prod']")
    yield Picture("report-dark", report, dark=True, scroll_to="[id='stack/payments-prod']")
    yield Picture("report-phone", report, width=360, height=900, scroll_to="[id='stack/payments-prod'] .chain")
    _printed(folder, ROTATE)
    difference = _printed(folder, "adbkms diff examples/quickstart/3-encrypt.yaml spec.yaml --format html")
    yield Picture("diff", difference, width=1000, height=720)
    _printed(folder, WRONG)
    yield Picture("validate", terminal_page(folder, "adbkms validate wrong.yaml --terraform off"), height=None)
    compared = "adbkms diff examples/quickstart/3-encrypt.yaml spec.yaml"
    yield Picture("diff-terminal", terminal_page(folder, compared), width=900, height=620)
    if COMMENT.is_file():
        yield Picture("comment", comment_page(COMMENT.read_text("utf-8")), width=900, height=None)


def main() -> int:
    """1 where there is no browser, or where a picture is too large for a page of documentation."""
    executable = find_chromium()
    if executable is None:
        print(MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        shutil.copytree(ROOT / "examples", Path(made, "examples"))
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        for picture in pictures(Path(made)):
            size = _take(browser, picture, Path(made, "page.html"))
            too_large += size > MOST_BYTES
            print(f"{size / 1024:6.0f} KiB  docs/images/{picture.name}.png{'  TOO LARGE' * (size > MOST_BYTES)}")
        browser.close()
    return int(too_large > 0)


def _take(browser: Browser, picture: Picture, file: Path) -> int:
    """How many bytes it has."""
    file.write_text(picture.html, "utf-8", newline="\n")
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height or 100},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    page.goto(file.as_uri())
    if picture.scroll_to:
        page.locator(picture.scroll_to).first.evaluate("one => one.scrollIntoView()")
    target = IMAGES / f"{picture.name}.png"
    if picture.height is None and (code := page.locator("body > pre")).count():
        code.screenshot(path=target)
    else:
        page.screenshot(path=target, full_page=picture.height is None)
    page.close()
    return target.stat().st_size


def _printed(folder: Path, command: str) -> str:
    """What a shell's command prints to standard output; 2 means a difference."""
    script = f'adbkms() {{ PYTHONPATH="{ROOT}" "{sys.executable}" -m generator "$@"; }}; {command}'
    done = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 2):
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
