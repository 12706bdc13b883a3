"""What the arguments of `diff` and `stacks` stand for: a spec, a rendered tree, or either as Git has it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, error, has_errors, warning
from generator.diff.codes import AMBIGUOUS, NOT_COMPARED, NOTHING_THERE
from generator.diff.side import Side
from generator.publish.manifest import Manifest
from generator.publish.names import MANIFEST_PATH
from generator.spec.files import STANDARD_INPUT, SpecText

_STACK_FILE = re.compile(r"stacks/[^/]+/[^/]+\.tf")
_SPEC_FILE = re.compile(r"[^/.][^/]*\.ya?ml")
_NOT_OF_A_TREE = re.compile(r".*(\.tfstate(\..*)?|\.tfplan)", re.DOTALL)  # they hold secrets, and nobody reviews them


@dataclass(frozen=True)
class Compared:
    """One side of a comparison. `facts` are those of its stacks that a spec is told which is rendered over it, or why
    they cannot be read."""

    side: Side
    facts: Mapping[str, object] | Diagnostic | None
    diagnostics: tuple[Diagnostic, ...]
    is_spec: bool

    @property
    def is_readable(self) -> bool:
        """False if there is an error among the diagnostics, and nothing to compare."""
        return bool(self.side.texts) or not has_errors(self.diagnostics)

    @property
    def faults(self) -> list[Diagnostic]:
        """What is wrong with it, whatever it would be published over."""
        from generator.configuration.codes import CODES

        return [one for one in self.diagnostics if one.code not in CODES or not self.is_readable]


NOTHING = Compared(Side({}), None, (), is_spec=False)


@dataclass(frozen=True)
class Named:
    """What arguments name, read and not yet understood: texts of a spec, or the contents of a tree."""

    spec: tuple[SpecText, ...] = ()
    tree: Mapping[str, bytes] | None = None
    left_out: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_tree(self) -> bool:
        return self.tree is not None


def named(arguments: Sequence[str]) -> Named:
    """What arguments name: one rendered tree, or the files and folders that one spec is made of. What exists under the
    very name of an argument is taken, unless Git knows that name as well."""
    from generator.spec.files import read_files

    if unclear := [one for one in arguments if is_ambiguous(one)]:
        return Named(diagnostics=tuple(map(ambiguous, unclear)))
    on_disk = [one for one in arguments if one == STANDARD_INPUT or os.path.lexists(one)]
    if len(arguments) == 1 and on_disk and is_tree(Path(arguments[0])):
        return tree_in(Path(arguments[0]))
    texts, diagnostics = read_files([one for one in on_disk if not is_tree(Path(one))])
    diagnostics += [_tree_among_specs(one) for one in on_disk if is_tree(Path(one))]
    for argument in (one for one in arguments if one not in on_disk):
        found = _in_git(argument) if ":" in argument else Named(diagnostics=(_nothing_there(argument),))
        if found.is_tree and len(arguments) == 1:
            return found
        diagnostics += [*found.diagnostics, *([_tree_among_specs(argument)] if found.is_tree else [])]
        texts += found.spec
    return Named(tuple(texts), diagnostics=tuple(diagnostics))


def is_ambiguous(argument: str, *, as_revision: bool = False) -> bool:
    """True for the name of something on the disk that Git also takes for `REV:PATH`, or, `as_revision`, for a revision
    alone. Who changes the one is mostly not who changes the other: a merge request could bring a folder `origin/main`,
    equal to itself, in the place of what it is compared with. With `./` before it a name is a file's only."""
    from generator.cli.git_revision import is_commit

    if argument.startswith(("/", "./", "../")) or not os.path.lexists(argument):
        return False
    revision, colon, _ = argument.partition(":")
    return (bool(colon) or as_revision) and is_commit(revision)


def tree_in(folder: Path) -> Named:
    """The tree that is in a folder, an empty one where there is none."""
    from generator.publish.read_tree import read_tree

    found = read_tree(folder)
    return Named((), found.contents, found.left_out, found.diagnostics)


def compared(given: Named, templates: Path | None = None, before: Compared | None = None) -> Compared:
    """A side of a comparison. A spec is rendered as if it were over the tree `before` it, and verified."""
    if given.tree is not None:
        return _tree(given, given.tree)
    return _spec(given, templates, before)


