"""What the file declares, readable or not: what could not be read has been reported and is not missing."""

from __future__ import annotations

from typing import Literal

from generator.spec.load import LoadedStack
from generator.spec.nodes import Mapping, Scalar

Section = Literal["keys", "policies", "roles", "databases"]


def declared_names(loaded: LoadedStack, section: Section) -> tuple[str, ...] | None:
    """The names in a section of a stack; None if the section itself could not be read."""
    node = loaded.node.get(section)
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return ()
    return tuple(node.entries) if isinstance(node, Mapping) else None


def is_declared(loaded: LoadedStack, section: Section, name: str) -> bool:
    """True if the section has that name, or may have it."""
    if name in getattr(loaded.stack, section):
        return True
    names = declared_names(loaded, section)
    return names is None or name in names
