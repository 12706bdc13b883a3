"""A database as a resource, with its `encryption_key` block and its lifecycle."""

from __future__ import annotations

from generator.configuration import references
from generator.configuration.arguments import resource_arguments
from generator.configuration.literals import literal
from generator.configuration.references import DATABASE, ORACLE_MANAGED, KeyReference
from generator.configuration.terraform import Block, Expression, Value
from generator.facts.aws_regions import kms_endpoint
from generator.spec import model

OWN_ARGUMENTS = {  # arguments of the resource that a key of the spec sets, by that key
    "compartment_id": "oci.compartment_id",
    "db_name": "db_name",
    "display_name": "display_name",
    "db_workload": "workload",
    "db_version": "version",
    "compute_count": "compute_count",
    "data_storage_size_in_tbs": "storage_tbs",
    "license_model": "license",
    "admin_password": "admin_password",
    "secret_id": "admin_password",
    "freeform_tags": "freeform_tags",
    "encryption_key": "encryption",
}


# What a database's `encryption_key` block has said before, oldest first; None where nobody knows. See `history`.
Past = tuple[str, ...] | None


def database_resource(stack: model.Stack, name: str, past: Past) -> Block:
    """The `oci_database_autonomous_database` of a database."""
    database = stack.databases[name]
    others = resource_arguments(DATABASE, database.arguments)
    encryption = encryption_key(stack, database, past)
    depends_on = _depends_on(stack, database)
    arguments = _arguments(stack, name, others.arguments) | others.arguments
    if depends_on:
        arguments["depends_on"] = depends_on
    lifecycle = _lifecycle(stack, name, encryption)
    blocks = [*others.blocks, *([encryption] if encryption else []), *([lifecycle] if lifecycle else [])]
    return Block("resource", (DATABASE, name), arguments, tuple(blocks), tuple(database.annotations))


def admin_password_variable(name: str) -> str:
    """The name of the input variable that a database's administrator password comes in by."""
    return f"{name}_admin_password"


def _arguments(stack: model.Stack, name: str, others: dict[str, Value]) -> dict[str, Value]:
    database = stack.databases[name]
    arguments: dict[str, Value] = {"compartment_id": stack.oci.compartment_id, "db_name": database.db_name}
    provisioned: dict[str, Value] = {
        "display_name": database.display_name,
        "db_workload": database.workload,
        "db_version": database.version,
        "compute_model": None,
        "compute_count": database.compute_count,
        "data_storage_size_in_tbs": database.storage_tbs,
        "license_model": database.license,
    }
    if not database.adopt:  # an adopted database keeps what it has; a new one gets what Oracle recommends
        defaults: dict[str, Value] = {
            "db_workload": "OLTP",
            "db_version": "26ai",
            "compute_model": "ECPU",
            "compute_count": 2,
            "license_model": "LICENSE_INCLUDED",
        }
        if "data_storage_size_in_gb" not in others:
            defaults["data_storage_size_in_tbs"] = 1
        provisioned = {key: defaults.get(key) if value is None else value for key, value in provisioned.items()}
    arguments |= {key: value for key, value in provisioned.items() if value is not None and key not in others}
    if database.admin_password and database.admin_password.secret_id:
        arguments["secret_id"] = database.admin_password.secret_id
    elif database.admin_password:
        arguments["admin_password"] = Expression(f"var.{admin_password_variable(name)}")
    tags = database.freeform_tags if database.adopt else stack.oci.freeform_tags | database.freeform_tags
    if tags:
        arguments["freeform_tags"] = tags
    return arguments


def encryption_key(stack: model.Stack, database: model.Database, past: Past = None) -> Block | None:
    """The `encryption_key` block, or None while Oracle's key is the only one that there has been.

    Leaving the block out later changes nothing for the provider, so going back to Oracle's key is said explicitly, and
    so is Oracle's key for a database whose past is not known. An AWS key always gets all four of its arguments: the
    provider would send empty strings for what is missing.
    """
    encryption = database.encryption
    if encryption.key == ORACLE_MANAGED:
        if past == () or (past is None and database.ocid is None):
            return None
        return Block("encryption_key", (), {"autonomous_database_provider": "ORACLE_MANAGED"})
    return Block("encryption_key", (), {"autonomous_database_provider": "AWS"} | aws_key_arguments(stack, database))


