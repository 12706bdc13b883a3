"""Where every database stands, and what comes next for it. Asks no cloud."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.configuration.database import DATABASE
from generator.configuration.references import ORACLE_MANAGED
from generator.configuration.root_module import RootModule
from generator.configuration.stage import Stage, stage_of
from generator.spec import model
from generator.spec.load import Spec

ORACLE_USER_QUERY = (
    "SELECT param_name, param_value FROM cloud_integrations WHERE param_name IN ('aws_user_arn', 'aws_arn')"
)


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
    """Where a spec is, as arguments of a command, and the folder of its tree. `is_current` if that tree was rendered
    from the spec as it is."""

    specs: Sequence[str]
    out: str
    is_current: bool

    @property
    def spec(self) -> str:
        """The arguments for a shell."""
        return shlex.join(self.specs)

    def terraform(self, stack: str) -> str:
        """Terraform in a stack's root module."""
        return f"terraform -chdir={shlex.quote(f'{self.out}/stacks/{stack}')}"


def standings(spec: Spec, roots: Sequence[RootModule], place: Place) -> list[Standing]:
    """Every database of the spec, in its order."""
    return [
        _standing(loaded.stack, root, name, place)
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


def _standing(stack: model.Stack, root: RootModule, name: str, place: Place) -> Standing:
    database = stack.databases[name]
    stage = stage_of(database, root.histories[f"{DATABASE}.{name}"])
    missing = tuple(_missing(stack, database))
    if place.is_current:
        steps = (*_apply(root.name, place), *_afterwards(stack, root.name, name, stage, place))
    else:
        steps = (Step("Render the spec", f"adbkms render {place.spec} -o {shlex.quote(place.out)}"),)
    return Standing(root.name, name, stage, database.encryption.key, missing, steps)


def _missing(stack: model.Stack, database: model.Database) -> Iterator[str]:
    """What the spec has to say before a key in AWS KMS can be selected."""
    if database.ocid is None:
        yield "ocid"
    if database.encryption.key != ORACLE_MANAGED:
        return
    if not stack.roles:
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


def _apply(stack: str, place: Place) -> Iterator[Step]:
    terraform = place.terraform(stack)
    yield Step("Initialise, the first time and after new modules", f"{terraform} init")
    yield Step("Plan", f"{terraform} plan -out plan.tfplan")
    guard = "".join(f" --spec {shlex.quote(spec)}" for spec in place.specs)
    yield Step("Judge the plan", f"{terraform} show -json plan.tfplan | adbkms guard -{guard}")
    yield Step("Apply it, unless that is done", f"{terraform} apply plan.tfplan")


def _afterwards(stack: model.Stack, stack_name: str, name: str, stage: Stage, place: Place) -> Iterator[Step]:
    database = stack.databases[name]
    if stage is Stage.PROVISION:
        output = f"{place.terraform(stack_name)} output -raw database_{name}_id"
        yield Step("Put the database's OCID into the spec, as `ocid`", output)
    if database.encryption.key != ORACLE_MANAGED:
        yield Step("See in OCI that the database is Available and shows the key under Encryption")
        return
    if stage is Stage.REVERT:
        yield Step("See in OCI that the database is Available, with Oracle's key; keep the old keys for its backups")
        return
    for role in _awaited_roles(stack, database):
        yield Step(
            f"Put Oracle's user into the spec, as `oracle_user_arn` of {role}; in the database, as ADMIN: "
            f"{ORACLE_USER_QUERY}"
        )
    if stage is Stage.TRUST:
        yield from _select(stack, database, f"{stack_name}/{name}", place)


def _select(stack: model.Stack, database: model.Database, name: str, place: Place) -> Iterator[Step]:
    """The command that selects a key, if everything is there that it needs."""
    keys = _selectable_keys(stack)
    if tuple(_missing(stack, database)) or not keys:
        return
    role = database.encryption.role or next(
        one for one, role in stack.roles.items() if role.arn or role.oracle_user_arn
    )
    options = f"--key {shlex.quote(keys[0])} --role {shlex.quote(role)}"
    yield Step("Select a key", f"adbkms key switch {place.spec} {name} {options}")
