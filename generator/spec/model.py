"""The grammar of a spec: one struct per kind of object, one field per key.

This is the only place that says which keys exist, which type and limits they have and what they default to. The reader
(`decode`), the JSON Schema and the reference documentation follow from it. What depends on more than one field is
a rule (`generator.rules`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct


def _text(pattern: str, expected: str, description: str = "") -> Meta:
    """A text that fits `pattern` entirely; `expected` says so in words, for messages."""
    return Meta(pattern=pattern, description=description or expected, extra={"expected": expected})


def _about(description: str, *examples: Any) -> Meta:
    return Meta(description=description, examples=list(examples) or None)


StackName = Annotated[
    str,
    _text(r"^[a-z][a-z0-9-]{0,62}$", "a stack's name: lower-case letters, digits and hyphens, a letter first"),
]
ObjectName = Annotated[str, Meta(min_length=1, max_length=256)]
DatabaseName = Annotated[
    str,
    _text(r"^[A-Za-z][A-Za-z0-9_-]{0,62}$", "a database's name: letters, digits, _ and -, a letter first"),
]
AccountId = Annotated[str, _text(r"^[0-9]{12}$", "an AWS account id: twelve digits")]
AwsRegion = Annotated[str, _text(r"^[a-z]{2,}(-[a-z0-9]+)+$", "an AWS region, such as us-east-2")]
OciRegion = Annotated[str, _text(r"^[a-z]{2}(-[a-z]+)+-[0-9]+$", "an OCI region, such as us-ashburn-1")]
Ocid = Annotated[str, _text(r"^ocid1\.[A-Za-z0-9_.-]+$", "an OCID: ocid1.<type>.<realm>.[region].<unique>")]
Arn = Annotated[str, _text(r"^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$", "an ARN")]
Annotations = Annotated[
    list[str],
    _about("Comment lines rendered into the object's block.", ["checkov:skip=CKV_AWS_1: reason"]),
]
RenamedFrom = Annotated[
    ObjectName | list[ObjectName] | None,
    _about("The name that the object had before, or all of them, oldest first; renders `moved` blocks."),
]
Tags = Annotated[dict[str, str], _about("Tags by key.", {"team": "platform"})]


# It stands in commands and messages: a line break or a terminal's escape in it would be somebody else's line in a log.
Profile = Annotated[str, _text(r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$", "a profile's name: no control characters")]


class Aws(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the AWS side of a stack lives, and who makes it."""

    account_id: Annotated[AccountId, _about("The account that holds the key, the policy and the role.")]
    region: Annotated[AwsRegion, _about("The region of the key.")]
    profile: Annotated[Profile | None, _about("A profile of the AWS configuration for the provider.")] = None
    assume_role_arn: Annotated[Arn | None, _about("A role that the provider assumes.")] = None
    tags: Annotated[Tags, _about("Tags on everything in AWS (the provider's `default_tags`).")] = {}


