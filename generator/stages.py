"""Where every database stands, and what comes next for it. Asks no cloud."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.configuration import references
from generator.configuration.database import admin_password_variable
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.stage import Stage, stage_of
from generator.spec import model
from generator.spec.files import STANDARD_INPUT
from generator.spec.load import LoadedStack, Spec

ORACLE_USER_QUERY = "SELECT * FROM CLOUD_INTEGRATIONS"  # the value of aws_user_arn or aws_arn


@dataclass(frozen=True)
class Step:
    """One thing to do. `command` is a line for a shell, None for what is done elsewhere."""

    summary: str
    command: str | None = None


@dataclass(frozen=True)
class Standing:
    """A database with its stage. `key` is what the spec selects; `missing` is what the spec has to say before the next
    stage; `steps` lead there, in order."""

    stack: str
    database: str
    stage: Stage
    key: str
    missing: tuple[str, ...]
    steps: tuple[Step, ...]

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


def standings(spec: Spec, roots: Sequence[RootModule], place: Place) -> list[Standing]:
    """Every database of the spec, in its order."""
    return [
        _standing(loaded, root, name, place)
        for loaded, root in zip(spec.stacks, roots, strict=True)
        for name in loaded.stack.databases
    ]


def as_json(found: Sequence[Standing]) -> Mapping[str, object]:
    """The standings as JSON's types."""
    return {
        "format_version": "1.0",
        "databases": [
            {
                "stack": one.stack,
                "database": one.database,
                "stage": one.stage.value,
                "key": one.key,
                "missing": list(one.missing),
                "next": [{"summary": step.summary, "command": step.command} for step in one.steps],
            }
            for one in found
        ],
    }


def _standing(loaded: LoadedStack, root: RootModule, name: str, place: Place) -> Standing:
    stack, database = loaded.stack, loaded.stack.databases[name]
    stage = stage_of(database, root.histories[references.database(name)])
    missing = tuple(_missing(stack, database))
    if place.is_current:
        steps = (*_apply(loaded, name, stage, place), *_afterwards(loaded, name, stage, place))
    else:
        where = "Render the spec into the folder of its tree, and ask again with that folder"
        summary = "Render the spec" if place.out else where
        steps = (Step(summary, f"adbkms render {place.spec} -o {shlex.quote(place.out or 'DIR')}"),)
    return Standing(root.name, name, stage, database.encryption.key, missing, steps)


def _missing(stack: model.Stack, database: model.Database) -> Iterator[str]:
    """What the spec has to say before a key in AWS KMS can be selected."""
    if database.ocid is None:
        yield "ocid"
    if database.encryption.key != ORACLE_MANAGED:
        return
    if not stack.roles and database.encryption.role is None:
        yield "a role in `roles`"
    for role in _awaited_roles(stack, database):
        yield f"oracle_user_arn of {role}"
    if not _selectable_keys(stack):
        yield "a key in `keys`"


def _awaited_roles(stack: model.Stack, database: model.Database) -> list[str]:
    """The roles that could be this database's and whose principal is not known yet."""
    named = [database.encryption.role] if database.encryption.role else list(stack.roles)
    found = {name: stack.roles[name] for name in named if name in stack.roles}
    if any(role.arn or role.oracle_user_arn for role in found.values()):
        return []
    return list(found)


def _selectable_keys(stack: model.Stack) -> list[str]:
    return [name for name, key in stack.keys.items() if not key.retired]


def _apply(loaded: LoadedStack, name: str, stage: Stage, place: Place) -> Iterator[Step]:
    terraform = place.terraform(loaded.name)
    variables = [
        f"TF_VAR_{admin_password_variable(one)}"
        for one, database in loaded.stack.databases.items()
        if database.admin_password and database.admin_password.variable
    ]
    plan = f"Plan, with {' and '.join(variables)} in the environment" if variables else "Plan"
    yield Step("Initialise, the first time and after new modules", f"{terraform} init")
    yield Step(plan, f"{terraform} plan -out plan.tfplan")
    specs = (spec for spec in place.specs if spec != STANDARD_INPUT)  # there the guard reads the plan
    guard = "".join(f" --spec {shlex.quote(spec)}" for spec in specs)
    judge = "Judge the plan"
    if stage is Stage.REVERT:
        judge = "Judge the plan; the way back has to be allowed, as long as it is in the plan"
        guard += f" --allow {shlex.quote(f'GRD202={references.database(name)}')}"
    yield Step(judge, f"{terraform} show -json plan.tfplan | adbkms guard -{guard}")
    yield Step("Apply it, unless that is done", f"{terraform} apply plan.tfplan")


def _afterwards(loaded: LoadedStack, name: str, stage: Stage, place: Place) -> Iterator[Step]:
    stack, database = loaded.stack, loaded.stack.databases[name]
    if stage is Stage.PROVISION:
        output = f"{place.terraform(loaded.name)} output -raw database_{name}_id"
        yield Step("Put the database's OCID into the spec, as `ocid`", output)
    if database.encryption.key != ORACLE_MANAGED:
        yield Step("See in OCI that the database is Available and shows the key under Encryption")
        return
    if stage is Stage.REVERT:
        yield Step("See in OCI that the database is Available, with Oracle's key; keep the old keys for its backups")
        return
    for role in _awaited_roles(stack, database):
        yield Step(
            f"Put Oracle's user into the spec, as `oracle_user_arn` of {role}; in the database, as ADMIN, "
            f"{ORACLE_USER_QUERY} shows it"
        )
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
