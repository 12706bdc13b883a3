"""The keys, policies and roles of one stack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.adopt.assignment import Assignment, Known
from generator.adopt.codes import POLICY_LEFT_OUT, UNUSED
from generator.adopt.draft import Remarks
from generator.adopt.existing import ExistingDatabase, ExistingKey, ExistingPolicy, ExistingRole
from generator.adopt.names import Names, can_be_key_name
from generator.adopt.places import Stack
from generator.adopt.policy_documents import Differs
from generator.adopt.taken_over import Trusted, key_settings, policy_settings, role_settings
from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn, parse_policy_arn, parse_role_arn
from generator.spec import model

MANAGED_ELSEWHERE = "another stack of this spec takes it over"
_WORDS: tuple[model.ExternalIdKind, ...] = ("tenant_ocid", "compartment_ocid", "database_ocid")
_MOST_ALIASES = 10  # in a comment


@dataclass(frozen=True)
class Scene:
    """What one stack is drafted from. `refused` are reasons, by ARN, not to take an object over."""

    number: int
    stack: Stack
    known: Known
    assignment: Assignment
    refused: Mapping[str, str]
    remarks: Remarks

    @cached_property
    def named_keys(self) -> frozenset[str]:
        """What databases call their keys: ARNs, and aliases without `alias/`."""
        return frozenset(one.key_arn.removeprefix(ALIAS_PREFIX) for one in self.stack.databases)

    @cached_property
    def databases_of_role(self) -> Mapping[str, Sequence[ExistingDatabase]]:
        """The databases by the ARN of their role."""
        of_role: dict[str, list[ExistingDatabase]] = {}
        for one in self.stack.databases:
            of_role.setdefault(one.role_arn, []).append(one)
        return of_role

    def may_take_over(self, arn: str) -> None:
        """Raises `Differs` where another stack manages the object, or where it was refused."""
        owner = self.assignment.owners.get(arn)
        if owner is None:
            raise Differs("it is in another account or region than this stack")
        if owner != self.number:
            raise Differs(MANAGED_ELSEWHERE)
        if arn in self.refused:
            raise Differs(self.refused[arn])

    def leaves_out(self, arn: str, what: str, address: str, why: Differs) -> bool:
        """True, and it is said, for what no database uses and what cannot be taken over."""
        if arn not in self.assignment.unused:
            return False
        reason = f"{str(why)[:1].upper()}{str(why)[1:]}."
        self.remarks.warn(UNUSED, f"Left out: a {what} that no database here uses", reason, address or arn)
        return True

    def say_why(self, why: Differs, what: str, address: str, *path: str) -> None:
        """An object of another stack is nothing to be warned of."""
        if str(why) == MANAGED_ELSEWHERE:
            self.remarks.note(f"{MANAGED_ELSEWHERE.capitalize()}.", *path)
        else:
            self.remarks.not_taken_over(what, str(why), address, *path)


@dataclass
class AwsDraft:
    """The three sections, and how databases name what is in them: keys by ARN, roles by ARN and external ID."""

    keys: dict[str, model.Key] = field(default_factory=dict)
    policies: dict[str, model.Policy] = field(default_factory=dict)
    roles: dict[str, model.Role] = field(default_factory=dict)
    key_names: dict[str, str] = field(default_factory=dict)
    role_names: dict[tuple[str, str], str] = field(default_factory=dict)


def word_of(database: ExistingDatabase) -> model.ExternalIdKind:
    """Oracle's word for whose OCID the external ID is; the default where the database says none of the three."""
    return next((word for word in _WORDS if word == database.external_id), "tenant_ocid")


def aws_draft(scene: Scene) -> AwsDraft:
    """The AWS side of a stack."""
    draft = AwsDraft()
    names = Names()
    for arn in scene.assignment.keys[scene.number]:
        _add_key(scene, draft, names, scene.known.keys[arn])
    role_names, policies = Names(), _Policies(scene, draft)
    for arn in scene.assignment.roles[scene.number]:
        _add_role(scene, draft, role_names, policies, scene.known.roles[arn])
    policies.add_fitting(scene.assignment.policies[scene.number])
    _name_unknown_roles(scene, draft, role_names)
    return draft


def _add_key(scene: Scene, draft: AwsDraft, names: Names, key: ExistingKey) -> None:
    by_alias = [alias for alias in key.aliases if alias in scene.named_keys]
    alias = next(iter(by_alias or sorted(key.aliases)), None)
    parsed = parse_key_arn(key.arn)
    short = f"key-{parsed.key_id[:12] if parsed else ''}"
    name = names.numbered(alias if alias and can_be_key_name(alias) else short)
    try:
        scene.may_take_over(key.arn)
        draft.keys[name] = key_settings(key, name, alias)
        draft.key_names[key.arn] = name
        scene.remarks.taken_over[(scene.remarks.stack, "keys", name)] = key.arn
    except Differs as why:
        if scene.leaves_out(key.arn, "key", key.address, why):
            return
        draft.key_names[key.arn] = name
        draft.keys[name] = model.Key(arn=key.arn, alias=by_alias[0] if by_alias else None)
        scene.say_why(why, "key", key.address, "keys", name)
        return
    if others := [one for one in key.aliases if one != alias]:
        scene.remarks.note(f"Its other aliases stay as they are: {', '.join(others[:_MOST_ALIASES])}.", "keys", name)


