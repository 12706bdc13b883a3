"""The machine's own Chromium, and a page in it that hears everything that goes wrong."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field

from playwright.sync_api import Dialog, Page

EXECUTABLE_VARIABLE = "ADBKMS_TEST_CHROMIUM"
LEAVE_OUT_VARIABLE = "ADBKMS_TEST_ALLOW_NO_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
LEFT_OUT = f"left out, as {LEAVE_OUT_VARIABLE} allows: Chromium is missing"
MISSING = (
    f"There is no {', '.join(NAMES)} on the PATH. On Debian: apt-get install chromium fonts-dejavu-core. Or name one "
    f"by {EXECUTABLE_VARIABLE}, or set {LEAVE_OUT_VARIABLE}=1 to leave these tests out."
)
# Nothing of what a browser does for its user is wanted, above all no traffic of its own.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The executable that the variable names, or else the first of the names that is on the PATH."""
    named = os.environ.get(EXECUTABLE_VARIABLE)
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def flags() -> list[str]:
    """Chromium's sandbox does not work for root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


@dataclass
class Heard:
    """Everything that a page has asked for, and all that it complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """From now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
