"""Where every database stands, and what comes next for it: by the spec, and by the clouds if they were asked."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.configuration import references
from generator.configuration.database import admin_password_variable
from generator.configuration.identity import awaited_roles
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.stage import Stage, stage_of
from generator.spec import model
from generator.spec.files import STANDARD_INPUT
from generator.spec.load import LoadedStack, Spec

if TYPE_CHECKING:
    from generator.live.cloud_standing import CloudStanding


@dataclass(frozen=True)
class Step:
    """One thing to do. `command` is a line for a shell, None for what is done elsewhere."""

    summary: str
    command: str | None = None


@dataclass(frozen=True)
class Standing:
    """A database with its stage. `key` is what the spec selects; `missing` is what the spec has to say before the next
    stage; `steps` lead there, in order. `cloud` is what the clouds have, None if they were not asked."""

    stack: str
    database: str
    stage: Stage
    key: str
    missing: tuple[str, ...]
    steps: tuple[Step, ...]
    cloud: CloudStanding | None = None

    @property
    def name(self) -> str:
        """The database as commands take it: STACK/DATABASE."""
        return f"{self.stack}/{self.database}"


@dataclass(frozen=True)
class Place:
    """Where a spec is, as arguments of a command, and the folder of its tree, if that is known. `is_current` if that
    tree was rendered from the spec as it is."""

    specs: Sequence[str]
    out: str | None
    is_current: bool

    @property
    def spec(self) -> str:
        """The arguments for a shell."""
        return shlex.join(self.specs)

    def spec_of(self, stack: LoadedStack) -> str:
        """The one argument that a stack is from, for a shell."""
        file = Path(stack.name_node.source.filename)
        return shlex.quote(next((one for one in self.specs if file.is_relative_to(one)), self.specs[0]))

    def terraform(self, stack: str) -> str:
        """Terraform in a stack's root module."""
        return f"terraform -chdir={shlex.quote(f'{self.out}/stacks/{stack}')}"


def standings(
    spec: Spec, roots: Sequence[RootModule], place: Place, clouds: Mapping[str, CloudStanding] | None = None
) -> list[Standing]:
    """Every database of the spec, in its order. `clouds` is what they have, by STACK/DATABASE, if they were asked."""
    return [
        standing
        for loaded, root in zip(spec.stacks, roots, strict=True)
        for standing in standings_of(loaded, root, place, clouds)
    ]


def standings_of(
    loaded: LoadedStack, root: RootModule, place: Place, clouds: Mapping[str, CloudStanding] | None = None
) -> Iterator[Standing]:
    """Every database of one stack, one after the other."""
    for name in loaded.stack.databases:
        yield _standing(loaded, root, name, place, (clouds or {}).get(f"{loaded.name}/{name}"))


def as_json(found: Sequence[Standing]) -> Mapping[str, object]:
    """The standings as JSON's types; `cloud` is there only if the clouds were asked."""
    return {
        "format_version": "1.0",
        "databases": [
            {
                "stack": one.stack,
                "database": one.database,
                "stage": one.stage.value,
                "key": one.key,
                "missing": list(one.missing),
                **({"cloud": one.cloud.as_json()} if one.cloud else {}),
                "next": [{"summary": step.summary, "command": step.command} for step in one.steps],
            }
            for one in found
        ],
    }


def _standing(loaded: LoadedStack, root: RootModule, name: str, place: Place, cloud: CloudStanding | None) -> Standing:
    stack, database = loaded.stack, loaded.stack.databases[name]
    stage = stage_of(database, root.histories[references.database(name)])
    missing = tuple(_missing(stack, database))
    steps = tuple(_steps(loaded, name, stage, place, cloud))
    return Standing(root.name, name, stage, database.encryption.key, missing, steps, cloud)


def _steps(loaded: LoadedStack, name: str, stage: Stage, place: Place, cloud: CloudStanding | None) -> Iterator[Step]:
    needs_apply = cloud is None or cloud.needs_apply
    if cloud and cloud.is_at_work:
        yield Step("Wait until OCI is done with the database", f"adbkms status {place.spec} --watch")
        return
    if cloud and cloud.needs_care:
        look = f"adbkms status {place.spec} --database {loaded.name}/{name}"
        yield Step("See what is wrong with the database or its key, and mend that first", look)
    if not place.is_current and (needs_apply or place.out):
        where = "Render the spec into the folder of its tree, and ask again with that folder"
        summary = "Render the spec" if place.out else where
        yield Step(summary, f"adbkms render {place.spec} -o {shlex.quote(place.out or 'DIR')}")
        return
    if needs_apply:
        yield from _apply(loaded, name, stage, place)
    yield from _afterwards(loaded, name, stage, place, is_applied=not needs_apply)


