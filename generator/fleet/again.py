"""The texts of stacks that earlier runs have made: most are never wanted, since the tree has them already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.fleet.codes import OTHER_TEXT
from generator.fleet.made import Stack
from generator.fleet.parts import Part
from generator.fleet.settings import Settings
from generator.fleet.spool import Spool
from generator.fleet.stopped import Stopped
from generator.publish.content import Content

if TYPE_CHECKING:
    from generator.render.tree import Renderer


class Again:
    """Makes texts again when one is wanted: those of its whole part, which is read only once however the stacks are
    asked for. They go where the new ones are."""

    def __init__(self, settings: Settings, spool: Spool) -> None:
        self._settings = settings
        self._spool = spool
        self._texts: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def contents(self, part: Part, stack: Stack) -> Iterator[tuple[str, Content]]:
        """The files of a stack of a part. Reading them raises `Stopped` where they are not what they were."""
        for path, sha256 in stack.files.items():
            yield path, Content(sha256, partial(self._read, part, path, sha256))

    def _read(self, part: Part, path: str, sha256: str) -> bytes:
        if path not in self._texts:
            from generator.fleet.make import texts_of  # Jinja2, and all that makes a stack

            for made, text in texts_of(part, self._settings, self._renderer):
                self._texts[made] = hashlib.sha256(text).hexdigest(), self._spool.add(text)
        digest, read = self._texts.get(path, ("", bytes))
        if digest != sha256:
            detail = (
                f"{path} was verified by an earlier run. Made again it is another text: a template, or adbkms itself, "
                "was changed while this run was at work. Run again; with --full-parse nothing is taken from earlier "
                "runs."
            )
            raise Stopped(OTHER_TEXT, "A text is not what was verified", detail)
        return read()

    @cached_property
    def _renderer(self) -> Renderer:
        from generator.render.tree import Renderer

        return Renderer(self._settings.templates)