def _add_role(scene: Scene, draft: AwsDraft, names: Names, policies: _Policies, role: ExistingRole) -> None:
    using = scene.databases_of_role.get(role.arn, ())
    words = frozenset(word_of(one) for one in using)
    of_role = using or (scene.stack.databases if len(scene.stack.databases) == 1 else ())
    trusted = Trusted(scene.stack.tenancy_id, scene.stack.compartment_id, [one.ocid for one in of_role])
    parsed = parse_role_arn(role.arn)
    own_name = parsed.name if parsed else "role"
    try:
        scene.may_take_over(role.arn)
        role_settings(role, trusted, words, [])
        if not names.take(own_name):
            raise Differs("in Terraform its name is the same as another role's")
    except Differs as why:
        if scene.leaves_out(role.arn, "role", role.address, why):
            return
        kept = policies.add_fitting(role.policy_arns)
        for word in sorted(words):
            name = names.numbered(own_name)
            draft.roles[name] = model.Role(arn=role.arn, external_id=word)
            draft.role_names[role.arn, word] = name
            scene.say_why(why, "role", role.address, "roles", name)
            for arn, reason in kept.items():
                scene.remarks.note(f"It keeps the policy {arn}, which is not in this spec: {reason}.", "roles", name)
        return
    attached = policies.add_attached(role.policy_arns)
    settings = draft.roles[own_name] = role_settings(role, trusted, words, attached)
    draft.role_names[role.arn, settings.external_id] = own_name
    scene.remarks.taken_over[(scene.remarks.stack, "roles", own_name)] = role.arn


def _name_unknown_roles(scene: Scene, draft: AwsDraft, names: Names) -> None:
    """A role that is known by its ARN alone needs a name where its external ID is not the tenancy's."""
    for database in scene.stack.databases:
        word, parsed = word_of(database), parse_role_arn(database.role_arn)
        if parsed and word != "tenant_ocid" and (database.role_arn, word) not in draft.role_names:
            name = names.numbered(parsed.name)
            draft.roles[name] = model.Role(arn=database.role_arn, external_id=word)
            draft.role_names[database.role_arn, word] = name


class _Policies:
    """The section `policies` while it is written."""

    def __init__(self, scene: Scene, draft: AwsDraft) -> None:
        self._scene, self._draft = scene, draft
        self._names = Names()
        self._done: dict[str, str] = {}

    def add_attached(self, arns: Sequence[str]) -> list[str]:
        """Adds what is attached to a role that is taken over, and says what the role calls it."""
        attached = []
        for arn in arns:
            policy = self._scene.known.policies.get(arn)
            if policy is not None and arn not in self._done:
                try:
                    self._take_over(policy)
                except Differs as why:
                    parsed = parse_policy_arn(arn)
                    name = self._names.numbered(parsed.name if parsed else "policy")
                    self._add(arn, name, model.Policy(arn=arn))
                    self._scene.say_why(why, "policy", policy.address, "policies", name)
            attached.append(self._done.get(arn, arn))
        return attached

    def add_fitting(self, arns: Sequence[str]) -> dict[str, str]:
        """Adds what can be taken over, whoever has it. Of the rest, which the spec has no use for, it is said why not;
        the reasons by ARN."""
        reasons = {}
        for arn in arns:
            policy = self._scene.known.policies.get(arn)
            if policy is None or arn in self._done:
                continue
            try:
                self._take_over(policy)
            except Differs as why:
                if str(why) == MANAGED_ELSEWHERE:
                    continue
                reasons[arn] = str(why)
                if arn not in self._scene.remarks.policies:
                    self._scene.remarks.policies.add(arn)
                    summary = f"Left out: the policy {arn}"
                    detail = f"{str(why)[:1].upper()}{str(why)[1:]}. It stays as it is, with whoever it is attached to."
                    self._scene.remarks.warn(POLICY_LEFT_OUT, summary, detail, policy.address)
        return reasons

    def _take_over(self, policy: ExistingPolicy) -> None:
        """Raises `Differs`."""
        self._scene.may_take_over(policy.arn)
        settings = policy_settings(policy, self._draft.key_names)
        parsed = parse_policy_arn(policy.arn)
        if parsed is None or not self._names.take(parsed.name):
            raise Differs("in Terraform its name is the same as another policy's")
        self._scene.remarks.taken_over[(self._scene.remarks.stack, "policies", parsed.name)] = policy.arn
        self._add(policy.arn, parsed.name, settings)

    def _add(self, arn: str, name: str, settings: model.Policy) -> None:
        self._done[arn] = name
        self._draft.policies[name] = settings
        self._scene.remarks.policies.add(arn)
