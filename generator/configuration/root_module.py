"""A stack as a root module: every block of every file, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from generator.collector import collector_paused
from generator.configuration import references
from generator.configuration.arguments import untyped
from generator.configuration.database import Past, admin_password_variable, database_resource
from generator.configuration.history import StackFacts, histories, keys_by_ocid, pasts_of
from generator.configuration.identity import key_calls, policy_calls, role_calls
from generator.configuration.imports import import_blocks
from generator.configuration.module_source import POLICY_MODULE, ROLE_MODULE, VENDORED, key_module
from generator.configuration.names_over_time import moved_blocks, removed_blocks
from generator.configuration.stage_tests import stage_tests
from generator.configuration.terraform import Block, Expression, Value
from generator.spec import model
from generator.spec.load import LoadedStack, Spec


class RootModule(msgspec.Struct, frozen=True):
    """One stack's Terraform. `modules` are the names of the modules that it calls from the tree beside it, `protected`
    the addresses of the keys and databases that nothing may destroy. `histories` are, by a database's address, the
    keys that its `encryption_key` block has named, with the one that it names now at the end."""

    name: str
    account_id: str
    oci_region: str
    terraform: Block
    backend: tuple[Block, ...]
    providers: tuple[Block, ...]
    keys: tuple[Block, ...]
    policies: tuple[Block, ...]
    roles: tuple[Block, ...]
    databases: tuple[Block, ...]
    variables: tuple[Block, ...]
    outputs: tuple[Block, ...]
    moved: tuple[Block, ...]
    removed: tuple[Block, ...]
    imports: tuple[Block, ...]
    tests: tuple[Block, ...]
    modules: tuple[str, ...]
    protected: tuple[str, ...]
    histories: Mapping[str, tuple[str, ...]]

    @property
    def files(self) -> dict[str, tuple[Block, ...]]:
        """The blocks of each file by its name. A file that is not of Terraform's standard module structure is left
        out when it would be empty (https://developer.hashicorp.com/terraform/language/modules/develop/structure)."""
        files = {
            "versions.tf": (self.terraform,),
            "providers.tf": self.providers,
            "backend.tf": self.backend,
            "main.tf": (*self.keys, *self.policies, *self.roles, *self.databases),
            "variables.tf": self.variables,
            "outputs.tf": self.outputs,
            "moved.tf": self.moved,
            "removed.tf": self.removed,
            "imports.tf": self.imports,
            "tests/stage.tftest.hcl": self.tests,
        }
        standard = ("main.tf", "variables.tf", "outputs.tf")
        return {name: blocks for name, blocks in files.items() if blocks or name in standard}


def configure(spec: Spec, before: Mapping[str, StackFacts] | None = None) -> tuple[RootModule, ...]:
    """The root module of every stack. The spec has no errors: its rules have been asked before. `before` is what is
    known of the tree that was published last, by stack."""
    known = before or {}
    elsewhere = keys_by_ocid(known)
    with collector_paused():
        return tuple(root_module(loaded, pasts_of(loaded, known.get(loaded.name), elsewhere)) for loaded in spec.stacks)


def root_module(loaded: LoadedStack, pasts: Mapping[str, Past] | None = None) -> RootModule:
    """The root module of one stack: what it is follows from the stack, and from `pasts_of` its databases."""
    stack, known = loaded.stack, pasts or {}
    keys, policies, roles = key_calls(loaded), policy_calls(loaded), role_calls(loaded)
    databases = tuple(database_resource(stack, name, known.get(name)) for name in stack.databases)
    variables, imports = _variables(stack), import_blocks(stack)
    called = {
        key_module(stack): bool(keys),
        POLICY_MODULE: bool(policies),
        ROLE_MODULE: bool(roles),
    }
    return RootModule(
        name=loaded.name,
        account_id=stack.aws.account_id,
        oci_region=stack.oci.region,
        terraform=_terraform(stack),
        backend=_backend(stack),
        providers=(_aws_provider(stack), _oci_provider(stack)),
        keys=keys,
        policies=policies,
        roles=roles,
        databases=databases,
        variables=variables,
        outputs=_outputs(stack),
        moved=moved_blocks(stack),
        removed=removed_blocks(stack),
        imports=imports,
        tests=stage_tests(loaded, databases, variables, imports),
        modules=tuple(name for name, used in called.items() if used and loaded.module_source == VENDORED),
        protected=tuple(block.address for block in (*keys, *databases)) if stack.protect else (),
        histories=histories(loaded, databases, known),
    )


def _terraform(stack: model.Stack) -> Block:
    versions = stack.terraform.providers
    providers: dict[str, Value] = {
        "aws": {"source": "hashicorp/aws", "version": versions.aws},
        "oci": {"source": "oracle/oci", "version": versions.oci},
    }
    required_providers = Block("required_providers", (), providers)
    return Block("terraform", (), {"required_version": required_version(stack)}, (required_providers,))


def required_version(stack: model.Stack) -> str:
    """What the stack says, or else what is needed."""
    return stack.terraform.required_version or needed_version(stack)


def needed_version(stack: model.Stack) -> str:
    """The oldest Terraform that reads what is rendered for a stack: `import` blocks came with 1.5, `removed` blocks
    with 1.7 (https://github.com/hashicorp/terraform/blob/v1.7/CHANGELOG.md)."""
    return ">= 1.7" if any(key.retired for key in stack.keys.values()) else ">= 1.5"


def _backend(stack: model.Stack) -> tuple[Block, ...]:
    """All settings of a backend are arguments, but for one of the backend `remote`
    (https://developer.hashicorp.com/terraform/language/backend/remote#workspaces)."""
    if stack.backend is None:
        return ()
    arguments = {name: untyped(value) for name, value in stack.backend.config.items()}
    blocks = []
    if stack.backend.type == "remote" and isinstance(workspaces := arguments.get("workspaces"), Mapping):
        del arguments["workspaces"]
        blocks.append(Block("workspaces", (), workspaces))
    return (Block("terraform", (), {}, (Block("backend", (stack.backend.type,), arguments, tuple(blocks)),)),)


def _aws_provider(stack: model.Stack) -> Block:
    """Pinned to the account: with the credentials of another one Terraform stops before it does anything."""
    aws = stack.aws
    arguments: dict[str, Value] = {"region": aws.region, "allowed_account_ids": (aws.account_id,)}
    blocks = []
    if aws.profile is not None:
        arguments["profile"] = aws.profile
    if aws.assume_role_arn is not None:
        blocks.append(Block("assume_role", (), {"role_arn": aws.assume_role_arn}))
    if aws.tags:
        blocks.append(Block("default_tags", (), {"tags": dict(aws.tags)}))
    return Block("provider", ("aws",), arguments, tuple(blocks))


def _oci_provider(stack: model.Stack) -> Block:
    arguments: dict[str, Value] = {"region": stack.oci.region}
    if stack.oci.profile is not None:
        arguments["config_file_profile"] = stack.oci.profile
    return Block("provider", ("oci",), arguments)


def _variables(stack: model.Stack) -> tuple[Block, ...]:
    return tuple(
        Block(
            "variable",
            (admin_password_variable(name),),
            {
                "description": f"Password of the user ADMIN of the database {name}. "
                "Give it by the environment or a secret store, never in a file that is committed.",
                "type": Expression("string"),
                "sensitive": True,
                "nullable": False,
            },
        )
        for name, database in stack.databases.items()
        if database.admin_password and database.admin_password.variable
    )


def _outputs(stack: model.Stack) -> tuple[Block, ...]:
    outputs = []
    for kind, what, declared in (
        ("key", "KMS key", stack.keys),
        ("policy", "IAM policy", stack.policies),
        ("role", "IAM role", stack.roles),
    ):
        for name, one in declared.items():
            if references.is_created(one):
                label = f"{references.label(kind, name)}_arn"
                outputs.append(_output(label, f"ARN of the {what} {name}.", references.module(kind, name, "arn")))
    for name in stack.databases:
        ocid = Expression(f"{references.database(name)}.id")
        outputs.append(_output(f"database_{name}_id", f"OCID of the database {name}.", ocid))
    return tuple(outputs)


def _output(label: str, description: str, value: Expression) -> Block:
    return Block("output", (label,), {"description": description, "value": value})