def _tree(given: Named, contents: Mapping[str, bytes]) -> Compared:
    # What is not UTF-8 is kept as it is: in Terraform it is found when it is read, elsewhere it is only compared.
    texts = {
        path: content.decode(errors="surrogateescape")
        for path, content in contents.items()
        if path != MANIFEST_PATH and not _NOT_OF_A_TREE.fullmatch(path)
    }
    manifest = Manifest.from_json(contents[MANIFEST_PATH]) if MANIFEST_PATH in contents else None
    facts = manifest.provenance.stacks if isinstance(manifest, Manifest) else manifest
    unread = frozenset(one for one in given.left_out if not _NOT_OF_A_TREE.fullmatch(one))
    side = Side(texts, unread=unread)
    return Compared(side, facts, (*given.diagnostics, *map(_left_out, given.left_out)), is_spec=False)


def _spec(given: Named, templates: Path | None, before: Compared | None) -> Compared:
    from generator.generate import generate_spec
    from generator.spec.load import parse_spec

    if not given.spec:
        return Compared(Side({}), None, given.diagnostics, is_spec=True)
    spec, found = parse_spec(given.spec)
    facts = before.facts if before else None
    found = [*given.diagnostics, *found]
    if isinstance(facts, Diagnostic):
        found.append(facts)
        facts = None
    generated = generate_spec(spec, found, templates, previous=facts)
    new_facts = generated.stack_facts() if generated.roots else None
    return Compared(Side(generated.tree), new_facts, generated.diagnostics, is_spec=True)


def _in_git(argument: str) -> Named:
    from generator.cli.git_process import GitRefusal
    from generator.cli.git_revision import files_at

    revision, _, path = argument.partition(":")
    try:
        found = files_at(revision, path, _wanted)
    except GitRefusal as refused:
        return Named(diagnostics=(refused.diagnostic,))
    if _names_a_tree(found.contents):
        return Named(tree=found.contents, left_out=found.left_out)
    if "" in found.contents:
        return Named((SpecText(argument, found.contents[""]),))
    # `REV:./FILE` is the form of git for a file at the top as well, and says where the file's name begins.
    folder = f"{argument.rstrip('/')}/" if path else f"{argument}./"
    texts = tuple(SpecText(f"{folder}{name}", content, argument) for name, content in sorted(found.contents.items()))
    left_out = tuple(map(_left_out, (f"{folder}{name}" for name in found.left_out)))
    return Named(texts, diagnostics=(*left_out, *(() if texts else (_nothing_there(argument),))))


def _wanted(names: Sequence[str]) -> Collection[str]:
    """Of all that is below a path of a commit: the tree, if it has one, or else the files of a spec."""
    if _names_a_tree(names):
        return [one for one in names if one == MANIFEST_PATH or _is_of_tree(one)]
    return [one for one in names if one == "" or _SPEC_FILE.fullmatch(one)]


def _is_of_tree(path: str) -> bool:
    from generator.publish.read_tree import LOCK_FILE

    hidden = (one for one in path.split("/") if one.startswith("."))
    return path.startswith(("stacks/", "modules/")) and all(one == LOCK_FILE for one in hidden)


def _names_a_tree(names: Collection[str]) -> bool:
    return any(one.startswith(".adbkms/") or _STACK_FILE.fullmatch(one) for one in names)


def is_tree(path: Path) -> bool:
    """True for a folder that a tree has been rendered into."""
    return (path / ".adbkms").is_dir() or any(path.glob("stacks/*/*.tf"))


def _left_out(path: str) -> Diagnostic:
    return warning(
        NOT_COMPARED,
        f"{path} is not compared",
        "It is a link, no file at all, or larger than is read: 64 MiB, or 512 MiB for all files of a tree.",
    )


def ambiguous(argument: str) -> Diagnostic:
    return error(
        AMBIGUOUS,
        f"{argument} is a file or folder here, and a revision to Git",
        f"If the file is meant, name it ./{argument}. If the revision is, name it by its hash, or move the file away.",
    )


def _nothing_there(argument: str) -> Diagnostic:
    return error(
        NOTHING_THERE,
        f"There is no {argument} to compare",
        "Name a spec file, a folder of specs, a rendered tree, or REV:PATH for one of these as Git has it, such as "
        "main:specs.",
    )


def _tree_among_specs(argument: str) -> Diagnostic:
    return error(
        NOTHING_THERE,
        f"{argument} is a rendered tree, and stands among others",
        "A tree is compared alone; several specs make up one.",
    )
