"""What was measured on: figures say nothing without it."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from importlib import metadata
from pathlib import Path

from bench.workplace import ROOT

LIBRARIES = ("typer", "jinja2", "markupsafe", "msgspec", "python-hcl2", "lark", "pyyaml")


def description() -> list[str]:
    """Machine, Python and libraries."""
    from generator import __version__

    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return [
        f"adbkms {__version__}, its code and templates with the digest {_code()}; {libraries}",
        f"{platform.python_implementation()} {platform.python_version()}",
        f"{platform.system()} {platform.machine()}, {_processor()}, {_cores()} cores",
    ]


def load() -> str:
    """How busy the machine has been for a minute. With more processes than cores, figures are worse than they are."""
    return f"load average {os.getloadavg()[0]:.1f}, what is measured and the stand-ins among it"


def _code() -> str:
    """The beginning of a SHA-256, so that figures of other code are not taken for those of this."""
    files = (file for folder in ("generator", "templates", "modules") for file in sorted((ROOT / folder).rglob("*")))
    whole = hashlib.sha256()
    for file in files:
        if file.suffix in (".py", ".json", ".j2", ".tf"):
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or "a processor that does not say its name"


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
