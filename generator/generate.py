"""From spec files to a verified tree: the whole way through the house, without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.configuration.history import read_facts
from generator.configuration.root_module import RootModule, configure
from generator.configuration.succession import check_succession, stack_facts
from generator.configuration.terraform import Block
from generator.diagnostics import Diagnostic, Found, error, has_errors
from generator.publish.content import Content
from generator.publish.refusals import Refusal
from generator.render.codes import CHANGED_TEST
from generator.render.packaged import packaged_module
from generator.rules import check_rules
from generator.spec.load import Spec, load_spec

if TYPE_CHECKING:
    from generator.render.tree import Tree


@dataclass(frozen=True)
class Generated:
    """What a spec gives. With an error among the `diagnostics`, `roots` and `tree` are empty or not to be used."""

    spec: Spec
    roots: tuple[RootModule, ...]
    tree: Tree
    diagnostics: tuple[Diagnostic, ...]

    def stack_facts(self) -> dict[str, dict[str, Any]]:
        """By stack, what the manifest keeps for the next run, as JSON's types."""
        return stack_facts(self.spec, self.roots)


def generate(
    specs: Sequence[str],
    templates: Path | None = None,
    *,
    previous: Mapping[str, object] | None = None,
    full_parse: bool = False,
) -> Generated:
    """The tree of the spec that files, folders or `-` make up, verified; and everything that is wrong.

    `templates` is a folder whose templates take the place of ours. `previous` are the stacks' facts, as JSON's types,
    out of the manifest of the tree that this one is to replace. `full_parse` parses every file back, also the modules
    that are as packaged byte for byte and the stacks that were verified before.
    """
    spec, diagnostics = load_spec(specs)
    return generate_spec(spec, diagnostics, templates, previous=previous, full_parse=full_parse)


def generate_spec(
    spec: Spec,
    found: Sequence[Diagnostic],
    templates: Path | None = None,
    *,
    previous: Mapping[str, object] | None = None,
    full_parse: bool = False,
) -> Generated:
    """The same from a spec that was read, with what was `found` wrong on the way."""
    roots, diagnostics = configure_spec(spec, found, previous)
    if not roots:
        return Generated(spec, (), {}, tuple(diagnostics))
    from generator.render.tree import render_tree

    tree, faults = render_tree(roots, templates)
    diagnostics += faults
    if not faults:
        found_in_stacks = Found()
        for root in roots:
            if found_in_stacks.is_full():
                break
            found_in_stacks.add(verify_stack(root, tree, full_parse=full_parse, is_sample=root is roots[0]))
        diagnostics += found_in_stacks.all()
        diagnostics += verify_modules({module for root in roots for module in root.modules}, tree, full_parse)
    return Generated(spec, roots, tree, tuple(diagnostics))


def configure_spec(
    spec: Spec, found: Sequence[Diagnostic], previous: Mapping[str, object] | None = None
) -> tuple[tuple[RootModule, ...], list[Diagnostic]]:
    """The configuration of a spec, none if it breaks a rule, and everything that is wrong: of itself, and in the place
    of the tree that was published last. Nothing is rendered."""
    before, unreadable = read_facts(previous or {})
    diagnostics = [*found, *check_rules(spec), *unreadable]
    if has_errors(diagnostics):
        return (), diagnostics
    roots = configure(spec, before)
    return roots, diagnostics + check_succession(before, spec, roots)


def verify_with_terraform(tree: Mapping[str, Content], choice: str) -> list[Diagnostic]:
    """What a real Terraform or OpenTofu finds in a tree; nothing if there is none and none was named."""
    if choice == "off":
        return []
    from generator.verify import terraform, terraform_command
    from generator.verify.workspace import workspace

    executable = terraform_command.find(choice)
    if executable is None:
        return []
    with workspace() as folder:
        for path, content in tree.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                file.write_bytes(content.read())
            except Refusal as refused:
                return list(refused.diagnostics)
        return terraform.verify_tree(folder, executable)


def verify_stack(root: RootModule, tree: Tree, *, full_parse: bool, is_sample: bool) -> list[Diagnostic]:
    """What is wrong with the files of a stack in a tree. Of a sample one file is verified both ways
    (`both_ways.sampled`)."""
    from generator.verify.codes import SYNTAX
    from generator.verify.hcl_grammar import GrammarMissing

    try:
        return _verify_stack(root, tree, full_parse=full_parse, is_sample=is_sample)
    except GrammarMissing as missing:  # the same for each stack, and said once
        return [error(SYNTAX, "Cannot read what was rendered", str(missing))]


def _verify_stack(root: RootModule, tree: Tree, *, full_parse: bool, is_sample: bool) -> list[Diagnostic]:
    from generator.verify.both_ways import sampled, verify_both_ways

    files = {f"stacks/{root.name}/{name}": expected for name, expected in root.files.items()}
    found = [one for path, expected in files.items() for one in _verify_file(path, tree[path], expected, full_parse)]
    if is_sample and not full_parse and not found:
        path = sampled({path: tree[path] for path in files})
        found += verify_both_ways({path: (tree[path], files[path])})
    return found


def _changed_test(path: str) -> Diagnostic:
    return error(
        CHANGED_TEST,
        f"{path} is not the packaged test",
        "A test file can run anything, and nothing here can compare what two of them do. Remove its template.",
    )


def _verify_file(path: str, text: str, expected: Sequence[Block], full_parse: bool) -> list[Diagnostic]:
    """Read back, the file is the configuration that it was rendered from, and that fits the providers' schemas."""
    from generator.verify import parse_back, provider_schema

    found = parse_back.verify_file(text, expected, path, full_parse=full_parse)
    return found or provider_schema.check(expected, path)


def verify_modules(modules: Iterable[str], tree: Tree, full_parse: bool) -> list[Diagnostic]:
    """A module says what the packaged one says. That one has been through a real Terraform's tests; where the two are
    equal byte for byte there is nothing to parse."""
    diagnostics: list[Diagnostic] = []
    for module in sorted(modules):
        packaged = packaged_module(module)
        for path, text in packaged.items():
            if path.endswith(".tftest.hcl") and tree.get(path) != text:
                diagnostics.append(_changed_test(path))
            if not path.endswith(".tf") or (tree.get(path) == text and not full_parse):
                continue
            from generator.verify.hcl_reader import read_file

            diagnostics += _verify_file(path, tree.get(path, ""), read_file(text, path).blocks, full_parse)
    return diagnostics