def _missing(stack: model.Stack, database: model.Database) -> Iterator[str]:
    """What the spec has to say before a key in AWS KMS can be selected."""
    if database.ocid is None:
        yield "ocid"
    if database.encryption.key != ORACLE_MANAGED:
        return
    if not stack.roles and database.encryption.role is None:
        yield "a role in `roles`"
    for role in awaited_roles(stack, database):
        yield f"oracle_user_arn of {role}"
    if not _selectable_keys(stack):
        yield "a key in `keys`"


def _selectable_keys(stack: model.Stack) -> list[str]:
    return [name for name, key in stack.keys.items() if not key.retired]


def _apply(loaded: LoadedStack, name: str, stage: Stage, place: Place) -> Iterator[Step]:
    terraform = place.terraform(loaded.name)
    yield Step("Initialise, the first time and after new modules", f"{terraform} init")
    yield Step(_plan(loaded.stack), f"{terraform} plan -out plan.tfplan")
    specs = (spec for spec in place.specs if spec != STANDARD_INPUT)  # there the guard reads the plan
    guard = "".join(f" --spec {shlex.quote(spec)}" for spec in specs)
    judge = "Judge the plan"
    if stage is Stage.REVERT:
        judge = "Judge the plan; the way back has to be allowed, as long as it is in the plan"
        guard += f" --allow {shlex.quote(f'GRD202={references.database(name)}')}"
    yield Step(judge, f"{terraform} show -json plan.tfplan | adbkms guard -{guard}")
    if stage in (Stage.ENCRYPT, Stage.ROTATE):
        yield Step("Ask both clouds whether the apply will work", f"adbkms preflight {place.spec}")
    yield Step("Apply it, unless that is done", f"{terraform} apply plan.tfplan")


def _plan(stack: model.Stack) -> str:
    """How Terraform gets the passwords. No shell can export a variable with a hyphen in its name."""
    variables = [
        admin_password_variable(name)
        for name, database in stack.databases.items()
        if database.admin_password and database.admin_password.variable
    ]
    exported = [f"TF_VAR_{one}" for one in variables if "-" not in one]
    asked = [one for one in variables if "-" in one]
    plan = "Plan"
    if exported:
        plan += f", with {' and '.join(exported)} in the environment"
    if asked:
        plan += f", and enter {' and '.join(asked)} when Terraform asks (no shell exports a name with a hyphen)"
    return plan


def _afterwards(loaded: LoadedStack, name: str, stage: Stage, place: Place, *, is_applied: bool) -> Iterator[Step]:
    stack, database = loaded.stack, loaded.stack.databases[name]
    watch = f"adbkms status {place.spec} --watch"
    if database.encryption.key != ORACLE_MANAGED:
        if not is_applied:
            yield Step("See that the database comes to use the key", watch)
        return
    if stage is Stage.REVERT:
        if not is_applied:
            yield Step("See that the database comes to use Oracle's key; keep the old keys for its backups", watch)
        return
    unknown = ["its ocid"] if database.ocid is None else []
    unknown += [f"oracle_user_arn of {role}" for role in awaited_roles(stack, database)]
    if unknown:
        summary = f"Put what only the clouds know into the spec: {' and '.join(unknown)}"
        yield Step(summary, f"adbkms discover {place.spec_of(loaded)} {loaded.name}/{name}")
    if stage is Stage.TRUST:
        yield from _select(loaded, name, place)


def _select(loaded: LoadedStack, name: str, place: Place) -> Iterator[Step]:
    """The command that selects a key, if everything is there that it needs. Which key and role is said where there is
    no choice."""
    stack, database = loaded.stack, loaded.stack.databases[name]
    if tuple(_missing(stack, database)):
        return
    keys = _selectable_keys(stack)
    roles = [one for one, role in stack.roles.items() if role.arn or role.oracle_user_arn]
    roles = [database.encryption.role] if database.encryption.role else roles
    key, role = (shlex.quote(one[0]) if len(one) == 1 else "NAME" for one in (keys, roles))
    command = f"adbkms key switch {place.spec_of(loaded)} {loaded.name}/{name} --key {key} --role {role}"
    choice = f" ({', '.join(keys)})" if len(keys) > 1 else ""
    yield Step(f"Select a key{choice}", command)
