"""Spec files to one `Spec`: read, merge the defaults, decode."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from generator.collector import collector_paused
from generator.diagnostics import Diagnostic, Found, Severity, error, has_errors
from generator.spec import model
from generator.spec.collection_readers import read_name, read_whole
from generator.spec.decode import reader_of
from generator.spec.defaults import MAX_DEFAULTED_NODES, Defaults, ModuleSource, merge
from generator.spec.files import SpecText, read_files
from generator.spec.findings import Findings
from generator.spec.nodes import Entry, Mapping, Node, Path, Scalar, follow, is_null, quoted
from generator.spec.packed import pack, unpack
from generator.spec.source import Source


@dataclass(frozen=True)
class LoadedStack:
    """A stack as its file says it, with the defaults under it.

    `failed` are the paths below the stack where something could not be read; what is there is a default or "".
    """

    name: str
    stack: model.Stack
    module_source: ModuleSource
    name_node: Scalar
    node: Mapping
    failed: tuple[Path, ...] = ()

    def diagnostic(self, severity: Severity, code: str, summary: str, detail: str, path: Path = ()) -> Diagnostic:
        """A finding at a path below the stack, such as ("keys", "ADBS_Key1", "alias"); where the path leads to
        nothing, at what it leads to last."""
        place = [self.name_node, *follow(self.node, path)][-1]
        return place.source.diagnostic(severity, code, summary, detail, place.span)

    def digest(self) -> str:
        """SHA-256, in hex, of what the stack means: comments, layout and file names do not count. The order of what
        it holds does: it is rendered in that order."""
        return hashlib.sha256(msgspec.json.encode((self.name, self.module_source, self.stack))).hexdigest()

    def __reduce__(self) -> tuple[Any, ...]:
        """Stacks that are pickled together have the text of their file once."""
        return _unpacked, (self.name, self.stack, self.module_source, self.failed, *pack(self.name_node, self.node))


def _unpacked(
    name: str,
    stack: model.Stack,
    module_source: ModuleSource,
    failed: tuple[Path, ...],
    sources: Sequence[Source],
    packed: bytes,
) -> LoadedStack:
    name_node, node = unpack(sources, packed)
    assert isinstance(name_node, Scalar)
    assert isinstance(node, Mapping)
    return LoadedStack(name, stack, module_source, name_node, node, failed)


@dataclass(frozen=True)
class Spec:
    """All stacks, in the order of the files and in them."""

    stacks: tuple[LoadedStack, ...]

    def digest(self) -> str:
        """SHA-256, in hex, of what the spec means: of its stacks' digests. The order of the stacks does not count."""
        return digest_of({loaded.name: loaded.digest() for loaded in self.stacks})


def digest_of(stacks: ReadOnly[str, str]) -> str:
    """The digest of a spec, from those of its stacks by name."""
    meaning = "".join(f"{name} {digest}\n" for name, digest in sorted(stacks.items()))
    return hashlib.sha256(meaning.encode()).hexdigest()


def load_spec(arguments: Sequence[str]) -> tuple[Spec, list[Diagnostic]]:
    """The spec that files, folders or `-` make up, and everything that is wrong with it; a finding that concerns
    several stacks is one finding. A spec with more than `MOST_ERRORS` has no stacks."""
    texts, unreadable = read_files(arguments)
    return _load(texts, unreadable)


def parse_spec(texts: Sequence[SpecText], unreadable: Sequence[Diagnostic] = ()) -> tuple[Spec, list[Diagnostic]]:
    """The same from texts, with what was wrong with reading them."""
    return _load(texts, unreadable)


def _load(texts: Sequence[SpecText], unreadable: Sequence[Diagnostic]) -> tuple[Spec, list[Diagnostic]]:
    with collector_paused():
        documents = Documents(texts)
        stacks, found = documents.stacks()
    diagnostics = [*unreadable, *found]
    if not stacks and not has_errors(diagnostics):
        diagnostics.append(documents.no_stacks())
    return Spec(stacks), diagnostics


@dataclass(frozen=True)
class _Document:
    """A spec file that was read: its root, None if it has none that is a map, and what it says outside its stacks."""

    text: SpecText
    root: Mapping | None
    head: model.SpecFile


