"""A part of a spec, all the way from YAML to verified files: a function of its arguments alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from generator.collector import collector_paused
from generator.configuration.database import Past
from generator.configuration.history import pasts_of
from generator.configuration.root_module import RootModule, root_module
from generator.configuration.succession import facts_of, succession_of
from generator.diagnostics import Diagnostic, Found, has_errors
from generator.fleet.made import MadePart, Stack, Step
from generator.fleet.memory import as_json, digest
from generator.fleet.parts import Part, load_part
from generator.fleet.settings import Settings, key_of
from generator.generate import verify_stack
from generator.publish.contents import encoded
from generator.render.tree import Renderer
from generator.rules import check_each, shared_keys
from generator.spec.load import LoadedStack
from generator.stages import Place, standings_of


def make_parts(parts: Sequence[Part], settings: Settings) -> list[MadePart]:
    """What is made of each part. The first stack that is made of all of them is the sample of them."""
    results: list[MadePart] = []
    unsampled = True
    with collector_paused():
        renderer = Renderer(settings.templates)
        for part in parts:
            made = _make_part(part, settings, renderer, unsampled)
            unsampled = unsampled and all(stack.texts is None for stack in made.stacks)
            results.append(made)
    return results


def _make_part(part: Part, settings: Settings, renderer: Renderer, unsampled: bool) -> MadePart:
    """Its stacks with their files, and everything that is wrong with each of them by itself."""
    loaded, wrong, defaulted = load_part(part)
    found = Found()
    found.add(wrong)
    for one in loaded:
        if found.is_full():
            break
        found.add(check_each(one))
    names = tuple(one.name for one in loaded)
    spec_findings = tuple(found.all())
    if has_errors(spec_findings):
        return MadePart(names, defaulted, (), spec_findings, ())
    stacks: list[Stack] = []
    findings = Found()
    for one in loaded:
        if findings.is_full():
            break
        key = key_of(one, settings)
        known = settings.known.get(one.name)
        if known and known.key == key:
            stacks.append(known)
            continue
        stack, faults = _make(one, key, settings, renderer, is_sample=unsampled)
        unsampled = False
        findings.add(faults)
        stacks.append(stack)
    return MadePart(names, defaulted, tuple(stacks), spec_findings, tuple(findings.all()))


def texts_of(part: Part, settings: Settings, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The files of a part's stacks again, by path, of which nothing was wrong."""
    for loaded in load_part(part)[0]:
        files, _ = renderer.stacks([root_module(loaded, _pasts(loaded, settings))])
        yield from encoded(files)[0].items()


def _make(
    loaded: LoadedStack, key: bytes, settings: Settings, renderer: Renderer, *, is_sample: bool
) -> tuple[Stack, list[Diagnostic]]:
    pasts = _pasts(loaded, settings)
    root = root_module(loaded, pasts)
    files, faults = renderer.stacks([root])
    findings = faults or verify_stack(root, files, full_parse=settings.full_parse, is_sample=is_sample)
    texts, unwritable = encoded(files)
    findings += unwritable
    stack = Stack(
        name=loaded.name,
        spec=settings.place.spec_of(loaded),
        key=key,
        meaning=loaded.digest(),
        facts=as_json(facts_of(loaded, root)),
        shared=tuple(digest(repr(shared).encode()) for shared in shared_keys(loaded)),
        ocids=tuple(database.ocid for database in loaded.stack.databases.values() if database.ocid is not None),
        databases=tuple(loaded.stack.databases),
        steps=_steps(loaded, root, settings.place),
        succession=succession_of(loaded, root, settings.before.get(loaded.name), pasts),
        modules=root.modules,
        files={path: hashlib.sha256(content).hexdigest() for path, content in texts.items()},
        texts=texts,
    )
    return stack, findings


def _pasts(loaded: LoadedStack, settings: Settings) -> Mapping[str, Past]:
    return pasts_of(loaded, settings.before.get(loaded.name), settings.elsewhere)


def _steps(loaded: LoadedStack, root: RootModule, place: Place) -> tuple[Step, ...] | None:
    different: set[tuple[Step, ...]] = set()
    for standing in standings_of(loaded, root, place):
        different.add(tuple((step.summary, step.command) for step in standing.steps))
        if len(different) > 1:
            return None
    return next(iter(different), ())
