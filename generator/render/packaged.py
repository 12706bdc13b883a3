"""What is shipped with adbkms: the templates, and the Terraform modules as they were rendered from them."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
MOST_TEMPLATE_BYTES = 1024 * 1024


def resource_folder(name: str) -> Path:
    """`templates` or `modules`: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def packaged_module(module: str) -> dict[str, str]:
    """The module's files as they are shipped: they were rendered from our templates, and tests prove it."""
    folder = resource_folder("modules") / module
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_terraforms_own(path))
    return {f"modules/{module}/{path.relative_to(folder).as_posix()}": path.read_text("utf-8") for path in files}


def _is_terraforms_own(path: Path) -> bool:
    return ".terraform" in path.parts or path.name.startswith((".terraform.lock", "terraform.tfstate"))