class Oci(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the OCI side of a stack lives."""

    compartment_id: Annotated[Ocid, _about("The compartment that the databases are in.")]
    region: Annotated[OciRegion, _about("The databases' region.")]
    tenancy_id: Annotated[Ocid | None, _about("The tenancy's OCID; the external ID of roles with `tenant_ocid`.")] = (
        None
    )
    profile: Annotated[Profile | None, _about("A profile of the OCI configuration for the provider.")] = None
    freeform_tags: Annotated[Tags, _about("Free-form tags on every database.")] = {}


class Backend(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where Terraform keeps the stack's state."""

    type: Annotated[str, _text(r"^[a-z][a-z0-9_]*$", "a Terraform backend type, such as s3")]
    config: Annotated[dict[str, Any], _about("The backend's arguments. No credentials: they would be committed.")] = {}


class ProviderVersions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Version constraints of the two providers."""

    aws: Annotated[str, _about("hashicorp/aws", ">= 5.68, < 7")] = ">= 5.68, < 7"
    oci: Annotated[str, _about("oracle/oci", ">= 6.15")] = ">= 6.15"


class TerraformSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Version constraints."""

    required_version: Annotated[
        str | None,
        _about("Terraform's or OpenTofu's own version; `>= 1.5` unless a retired key needs more.", ">= 1.9"),
    ] = None
    providers: ProviderVersions = ProviderVersions()
    tests: Annotated[
        bool,
        _about("Render a test beside each root module. Terraform 1.6 and OpenTofu before 1.8 cannot read it and stop."),
    ] = True


class Key(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A KMS key with its alias, or with `arn` one that exists and is not ours to change."""

    arn: Annotated[Arn | None, _about("An existing key; then nothing is created for it.")] = None
    adopt: Annotated[
        Arn | None, _about("An existing key that the stack takes over, with its alias, by `import` blocks.")
    ] = None
    retired: Annotated[
        bool,
        _about(
            "The stack lets go of the key and destroys nothing (a `removed` block, Terraform 1.7 or newer). With `arn` "
            "as well, policies go on to allow its use."
        ),
    ] = False
    alias: Annotated[str | None, _about("The alias without `alias/`; the key's name in the spec unless given.")] = None
    description: Annotated[str | None, _about("The key's description in AWS.")] = None
    deletion_window_days: Annotated[
        int,
        Meta(ge=7, le=30, description="Days between the scheduling of the key's deletion and the deletion."),
    ] = 30
    rotation_days: Annotated[
        Annotated[int, Meta(ge=90, le=2560)] | Literal[False],
        _about("Days between AWS's own rotations of the key material (the ARN stays); false turns them off."),
    ] = 365
    administrators: Annotated[
        list[Arn], _about("IAM principals that may administer the key, besides the account itself.")
    ] = []
    tags: Tags = {}
    renamed_from: RenamedFrom = None
    annotations: Annotations = []


class Policy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An IAM policy that allows the use of keys, or with `arn` one that exists."""

    arn: Annotated[Arn | None, _about("An existing policy; then nothing is created for it.")] = None
    adopt: Annotated[bool, _about("The policy exists already, and the stack takes it over by an `import` block.")] = (
        False
    )
    keys: Annotated[
        Literal["all"] | list[str],
        _about("Names of keys in `keys`, or ARNs; by default all keys of the stack."),
    ] = "all"
    actions: Annotated[
        Literal["key-user", "decrypt-only"] | list[str],
        _about(
            "What the policy allows: AWS's preset for key users, its reading half, or a list of actions. Oracle "
            "publishes no list."
        ),
    ] = "key-user"
    description: Annotated[str | None, _about("The policy's description in AWS.")] = None
    path: Annotated[str, _about("The policy's IAM path.")] = "/"
    tags: Tags = {}
    renamed_from: RenamedFrom = None
    annotations: Annotations = []


ExternalIdKind = Literal["tenant_ocid", "compartment_ocid", "database_ocid"]


class Role(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The IAM role that Oracle assumes, or with `arn` one that exists."""

    arn: Annotated[Arn | None, _about("An existing role; then nothing is created for it.")] = None
    adopt: Annotated[
        bool,
        _about(
            "The role exists already, and the stack takes it over, with its policies' attachments, by `import` blocks."
        ),
    ] = False
    policies: Annotated[list[str], _about("Names of policies in `policies`, or ARNs.")] = []
    oracle_user_arn: Annotated[
        Arn | None,
        _about(
            "Oracle's IAM user, the role's principal: `aws_user_arn` in the database's CLOUD_INTEGRATIONS. Until it "
            "is known no role is rendered."
        ),
    ] = None
    external_id: Annotated[
        ExternalIdKind,
        _about("Whose OCID Oracle must present as the external ID: the confused-deputy guard."),
    ] = "tenant_ocid"
    description: Annotated[str | None, _about("The role's description in AWS.")] = None
    path: Annotated[str, _about("The role's IAM path.")] = "/"
    permissions_boundary: Annotated[Arn | None, _about("A policy that bounds what the role may do.")] = None
    max_session_seconds: Annotated[int, Meta(ge=3600, le=43200, description="How long a session may last.")] = 3600
    tags: Tags = {}
    renamed_from: RenamedFrom = None
    annotations: Annotations = []


class AdminPassword(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the password of ADMIN comes from: a Vault secret or a sensitive input variable. Never a literal."""

    secret_id: Annotated[Ocid | None, _about("The OCID of a secret in OCI Vault.")] = None
    variable: Annotated[Literal[True] | None, _about("A sensitive input variable of the stack.")] = None


class Encryption(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the database is encrypted with."""

    key: Annotated[
        str,
        _about("A key's name in `keys`, a key ARN, `alias/NAME`, or `oracle-managed`.", "ADBS_TestAWSKMSKey"),
    ] = "oracle-managed"
    role: Annotated[str | None, _about("A role's name in `roles`, or a role ARN.", "ADBS_AWS_Role1")] = None
    identify_key_by: Annotated[
        Literal["arn", "alias"],
        _about("How the database names the key to AWS KMS. An ARN is never ambiguous."),
    ] = "arn"
    service_endpoint: Annotated[
        str | None, _about("The KMS endpoint's host; by default the standard one of the key's region.")
    ] = None


class Database(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An Autonomous AI Database Serverless."""

    db_name: Annotated[
        str,
        _text(r"^[A-Za-z][A-Za-z0-9]{0,29}$", "a database name: at most 30 letters and digits, a letter first"),
    ]
    ocid: Annotated[Ocid | None, _about("Unknown until the database is provisioned.")] = None
    adopt: Annotated[bool, _about("The database exists already and is brought in with an `import` block.")] = False
    display_name: Annotated[
        Annotated[str, Meta(min_length=1, max_length=255)] | None, _about("The name in the console.")
    ] = None
    workload: Annotated[
        Literal["OLTP", "LH", "AJD", "APEX", "DW"] | None,
        _about("OLTP unless given. DW is deprecated: use LH."),
    ] = None
    version: Annotated[Literal["19c", "23ai", "26ai"] | None, _about("26ai unless given. 23ai is deprecated.")] = None
    compute_count: Annotated[int | None, _about("ECPUs; 2 unless given.")] = None
    storage_tbs: Annotated[int | None, _about("Terabytes of storage; 1 unless given.")] = None
    license: Annotated[
        Literal["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE"] | None, _about("LICENSE_INCLUDED unless given.")
    ] = None
    admin_password: AdminPassword | None = None
    freeform_tags: Tags = {}
    arguments: Annotated[
        dict[str, Any],
        _about("Any other argument of oci_database_autonomous_database, as in the provider's documentation."),
    ] = {}
    encryption: Encryption = Encryption()
    renamed_from: RenamedFrom = None
    annotations: Annotations = []


class Stack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One root module and one Terraform state: the databases of one compartment and the keys of one AWS account."""

    aws: Aws
    oci: Oci
    backend: Backend | None = None
    terraform: TerraformSettings = TerraformSettings()
    protect: Annotated[bool, _about("Render `prevent_destroy` on keys and databases.")] = True
    key_name_pattern: Annotated[
        str,
        _about(
            "How `adbkms key rotate` names the next key: `{base}` is the first one's name, `{generation}` counts from "
            "2. In a name that does not fit, a number at the end counts up.",
            "{base}-v{generation}",
        ),
    ] = "{base}_{generation}"
    keys: Annotated[dict[ObjectName, Key], _about("KMS keys; a key's name is its alias unless `alias` is given.")] = {}
    policies: Annotated[dict[ObjectName, Policy], _about("IAM policies by name.")] = {}
    roles: Annotated[dict[ObjectName, Role], _about("IAM roles by name.")] = {}
    databases: Annotated[dict[DatabaseName, Database], _about("Databases by their name in Terraform.")] = {}


class ModuleSource(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Modules from a registry."""

    source: Annotated[str, _about("The module's address.", "app.terraform.io/example/adbkms/aws")]
    version: Annotated[str | None, _about("A version constraint, for registries.", "~> 1.0")] = None


class SpecFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A spec file of adbkms: stacks of Autonomous AI Databases encrypted with customer-managed keys in AWS KMS."""

    version: Annotated[Literal[1], _about("The version of this grammar.")]
    module_source: Annotated[
        Literal["vendored"] | str | ModuleSource | None,
        _about(
            "Where stacks take their modules from: `vendored` (a copy is rendered beside them), or a Git or registry "
            "address."
        ),
    ] = None
    defaults: Annotated[dict[str, Any], _about("Merged under every stack: maps merge, lists and scalars replace.")] = {}
    stacks: Annotated[dict[StackName, Stack], _about("Stacks by name.")] = {}
