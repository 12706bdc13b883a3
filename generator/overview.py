"""What the report says of a spec: everything that the other parts of the house know of it, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.configuration.root_module import RootModule
from generator.configuration.stage import Stage
from generator.diagnostics import Diagnostic, in_reading_order
from generator.diff.changes import Difference
from generator.render.tree import Tree
from generator.report.page.chain import chains
from generator.report.page.model import (
    Account,
    Chain,
    DatabaseRow,
    Fact,
    File,
    Fleet,
    ModulePart,
    Next,
    NextStep,
    Page,
    StackPart,
)
from generator.report.page.source import finding
from generator.spec.load import LoadedStack, Spec
from generator.stages import Standing


def overview(
    spec: Spec,
    roots: Sequence[RootModule],
    tree: Tree,
    standings: Sequence[Standing],
    diagnostics: Iterable[Diagnostic],
    difference: Difference | None = None,
) -> Page:
    """The page of a spec. Without `roots`, since the spec has errors, it shows the findings and nothing else."""
    findings = tuple(map(finding, in_reading_order(diagnostics)))
    if not roots:
        return Page(None, findings, (), ())
    files = _files_by_folder(tree)
    of_stack: dict[str, list[Standing]] = {root.name: [] for root in roots}
    for standing in standings:
        of_stack[standing.stack].append(standing)
    stacks = tuple(_stack(one, of_stack[one.name], files[f"stacks/{one.name}"]) for one in spec.stacks)
    modules = tuple(
        ModulePart(folder.removeprefix("modules/"), found)
        for folder, found in files.items()
        if folder.startswith("modules/")
    )
    return Page(_fleet(spec, stacks), findings, stacks, modules, difference)


def _files_by_folder(tree: Tree) -> dict[str, tuple[File, ...]]:
    """The Terraform of each stack and module, `main.tf` first: what people look for. Tests and READMEs say the same
    again."""
    files: dict[str, list[File]] = {}
    for path, text in tree.items():
        folder, _, name = path.rpartition("/")
        if name.endswith(".tf"):
            files.setdefault(folder, []).append(File(name, text))
    return {
        folder: tuple(sorted(found, key=lambda one: (one.name != "main.tf", one.name)))
        for folder, found in sorted(files.items())
    }


def _stack(loaded: LoadedStack, standings: Sequence[Standing], files: tuple[File, ...]) -> StackPart:
    stack, ways = loaded.stack, chains(loaded.stack)
    facts = (
        Fact("OCI compartment", stack.oci.compartment_id),
        *([Fact("OCI tenancy", stack.oci.tenancy_id)] if stack.oci.tenancy_id else []),
        *([Fact("State", stack.backend.type)] if stack.backend else []),
        Fact("Protected from destruction", "yes" if stack.protect else "no"),
    )
    where = (loaded.name, stack.aws.account_id, stack.aws.region, stack.oci.region)
    databases = tuple(_database(loaded, one, (*where, *_words(ways, one.database))) for one in standings)
    return StackPart(
        name=loaded.name,
        facts=facts,
        account_id=stack.aws.account_id,
        aws_region=stack.aws.region,
        oci_region=stack.oci.region,
        stages=_stages(databases),
        databases=databases,
        chains=ways,
        next=_next(standings),
        files=files,
        found_by=_found_by((*where, *(word for one in databases for word in one.found_by.split()))),
    )


def _database(loaded: LoadedStack, standing: Standing, words: Iterable[str]) -> DatabaseRow:
    stack, database = loaded.stack, loaded.stack.databases[standing.database]
    own = (standing.name, database.db_name, standing.stage.value, standing.key, *standing.missing)
    return DatabaseRow(
        stack=loaded.name,
        name=standing.database,
        db_name=database.db_name,
        ocid=database.ocid,
        stage=standing.stage.value,
        key=standing.key,
        role=database.encryption.role,
        missing=standing.missing,
        account_id=stack.aws.account_id,
        aws_region=stack.aws.region,
        oci_region=stack.oci.region,
        found_by=_found_by((*own, database.ocid or "", *words)),
    )


def _words(ways: Iterable[Chain], database: str) -> Iterator[str]:
    """The names and ARNs on the way from a database to its key."""
    for chain in ways:
        first, *others = chain.stations
        if database not in (box.name for box in first.boxes):
            continue
        for station in others:
            for box in station.boxes:
                yield box.name
                yield from (
                    fact.value for fact in box.facts if fact.value and fact.value.startswith(("arn:", "ocid1."))
                )


def _found_by(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word.lower() for word in words if word))


def _stages(databases: Iterable[DatabaseRow]) -> tuple[tuple[str, int], ...]:
    counted = Counter(one.stage for one in databases)
    return tuple((stage.value, counted[stage.value]) for stage in Stage if counted[stage.value])


def _next(standings: Sequence[Standing]) -> tuple[Next, ...]:
    """The steps once, for the databases that have the same."""
    same: dict[tuple[NextStep, ...], list[str]] = {}
    for one in standings:
        steps = tuple(NextStep(step.summary, step.command) for step in one.steps)
        same.setdefault(steps, []).append(one.database)
    return tuple(Next(tuple(databases), steps) for steps, databases in same.items() if steps)


def _fleet(spec: Spec, stacks: Sequence[StackPart]) -> Fleet:
    databases = [one for stack in stacks for one in stack.databases]
    declared = [loaded.stack for loaded in spec.stacks]
    counted = Counter(one.stage for one in databases)
    counts = (
        _count(len(stacks), "Stack"),
        _count(len(databases), "Database"),
        _count(sum(len(one.keys) for one in declared), "Key"),
        _count(sum(len(one.policies) for one in declared), "Policy", "Policies"),
        _count(sum(len(one.roles) for one in declared), "Role"),
        _count(len({one.account_id for one in stacks}), "AWS account"),
        _count(len({one.aws_region for one in stacks}), "AWS region"),
        _count(len({one.oci_region for one in stacks}), "OCI region"),
    )
    return Fleet(counts, tuple((stage.value, counted[stage.value]) for stage in Stage), _accounts(stacks))


def _count(number: int, thing: str, things: str = "") -> tuple[str, int]:
    return thing if number == 1 else things or f"{thing}s", number


def _accounts(stacks: Sequence[StackPart]) -> tuple[Account, ...]:
    by_id: dict[str, list[StackPart]] = {}
    for stack in stacks:
        by_id.setdefault(stack.account_id, []).append(stack)
    return tuple(
        Account(
            id=account,
            aws_regions=tuple(sorted({one.aws_region for one in found})),
            oci_regions=tuple(sorted({one.oci_region for one in found})),
            stacks=len(found),
            databases=sum(len(one.databases) for one in found),
        )
        for account, found in sorted(by_id.items())
    )
