"""What the next key is called."""

from __future__ import annotations

from generator.configuration.names_over_time import names_over_time
from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED, alias_name, identifier
from generator.diagnostics import Diagnostic
from generator.facts.limits import KMS_ALIAS, KMS_ALIAS_MAX, KMS_ALIAS_RESERVED_PREFIX
from generator.key_changes.change import Place
from generator.key_changes.codes import NEW_NAME
from generator.rules.reading.arns import ARN_PREFIX
from generator.rules.reading.name_pattern import next_name
from generator.spec.load import LoadedStack, Spec


def new_key_name(spec: Spec, place: Place, given: str | None) -> str | Diagnostic:
    """The given name, or the one that follows from the current key's by the stack's pattern; it is free, and can be
    an alias. The rules have seen the pattern."""
    taken = _Taken(spec, place.loaded)
    current = place.encryption.key.removeprefix(ALIAS_PREFIX)
    if given is None and current.startswith(ARN_PREFIX):
        return place.refusal(
            NEW_NAME,
            f"{place.address} names its key by an ARN, from which no name follows",
            "Say with --name what the new key is to be called.",
        )
    name = next_name(place.stack.key_name_pattern, current, taken) if given is None else given
    if given is not None and name in taken:
        detail = (
            f"`adbkms key switch SPEC {place.address} --key {name}` selects it." if name in place.stack.keys else ""
        )
        return place.refusal(NEW_NAME, f'The name "{name}" is taken', detail or _FREE)
    if not _can_be_an_alias(name):
        detail = f"The name is also the alias: letters, digits and _ - /, at most {KMS_ALIAS_MAX - len(ALIAS_PREFIX)}."
        return place.refusal(NEW_NAME, f'"{name}" cannot be the name of a key', f"{detail} Give another --name.")
    return name


_FREE = "It was the name of a key before, or is the alias of one in this account and region. Give another --name."


def _can_be_an_alias(name: str) -> bool:
    full = ALIAS_PREFIX + name
    return (
        KMS_ALIAS.fullmatch(full) is not None
        and len(full) <= KMS_ALIAS_MAX
        and not full.startswith(KMS_ALIAS_RESERVED_PREFIX)
        and not name.startswith(ALIAS_PREFIX)
        and name != ORACLE_MANAGED
    )


class _Taken:
    """Names that a key has or has had, as Terraform's addresses tell them apart, and aliases in the account and
    region."""

    def __init__(self, spec: Spec, loaded: LoadedStack) -> None:
        aws = loaded.stack.aws
        self._labels = {
            identifier(known) for name, key in loaded.stack.keys.items() for known in names_over_time(name, key)
        }
        self._aliases = {
            alias_name(name, key)
            for one in spec.stacks
            if (one.stack.aws.account_id, one.stack.aws.region) == (aws.account_id, aws.region)
            for name, key in one.stack.keys.items()
        }

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (identifier(name) in self._labels or name in self._aliases)
