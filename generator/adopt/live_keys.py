"""KMS keys as AWS has them, with what the key module would not write as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.adopt.aws_ways import AwsWays
from generator.adopt.existing import ExistingKey
from generator.adopt.live_objects import Read, Unread, asked, obstacle
from generator.adopt.live_tags import tags_of
from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn, parse_role_arn
from generator.facts.aws_regions import endpoint_region
from generator.facts.limits import KMS_ALIAS, KMS_ALIAS_MAX, KMS_ALIAS_RESERVED_PREFIX
from generator.live.answers import NotKnown
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy, KeySettings, LiveKey, LiveKeySettings
from generator.live.oci.live_database import LiveEncryption
from generator.live.questions import Ask

_LONGEST = 40  # of a word of AWS that is repeated in a comment


@dataclass(frozen=True)
class NamedKey:
    """What somebody calls a key: its ARN, or `alias/NAME` in an account and a region."""

    id: str
    account_id: str
    region: str

    def read(self, ways: AwsWays, ask: Ask) -> Read:
        """The key. One that is named by an alias and was not read is nothing: nobody knows its ARN."""
        access = ways.access(self.account_id, self.region, ask)
        found = asked(Key(access, self.id), ask)
        if not isinstance(found, LiveKey):
            unread = Unread(f"key {self.id}", found)
            known_by = () if self.is_alias else (ExistingKey(self.id, obstacles=(obstacle("it", found),)),)
            return Read(keys=known_by, unread=(unread,))
        policy = asked(KeyPolicy(access, found.arn), ask)
        aliases = asked(KeyAliases(access, found.arn), ask)
        settings = asked(KeySettings(access, found.arn), ask)
        parts = (("its key policy", policy), ("its aliases", aliases), ("its rotation and tags", settings))
        missing = [(what, part) for what, part in parts if part is None or isinstance(part, NotKnown)]
        known = settings if isinstance(settings, LiveKeySettings) else LiveKeySettings()
        key = ExistingKey(
            arn=found.arn,
            aliases=tuple(filter(_can_be_ours, aliases if isinstance(aliases, tuple) else self._alias())),
            description=found.description,
            policy=policy if isinstance(policy, str) else "",
            rotation_days=known.rotation_days,
            tags=tags_of(known.tags),
            obstacles=(*_obstacles(found), *(obstacle(what, part) for what, part in missing)),
        )
        return Read(keys=(key,), unread=tuple(Unread(f"key {found.arn}", part) for _, part in missing if part))

    @property
    def is_alias(self) -> bool:
        return self.id.startswith(ALIAS_PREFIX)

    def _alias(self) -> tuple[str, ...]:
        return (self.id.removeprefix(ALIAS_PREFIX),) if self.is_alias else ()


def named_key(encryption: LiveEncryption) -> NamedKey | None:
    """The key in AWS KMS that a database names; None for any other. An alias is one of the role's account and the
    endpoint's region."""
    if encryption.provider != "AWS":
        return None
    if key := parse_key_arn(encryption.key_arn):
        return NamedKey(str(key), key.account_id, key.region)
    role, region = parse_role_arn(encryption.role_arn), endpoint_region(encryption.service_endpoint)
    is_alias = KMS_ALIAS.fullmatch(encryption.key_arn) is not None and len(encryption.key_arn) <= KMS_ALIAS_MAX
    return NamedKey(encryption.key_arn, role.account_id, region) if role and region and is_alias else None


def _obstacles(key: LiveKey) -> Iterator[str]:
    if key.manager != "CUSTOMER":
        yield "it is a key of AWS"
    if key.state == "Disabled":
        yield "it is disabled, and the module would enable it"
    elif key.state == "PendingDeletion":
        yield "it is going to be deleted"
    elif key.state != "Enabled":
        yield f"it is not usable: AWS calls it {key.state[:_LONGEST]}"
    if key.usage != "ENCRYPT_DECRYPT":
        yield f"it is for {key.usage[:_LONGEST]}, not for encryption"
    if key.spec != "SYMMETRIC_DEFAULT":
        yield f"it is of the kind {key.spec[:_LONGEST]}, not SYMMETRIC_DEFAULT"
    if key.origin in ("AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"):
        yield "it is in a custom key store"
    elif key.origin != "AWS_KMS":
        yield "its key material was imported"  # another type of resource in Terraform: aws_kms_external_key
    if key.is_multi_region:
        yield "it is a multi-Region key, and the module makes keys of one region"


def _can_be_ours(alias: str) -> bool:
    name = ALIAS_PREFIX + alias
    return KMS_ALIAS.fullmatch(name) is not None and not name.startswith(KMS_ALIAS_RESERVED_PREFIX)