def aws_key_arguments(stack: model.Stack, database: model.Database) -> dict[str, Value]:
    """The four arguments of a key in AWS KMS."""
    encryption = database.encryption
    key = references.key(stack, encryption.key)
    role = stack.roles.get(encryption.role or "")
    return {
        "key_arn": _identifier(key, encryption),
        "service_endpoint_uri": encryption.service_endpoint or kms_endpoint(key.region),
        "arn_role": references.role_arn(stack, encryption.role or ""),
        "external_id": role.external_id if role else "tenant_ocid",
    }


def _identifier(key: KeyReference, encryption: model.Encryption) -> Value:
    by_alias = encryption.identify_key_by == "alias" or key.arn is None
    return key.alias if by_alias else key.arn


def _depends_on(stack: model.Stack, database: model.Database) -> tuple[Expression, ...]:
    """The policies and the role with its attachments. References to ARNs alone would let the database's update start
    before Oracle may use the key."""
    if database.encryption.key == ORACLE_MANAGED or not database.encryption.role:
        return ()
    role = stack.roles.get(database.encryption.role)
    if role is None or not references.is_created(role):
        return ()
    policies = [name for name in role.policies if references.is_created(stack.policies.get(name))]
    return (
        *(references.module("policy", name) for name in policies),
        references.module("role", database.encryption.role),
    )


def _lifecycle(stack: model.Stack, name: str, encryption_key: Block | None) -> Block | None:
    database = stack.databases[name]
    arguments: dict[str, Value] = {}
    if stack.protect:
        arguments["prevent_destroy"] = True
    ignored = _ignored(database)
    if ignored:
        arguments["ignore_changes"] = ignored
    postconditions = _postconditions(stack, name) if encryption_key else []
    return Block("lifecycle", (), arguments, tuple(postconditions)) if arguments or postconditions else None


def _ignored(database: model.Database) -> tuple[Expression, ...]:
    """An access list that the spec does not mention stays as it is: the provider would send an empty one. So does the
    password of an adopted database: the provider would reset it."""
    ignored = []
    if "whitelisted_ips" not in database.arguments:
        ignored.append(Expression("whitelisted_ips"))
    if database.adopt:
        ignored.append(Expression("admin_password"))
    return tuple(ignored)


def _postconditions(stack: model.Stack, name: str) -> list[Block]:
    """An apply must not end well while another key is in use, as it can when the service's work request fails."""
    encryption = stack.databases[name].encryption
    provider = "one(self.encryption_key[*].autonomous_database_provider)"
    if encryption.key == ORACLE_MANAGED:
        return [_postcondition(f'{provider} != "AWS"', f"{name} is still encrypted with a key in AWS KMS.")]
    conditions = [_postcondition(f'{provider} == "AWS"', f"{name} is not encrypted with a key in AWS KMS.")]
    if key_in_use := _key_in_use(stack, encryption):
        conditions.append(_postcondition(key_in_use, f"{name} is encrypted with another key than {encryption.key}."))
    return conditions


def _postcondition(condition: str, problem: str) -> Block:
    message = f"After this apply the database {problem} Look at its last work request in OCI."
    return Block("postcondition", (), {"condition": Expression(condition), "error_message": message})


def _key_in_use(stack: model.Stack, encryption: model.Encryption) -> str | None:
    """The condition on the key itself. Whether the service gives an alias back as it was entered is not known: where
    the alias's key is known either is right, and where it is not nothing is claimed."""
    key = references.key(stack, encryption.key)
    in_use = "one(self.encryption_key[*].key_arn)"
    if key.arn is None:
        return None
    if encryption.identify_key_by == "arn":
        return f"{in_use} == {literal(key.arn)}"
    return f"try(contains([{literal(key.alias)}, {literal(key.arn)}], {in_use}), false)"