class Documents:
    """Spec files that were read, with what is wrong with them outside of their stacks, which are read when they are
    asked for."""

    def __init__(self, texts: Sequence[SpecText]) -> None:
        self._found = Found()
        self._documents = [_document(text, self._found) for text in texts if not self._found.is_full()]
        of_folder: dict[str | None, Defaults] = {
            document.text.folder: _defaults(document, Defaults())
            for document in self._documents
            if document.text.is_folder_defaults
        }
        self._with_defaults: list[tuple[_Document, Defaults]] = []
        for document in self._documents:
            above = Defaults() if document.text.is_folder_defaults else of_folder.get(document.text.folder, Defaults())
            self._with_defaults.append((document, _defaults(document, above)))

    def stacks(self) -> tuple[tuple[LoadedStack, ...], list[Diagnostic]]:
        """The stacks of all files, and all that is wrong; a name that is there twice as well."""
        stacks: dict[str, LoadedStack] = {}
        found = self._found
        defaulted = 0
        for document, defaults in self._with_defaults:
            defaulted += defaults.expanded(_number_of_stacks(document))
            if defaulted > MAX_DEFAULTED_NODES:
                found.add([defaults.too_much()])
                break
            for loaded in _stacks_of_file(document, defaults, found):
                if loaded.name in stacks:
                    found.add([_twice(loaded, stacks[loaded.name].name_node)])
                stacks.setdefault(loaded.name, loaded)
        return () if found.is_full() else tuple(stacks.values()), found.all()

    def stacks_of(self, text: SpecText, number: int, of: int) -> tuple[tuple[LoadedStack, ...], list[Diagnostic], int]:
        """A share of the stacks of one of the files: of so many of equal size the one with that number, from 0. With
        what is wrong, and how many nodes all stacks of the file have from its defaults: see `MAX_DEFAULTED_NODES`."""
        found = Found()
        found.add(self._found.all())
        if found.is_full():
            return (), found.all(), 0
        document, defaults = next(pair for pair in self._with_defaults if pair[0].text == text)
        defaulted = defaults.expanded(_number_of_stacks(document))
        if defaulted > MAX_DEFAULTED_NODES:
            found.add([defaults.too_much()])
            return (), found.all(), defaulted
        stacks = tuple(_stacks_of_file(document, defaults, found, number, of))
        return () if found.is_full() else stacks, found.all(), defaulted

    def no_stacks(self) -> Diagnostic:
        """The finding that there is none."""
        return _no_stacks(self._documents)


def _document(text: SpecText, found: Found) -> _Document:
    from generator.spec.yaml_reader import read_yaml  # 8 ms, and a spec that is known is not read

    node, wrong = read_yaml(text.data, text.filename)
    found.add(wrong)
    root = node if isinstance(node, Mapping) else None
    if node is not None and root is None:
        found.add([_not_a_map(node)])
    return _Document(text, root, _head(root, found))


def _head(root: Mapping | None, found: Found) -> model.SpecFile:
    """The file without its stacks, which are read one by one, with the defaults under them."""
    if root is None:
        return model.SpecFile(version=1)
    entries = dict(root.entries)
    if isinstance(root.get("stacks"), Mapping):
        del entries["stacks"]
    without_stacks = Mapping(root.source, root.start, root.end, entries)
    findings = Findings(without_stacks)
    head: model.SpecFile = reader_of(model.SpecFile).read(without_stacks, (), findings)
    found.add(findings.diagnostics)
    return head


def _defaults(document: _Document, above: Defaults) -> Defaults:
    if document.root is None:
        return Defaults(are_known=False)
    return above.under(document.head, document.root.get("defaults"))


def _number_of_stacks(document: _Document) -> int:
    stacks = document.root.get("stacks") if document.root else None
    return len(stacks.entries) if isinstance(stacks, Mapping) else 0


def _stacks_of_file(
    document: _Document, defaults: Defaults, found: Found, number: int = 0, of: int = 1
) -> Iterator[LoadedStack]:
    if document.root and document.root.get("defaults"):
        found.add(defaults.diagnostics())
    stacks = document.root.get("stacks") if document.root else None
    if not isinstance(stacks, Mapping):
        return
    first, end = (len(stacks.entries) * border // of for border in (number, number + 1))
    for entry in islice(stacks.entries.values(), first, end):
        if found.is_full():
            return
        loaded, wrong = _stack(entry, defaults)
        found.add(wrong)
        if loaded is not None:
            yield loaded


def _stack(entry: Entry, defaults: Defaults) -> tuple[LoadedStack | None, list[Diagnostic]]:
    own = entry.value
    if is_null(own):  # everything from the defaults
        own = Mapping(entry.key.source, entry.key.start, entry.key.end, {})
    node = merge(defaults.values, own)
    assert node is not None
    findings = Findings(node, entry.key, is_complete=defaults.are_known)
    read_name(reader_of(model.StackName), entry.key, (), findings)
    stack = read_whole(reader_of(model.Stack), node, findings)
    if not isinstance(stack, model.Stack) or not isinstance(node, Mapping):
        return None, findings.diagnostics
    source = defaults.module_source or "vendored"
    return LoadedStack(entry.key.text, stack, source, entry.key, node, tuple(findings.failed)), findings.diagnostics


def _not_a_map(node: Node) -> Diagnostic:
    return node.source.diagnostic(
        Severity.ERROR,
        "SPEC203",
        "A spec is a map",
        "It starts with `version: 1`; the stacks stand under `stacks:`.",
        node.span,
    )


def _twice(loaded: LoadedStack, first: Scalar) -> Diagnostic:
    return loaded.diagnostic(
        Severity.ERROR,
        "SPEC210",
        f"There are two stacks {quoted(loaded.name)}",
        f"The first stands in {first.source.filename}, line {first.span.start_line + 1}. A stack has one root module "
        "and one state; give the two different names.",
    )


def _no_stacks(documents: Sequence[_Document]) -> Diagnostic:
    summary = "There are no stacks"
    detail = "A stack stands under `stacks:` by its name. `adbkms init` writes a spec to begin with."
    for document in documents:
        if document.root:
            return document.root.source.diagnostic(Severity.ERROR, "SPEC211", summary, detail, document.root.span)
    return error("SPEC211", summary, detail)
