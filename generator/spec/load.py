"""Spec files to one `Spec`: read, merge the defaults, decode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from generator.diagnostics import Diagnostic, Severity, error
from generator.spec import model
from generator.spec.collection_readers import read_name, read_whole
from generator.spec.collector import collector_paused
from generator.spec.decode import reader_of
from generator.spec.defaults import Defaults, ModuleSource, merge, without_missing
from generator.spec.files import SpecText, read_files
from generator.spec.findings import Findings
from generator.spec.nodes import Entry, Mapping, Node, Path, Scalar, follow, is_null, quoted
from generator.spec.yaml_reader import read_yaml


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


@dataclass(frozen=True)
class Spec:
    """All stacks, in the order of the files and in them."""

    stacks: tuple[LoadedStack, ...]

    def digest(self) -> str:
        """SHA-256, in hex, of what the spec means: comments, layout and file names do not count, nor does the order
        of the stacks. The order of what a stack holds does: it is rendered in that order."""
        import hashlib

        meaning = sorted((loaded.name, loaded.module_source, loaded.stack) for loaded in self.stacks)
        return hashlib.sha256(msgspec.json.encode(meaning)).hexdigest()


def load_spec(arguments: Sequence[str]) -> tuple[Spec, list[Diagnostic]]:
    """The spec that files, folders or `-` make up, and everything that is wrong with it; a finding that concerns
    several stacks is one finding."""
    texts, unreadable = read_files(arguments)
    return _load(texts, unreadable)


def parse_spec(texts: Sequence[SpecText]) -> tuple[Spec, list[Diagnostic]]:
    """The same from texts."""
    return _load(texts, [])


def _load(texts: Sequence[SpecText], unreadable: Sequence[Diagnostic]) -> tuple[Spec, list[Diagnostic]]:
    diagnostics = list(unreadable)
    with collector_paused():
        documents = _documents(texts, diagnostics)
        stacks = _stacks(documents, diagnostics)
    if not stacks and not diagnostics:
        diagnostics.append(_no_stacks(documents))
    return Spec(tuple(stacks)), list(dict.fromkeys(diagnostics))


@dataclass(frozen=True)
class _Document:
    """A spec file that was read: its root, None if it has none that is a map, and what it says outside its stacks."""

    text: SpecText
    root: Mapping | None
    head: model.SpecFile


def _documents(texts: Sequence[SpecText], diagnostics: list[Diagnostic]) -> list[_Document]:
    documents = []
    for text in texts:
        node, found = read_yaml(text.data, text.filename)
        diagnostics += found
        root = node if isinstance(node, Mapping) else None
        if node is not None and root is None:
            diagnostics.append(_not_a_map(node))
        documents.append(_Document(text, root, _head(root, diagnostics)))
    return documents


def _head(root: Mapping | None, diagnostics: list[Diagnostic]) -> model.SpecFile:
    """The file without its stacks, which are read one by one, with the defaults under them."""
    if root is None:
        return model.SpecFile(version=1)
    entries = dict(root.entries)
    if isinstance(root.get("stacks"), Mapping):
        del entries["stacks"]
    without_stacks = Mapping(root.source, root.start, root.end, entries)
    findings = Findings(without_stacks)
    head: model.SpecFile = reader_of(model.SpecFile).read(without_stacks, (), findings)
    diagnostics += findings.diagnostics
    return head


def _stacks(documents: Sequence[_Document], diagnostics: list[Diagnostic]) -> list[LoadedStack]:
    stacks: dict[str, LoadedStack] = {}
    of_folder: dict[str | None, Defaults] = {
        document.text.folder: _defaults(document, Defaults())
        for document in documents
        if document.text.is_folder_defaults
    }
    for document in documents:
        is_own = document.text.is_folder_defaults
        defaults = _defaults(document, Defaults() if is_own else of_folder.get(document.text.folder, Defaults()))
        if document.root and document.root.get("defaults"):
            diagnostics += defaults.diagnostics()
        for loaded in _stacks_of_file(document, defaults, diagnostics):
            if loaded.name in stacks:
                diagnostics.append(_twice(loaded, stacks[loaded.name].name_node))
            stacks.setdefault(loaded.name, loaded)
    return list(stacks.values())


def _defaults(document: _Document, above: Defaults) -> Defaults:
    if document.root is None:
        return Defaults(are_known=False)
    return above.under(document.head, document.root.get("defaults"))


def _stacks_of_file(document: _Document, defaults: Defaults, diagnostics: list[Diagnostic]) -> Iterator[LoadedStack]:
    stacks = document.root.get("stacks") if document.root else None
    if not isinstance(stacks, Mapping):
        return
    for entry in stacks.entries.values():
        loaded, found = _stack(entry, defaults)
        diagnostics += found if defaults.are_known else without_missing(found)
        if loaded is not None:
            yield loaded


def _stack(entry: Entry, defaults: Defaults) -> tuple[LoadedStack | None, list[Diagnostic]]:
    own = entry.value
    if is_null(own):  # everything from the defaults
        own = Mapping(entry.key.source, entry.key.start, entry.key.end, {})
    node = merge(defaults.values, own)
    assert node is not None
    findings = Findings(node, entry.key)
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
