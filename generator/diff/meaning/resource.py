"""Resources, data sources and module calls that somebody wrote by hand: what can be said without knowing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.terraform import Block
from generator.diff.changes import ArgumentChange, Risk
from generator.diff.meaning import documents, lifecycle, module_source, role, tags
from generator.diff.meaning.afterwards import is_taken_over
from generator.diff.meaning.by_action import by_action
from generator.diff.meaning.case import Case, Part, Said, by_parts, is_at, others
from generator.diff.meaning.words import instead, listed, plain
from generator.diff.policy_text import is_policy
from generator.facts.replacing_arguments import REPLACING

# Whatever is made of these types lets somebody do something, or can.
_ACCESS = (
    "aws_iam_",
    "aws_kms_",
    "aws_secretsmanager_",
    "aws_ssm_",
    "oci_identity_",
    "oci_kms_",
    "oci_vault_",
    "oci_core_",
)
_OF_THE_KEY = ("aws_iam_", "aws_kms_")  # what these allow less of, a database can lose its key by
# These run a program where Terraform runs.
_PROGRAMS = ("external", "null_resource", "terraform_data", "shell_script", "local_file")
_LOST: Mapping[str, str] = {
    "aws_kms_key": "will be deleted after its waiting period: what is encrypted with it is lost",
    "aws_kms_alias": "will be deleted: who names a key by it does not find the key",
    "oci_database_autonomous_database": "will be destroyed with its data",
}
_ENABLED: Mapping[str, str] = {
    "aws_kms_key": "is_enabled",
    "aws_kms_external_key": "enabled",
    "aws_kms_replica_key": "enabled",
}
_EXCLUSIVE = "aws_iam_role_policy_attachments_exclusive"
_DOCUMENTS = ("policy", "assume_role_policy", "statement", "inline_policy", "key_policy", "resource_policy")
# Of these a data source makes its document as well, and none is compared.
_COMPUTED_STATEMENTS = (
    "dynamic",
    "source_policy_documents",
    "override_policy_documents",
    "source_json",
    "override_json",
)


def meanings(case: Case) -> Iterator[Said]:
    """What becomes of a resource, a data source or a module call."""
    return by_action(case, stays="stays", added=_added, removed=_removed, changed=_changed)


def _added(case: Case) -> Iterator[Said]:
    block, type = case.now, _type(case.now)
    is_data = block is not None and block.type == "data"
    if type in _PROGRAMS or (block and block.nested("provisioner")):
        yield Said("will be added, and can run a program where Terraform runs", Risk.OPENS_ACCESS)
    elif is_data:
        yield Said("will be read by Terraform", Risk.NONE)
    elif is_taken_over(case.new, case.change.address):
        yield Said("will be taken over by Terraform as it is", _risk_of(type))
    elif block is not None and block.type == "module":
        yield Said(
            "will be made by a module that is not adbkms's; what it makes, this comparison does not say",
            Risk.OPENS_ACCESS,
        )
    else:
        yield Said("will be created, and was not rendered by adbkms", _risk_of(type))
    if not is_data:
        yield from documents.sentences(case)


def _risk_of(type: str) -> Risk:
    return Risk.OPENS_ACCESS if type.startswith(_ACCESS) else Risk.IN_PLACE


def _type(block: Block | None) -> str:
    return block.labels[0] if block and block.type in ("resource", "data") and block.labels else ""


def _removed(case: Case) -> Said:
    block = case.was
    if block is not None and block.type == "data":
        return Said("will no longer be read by Terraform", Risk.NONE)
    if block is not None and block.type == "module":
        return Said("will be gone with all that its module made: Terraform destroys it", Risk.DESTROYS)
    return Said(_LOST.get(_type(block), "will be destroyed"), Risk.DESTROYS)


def _changed(case: Case) -> Iterator[Said]:
    yield from documents.sentences(case)
    parts = (
        Part(_DOCUMENTS, _of_documents),
        *((Part(_COMPUTED_STATEMENTS, _unreadable),) if _type(case.block) == "aws_iam_policy_document" else ()),
        Part(tags.HEADS, tags.sentences),
        Part(lifecycle.HEADS, lifecycle.sentences),
        *((Part(module_source.HEADS, module_source.sentences),) if _is_call(case) else ()),
        Part((), _arguments),
    )
    yield from by_parts(case, parts)


def _is_call(case: Case) -> bool:
    return case.block is not None and case.block.type == "module"


def _of_documents(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """Statements have been compared; one document of several that cannot be read has none."""
    unread = [one for one in changed if not documents.speaks_for(case) or not _is_read(one)]
    return _unreadable(case, unread) if unread else iter(())


def _is_read(change: ArgumentChange) -> bool:
    """True for what is no document itself, such as the name of one, and for one that is literal on both sides."""
    if change.path.rpartition(".")[2] not in _DOCUMENTS:
        return True
    return all(is_policy(one) for one in (change.old, change.new) if one is not None)


def _unreadable(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    names = listed(dict.fromkeys(one.path for one in changed))
    yield Said(
        f"will have another policy, which cannot be read from the tree ({names}): it may allow more, or less",
        Risk.ENDANGERS if _type(case.block).startswith(_OF_THE_KEY) else Risk.OPENS_ACCESS,
    )


def _arguments(case: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    type = _type(case.block)
    replacing = [one for one in changed if one.path.partition("[")[0].partition(".")[0] in REPLACING.get(type, ())]
    if replacing:
        names = listed(dict.fromkeys(one.path for one in replacing))
        yield Said(f"will be destroyed and made anew, since it cannot change in place: {names}", Risk.REPLACES)
    is_replacing = set(replacing)
    left = []
    for one in changed:
        if one in is_replacing:
            continue
        if said := _known(type, one):
            yield said
        else:
            left.append(one)
    if left and case.block is not None and case.block.type == "data":
        yield others(left, Risk.OPENS_ACCESS if type in _PROGRAMS else Risk.IN_PLACE)
    elif left:
        yield others(left, _risk_of(type) if type not in _PROGRAMS else Risk.OPENS_ACCESS)


def _known(type: str, change: ArgumentChange) -> Said | None:
    """What is known of arguments of keys and aliases (GRD1xx say the same of a plan)."""
    if change.path == _ENABLED.get(type):
        return _enabled(change)
    if type == "aws_iam_role" and change.path == "permissions_boundary":
        return role.bounded(change)
    if type in ("aws_iam_role", _EXCLUSIVE) and change.path in ("managed_policy_arns", "policy_arns"):
        return _attached(change)
    if type == "aws_kms_key":
        if change.path == "deletion_window_in_days":
            return Said(f"will be gone {instead(change)} days after its deletion is scheduled", Risk.IN_PLACE)
        if is_at(change.path, "enable_key_rotation") or is_at(change.path, "rotation_period_in_days"):
            return Said(f"will be rotated by AWS in another way ({change.path}); its ARN stays", Risk.IN_PLACE)
        if change.path == "description":
            return Said("will have another description in AWS", Risk.IN_PLACE)
    if type == "aws_kms_alias" and change.path == "target_key_id":
        return Said("will point at another key: a database that names its key by it is switched", Risk.ENDANGERS)
    return None


def _enabled(change: ArgumentChange) -> Said:
    if change.new in ("true", "null", None):
        return Said("will be enabled", Risk.IN_PLACE)
    disabled = "be disabled" if change.new == "false" else f"be disabled where {change.new} says so"
    return Said(f"will {disabled}: every database that is encrypted with it becomes inaccessible", Risk.ENDANGERS)


def _attached(change: ArgumentChange) -> Said:
    """The list is exclusive: what it does not name is detached."""
    if change.new in ("null", None):
        return Said("will have the policies attached that it has, which the configuration no longer says", Risk.NONE)
    if change.items_added and not change.items_removed and change.old is not None:
        return Said(f"will have {listed(map(plain, change.items_added))} attached", Risk.OPENS_ACCESS)
    kept = f"{plain(change.new)} alone" if change.new != "[]" else "no policy"
    return Said(f"will have {kept} attached: a database can lose the key that another policy allows", Risk.ENDANGERS)
