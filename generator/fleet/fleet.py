"""A whole spec by its parts: the tree, the facts for the manifest, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from generator.configuration.history import StackFacts, keys_by_ocid, read_facts
from generator.configuration.succession import Succession, check_successions
from generator.diagnostics import Diagnostic, Found, has_errors, in_reading_order
from generator.fleet import memory
from generator.fleet.again import Again
from generator.fleet.made import MadePart, Stack, Step
from generator.fleet.parts import Part, batches, cut, forget, load_part
from generator.fleet.settings import Settings, key_after
from generator.fleet.spool import Spool
from generator.fleet.stopped import Stopped
from generator.fleet.workers import Workers, available_jobs, workers
from generator.generate import generate_spec, verify_modules
from generator.publish.content import Content, in_memory
from generator.publish.contents import encoded
from generator.render.packaged import packaged_module
from generator.rules import check_between, put_together
from generator.spec.defaults import MAX_DEFAULTED_NODES
from generator.spec.files import SpecText, read_files
from generator.spec.load import digest_of, parse_spec
from generator.stages import Place, standings

_SMALL = 64 * 1024  # bytes of a spec; starting processes would take longer than making it

Done = Callable[[int, float], object]


@dataclass(frozen=True)
class Fleet:
    """What a spec gives. With an error among the `diagnostics` the rest is empty or not to be used.

    `tree` has the content of each file by path, `facts` what the manifest keeps of each stack, `digest` that of the
    spec. `databases` are the names of all, STACK/DATABASE, `steps` what comes next for them, None where that is not the
    same for all.
    """

    tree: Mapping[str, Content]
    facts: Mapping[str, Mapping[str, Any]]
    digest: str
    databases: tuple[str, ...]
    steps: tuple[Step, ...] | None
    diagnostics: tuple[Diagnostic, ...]
    remember: Callable[..., None] = lambda *, is_published: None


@dataclass(frozen=True)
class Request:
    """What is to be made: `specs` are files, folders or `-`; `out` is the folder of the tree, if there is one, and
    `previous` the facts of the stacks in its manifest, as JSON's types. `jobs` is the number of processes, 0 for as
    many as may run at a time. `full_parse` parses every file in full and takes nothing from earlier runs."""

    specs: Sequence[str]
    out: Path | None = None
    templates: Path | None = None
    previous: Mapping[str, Any] | None = None
    full_parse: bool = False
    jobs: int = 0


def make_fleet(request: Request, done: Done = lambda stacks, share: None, start: Workers = workers) -> Fleet:
    """The tree of a spec, verified: the same for any number of jobs.

    `done` is called again and again with the number of stacks that have been made, and the share of the spec that this
    is, from 0 to 1; `start` makes parts.
    """
    texts, noted = read_files(request.specs)
    before, wrong = read_facts(request.previous or {})
    place = Place(request.specs, str(request.out) if request.out else None, is_current=True)
    if has_errors(noted) or wrong:
        return _whole(request, texts, noted, place)
    settings = Settings(
        memory.code(request.templates), place, request.templates, request.full_parse, before, keys_by_ocid(before)
    )
    try:
        return _Run(request, settings, texts, noted).fleet(done, start)
    except Stopped as stopped:
        return Fleet({}, {}, "", (), None, stopped.diagnostics)


class _Run:
    def __init__(
        self, request: Request, settings: Settings, texts: Sequence[SpecText], noted: Sequence[Diagnostic]
    ) -> None:
        self._request = request
        self._texts = texts
        self._noted = noted  # warnings about the texts
        self._parts = cut(texts)
        self._name = memory.digest(
            repr((*settings.place.specs, settings.place.out, str(Path.cwd()))).encode("utf-8", "surrogatepass")
        )
        self._memory = memory.Memory() if request.full_parse else memory.load(self._name, request.previous or {})
        self._settings = replace(settings, known=self._memory.stacks)
        self._spool = Spool()
        self._again = Again(self._settings, self._spool)
        self._made: list[tuple[Part, MadePart]] = []
        self._is_known = False  # all of it
        self._findings = Found()
        self._tree: dict[str, Content] = {}

    def fleet(self, done: Done, start: Workers) -> Fleet:
        self._make(done, start)
        if self._needs_whole():
            forget()
            return _whole(self._request, self._texts, self._noted, self._settings.place)
        if self._findings.is_full():
            return Fleet({}, {}, "", (), None, tuple(in_reading_order([*self._noted, *self._findings.all()])))
        found = put_together([*(one for _, made in self._made for one in made.spec_findings), *self._between()])
        found += [*self._noted, *self._findings.all()]
        stacks = {stack.name: stack for _, made in self._made for stack in made.stacks}
        found += self._lost(stacks)
        found += self._add_modules({module for stack in stacks.values() for module in stack.modules})
        return Fleet(
            tree=self._tree,
            facts={name: stack.facts for name, stack in stacks.items()},
            digest=digest_of({name: stack.meaning for name, stack in stacks.items()}),
            databases=tuple(f"{name}/{one}" for name, stack in stacks.items() for one in stack.databases),
            steps=_same(stack.steps for stack in stacks.values() if stack.databases),
            diagnostics=tuple(in_reading_order(found)),
            remember=self._remember,
        )

    def _make(self, done: Done, start: Workers) -> None:
        """Makes every part that is not known, and keeps the texts of all; up to the part that shows that this is for
        nothing."""
        known = {at: self._known(part) for at, part in enumerate(self._parts)}
        missing = [part for at, part in enumerate(self._parts) if known[at] is None]
        self._is_known = not missing
        is_small = sum(part.size for part in missing) <= _SMALL
        to_make = tuple(batches(missing))
        jobs = 1 if is_small else min(self._request.jobs or available_jobs(), len(to_make))
        stacks, size, whole = 0, 0, max(sum(part.size for part in self._parts), 1)
        with start(jobs, self._settings, to_make) as batches_made:
            results = (one for batch in batches_made for one in batch)
            for at, part in enumerate(self._parts):
                made = known[at] or next(results)
                for stack in made.stacks:
                    self._tree |= self._contents(part, stack)
                self._made.append((part, made if known[at] else _without_texts(made)))
                self._findings.add(made.findings)
                if has_errors(made.spec_findings) or self._findings.is_full():
                    return
                stacks += len(made.stacks)
                size += part.size
                done(stacks, size / whole)

    def _key(self, part: Part) -> bytes:
        above = part.above.sha256 if part.above else b""
        where = repr((part.text.filename, part.text.is_folder_defaults, part.number, part.of))
        return memory.digest(self._settings.code, part.text.sha256, above, where.encode("utf-8", "surrogatepass"))

    def _known(self, part: Part) -> MadePart | None:
        """A part as it was made before, if it and the tree before it are the same."""
        kept = self._memory.parts.get(self._key(part))
        if kept is None or any(name not in self._memory.stacks for name in kept.stacks):
            return None
        before = [(self._request.previous or {}).get(name) for name in kept.stacks]
        if kept.before != memory.digest_of_facts(before):
            return None
        stacks = tuple(self._memory.stacks[name] for name in kept.stacks)
        return MadePart(kept.stacks, kept.defaulted, stacks, kept.findings, ())

    def _contents(self, part: Part, stack: Stack) -> Iterator[tuple[str, Content]]:
        if stack.texts is None:
            yield from self._again.contents(part, stack)
            return
        for path, text in stack.texts.items():
            yield path, Content(stack.files[path], self._spool.add(text))

    def _add_modules(self, names: set[str]) -> list[Diagnostic]:
        files, faults = _modules(names, self._request.templates)
        texts, unwritable = encoded(files)
        self._tree |= {path: in_memory(text) for path, text in texts.items()}
        return (faults or verify_modules(names, files, self._request.full_parse)) + unwritable

    def _between(self) -> list[Diagnostic]:
        """What is wrong between stacks. Only those that share something are looked at."""
        first: dict[bytes, str] = {}
        names: set[str] = set()
        for _, made in self._made:
            for stack in made.stacks:
                for shared in stack.shared:
                    if shared in first:
                        names |= {first[shared], stack.name}
                    first[shared] = stack.name
        concerned = [part for part, made in self._made if names & set(made.names)]
        loaded = [one for part in concerned for one in load_part(part)[0] if one.name in names]
        return check_between(loaded) if loaded else []

    def _lost(self, stacks: Mapping[str, Stack]) -> list[Diagnostic]:
        """What would get lost from the tree before: nothing, if all of it is there and as it was."""
        before = self._settings.before
        if stacks.keys() == before.keys() and not any(stack.succession for stack in stacks.values()):
            return []
        return check_successions(before, [one.succession or _steady(one) for one in stacks.values()])

    def _needs_whole(self) -> bool:
        """True where parts alone cannot tell: errors (of rules between stacks there may be more), stacks of one name or
        none at all, defaults that expand to too much."""
        names = [name for _, made in self._made for name in made.names]
        wrong = any(has_errors(made.spec_findings) for _, made in self._made)
        defaulted = sum({part.text.filename: made.defaulted for part, made in self._made}.values())
        return wrong or not names or len(set(names)) < len(names) or defaulted > MAX_DEFAULTED_NODES

    def _remember(self, *, is_published: bool) -> None:
        """Keeps what was made for the next run, when nothing is wrong; also the next run's facts, if the tree is
        published: rendering again is a fixed point."""
        assert is_published == (self._request.out is not None)  # see `key_of`
        if self._is_known:
            return
        stacks: list[Stack] = []
        parts: list[memory.Part] = []
        for part, made in self._made:
            if made.findings or any(stack.succession and stack.succession.findings for stack in made.stacks):
                continue
            facts = [stack.facts if is_published else None for stack in made.stacks]
            stacks += (key_after(stack, self._settings) if is_published else stack for stack in made.stacks)
            parts += memory.remembered(self._key(part), made, facts)
        memory.save(self._name, stacks, parts, are_facts_published=is_published)


def _whole(request: Request, texts: Sequence[SpecText], noted: Sequence[Diagnostic], place: Place) -> Fleet:
    """The spec in one piece, as all other commands make it: for what is wrong, which parts alone cannot tell."""
    spec, found = parse_spec(texts, noted)
    made = generate_spec(spec, found, request.templates, previous=request.previous, full_parse=request.full_parse)
    texts_of_tree, unwritable = encoded(made.tree)
    answer = standings(spec, made.roots, place) if made.roots else []
    return Fleet(
        tree={path: in_memory(text) for path, text in texts_of_tree.items()},
        facts=made.stack_facts() if made.roots else {},
        digest=spec.digest(),
        databases=tuple(one.name for one in answer),
        steps=_same(tuple((step.summary, step.command) for step in one.steps) for one in answer),
        diagnostics=tuple(in_reading_order([*made.diagnostics, *unwritable])),
    )


def _modules(names: set[str], templates: Path | None) -> tuple[dict[str, str], list[Diagnostic]]:
    if templates is None:
        return {path: text for name in sorted(names) for path, text in packaged_module(name).items()}, []
    from generator.render.tree import Renderer  # Jinja2

    return Renderer(templates).modules(names)


def _without_texts(made: MadePart) -> MadePart:
    return replace(made, stacks=tuple(replace(stack, texts=None) for stack in made.stacks))


def _steady(stack: Stack) -> Succession:
    """What a stack that is as it was has to do with the tree before it: it keeps all that it had."""
    facts = msgspec.convert(stack.facts, StackFacts)
    uses = (one for database in facts.databases.values() for one in database.uses)
    kept = frozenset((*facts.protected, *facts.keys, *facts.roles, *facts.databases, *uses))
    return Succession(stack.name, kept, frozenset(facts.removed), frozenset(stack.ocids), (), ())


def _same(ways: Iterable[tuple[Step, ...] | None]) -> tuple[Step, ...] | None:
    """What is the same for all, None if it is not."""
    different = set(ways)
    return different.pop() if len(different) == 1 else None
