"""What exists by the two clouds' own word: databases, and the keys, roles and policies that they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import TypeAlias, TypeVar

from generator.adopt.aws_ways import AwsWays
from generator.adopt.existing import Existing, ExistingKey, ExistingPolicy, ExistingRole
from generator.adopt.live_databases import existing_of
from generator.adopt.live_keys import NamedKey, named_key
from generator.adopt.live_objects import Read, Unread, said_of
from generator.adopt.live_roles import NamedRole
from generator.adopt.policy_documents import Differs, use_of_keys
from generator.diagnostics import Diagnostic, Severity
from generator.facts.arn import parse_key_arn
from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid
from generator.live.access import OciAccess
from generator.live.answers import Cause, NotKnown
from generator.live.concurrently import concurrently
from generator.live.oci.databases import Database, DatabasesIn
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask

Progress: TypeAlias = Callable[[str, int], AbstractContextManager[Callable[[object], object]]]
"""Opened with a title and a number of things; what it gives is called for each that is done."""
_Object = TypeVar("_Object", ExistingKey, ExistingPolicy, ExistingRole)


@contextmanager
def unseen(title: str, total: int) -> Iterator[Callable[[object], object]]:
    """A `Progress` that nobody sees."""
    yield lambda item: None


def existing_from_clouds(
    databases: Sequence[str],
    compartments: Sequence[str],
    aws: AwsWays,
    oci: OciAccess,
    ask: Ask,
    progress: Progress = unseen,
) -> tuple[Existing, list[Diagnostic]]:
    """What databases, by their OCIDs and all of some compartments, have to do with; and what there is to say.

    A database is asked for in the region of its OCID, a compartment in that of `oci`. A database or compartment that
    was not read is an error; what was not read of AWS is a warning, and there with an obstacle.
    """
    tenancy = ask(Tenancy(oci))
    listed, unlisted = _listed(compartments, oci, ask)
    live, unread = _read_databases(dict.fromkeys([*databases, *listed]), oci, ask, progress)
    found, left_out = existing_of(live)
    lost = said_of([*unlisted, *unread])
    errors = [replace(one, severity=Severity.ERROR) for one in lost]
    said = [*errors, *left_out]
    if isinstance(tenancy, NotKnown) and tenancy not in {one.why for one in (*unlisted, *unread)}:
        said += said_of([Unread("the tenancy", tenancy)])
    here = {one.ocid for one in found}
    arns, read = _read_aws([one for one in live if one.ocid in here], aws, ask, progress)
    former = {one.ocid: tuple(arns[key] for key in _former(one) if key in arns) for one in live}
    existing = Existing(
        databases=tuple(replace(one, former_keys=former[one.ocid]) for one in found),
        keys=_once(key for part in read for key in part.keys),
        policies=_once(policy for part in read for policy in part.policies),
        roles=_once(role for part in read for role in part.roles),
        tenancy_id=tenancy if isinstance(tenancy, str) else None,
    )
    return existing, [*said, *said_of(one for part in read for one in part.unread)]


def _listed(compartments: Sequence[str], oci: OciAccess, ask: Ask) -> tuple[list[str], list[Unread]]:
    """The OCIDs of all databases of compartments."""
    wanted = list(dict.fromkeys(compartments))
    answers = concurrently(wanted, lambda one: ask(DatabasesIn(oci, one)))
    found, unlisted = [], []
    for compartment, answer in zip(wanted, answers, strict=True):
        if isinstance(answer, tuple):
            found += [one.ocid for one in answer]
        else:
            unlisted.append(Unread(f"compartment {compartment}", answer or _absent(compartment)))
    return found, unlisted


def _read_databases(
    ocids: Iterable[str], oci: OciAccess, ask: Ask, progress: Progress
) -> tuple[list[LiveDatabase], list[Unread]]:
    wanted = list(ocids)
    with progress("Databases", len(wanted)) as done:
        answers = concurrently(wanted, lambda one: ask(Database(_access(oci, one), one)), done)
    found, unread = [], []
    for ocid, answer in zip(wanted, answers, strict=True):
        if isinstance(answer, LiveDatabase):
            found.append(answer)
        else:
            unread.append(Unread(f"database {ocid}", answer or _absent(ocid)))
    return found, unread


def _access(oci: OciAccess, ocid: str) -> OciAccess:
    parsed = parse_ocid(ocid)
    return replace(oci, region=(region_name(parsed.region) if parsed else None) or oci.region)


def _absent(ocid: str) -> NotKnown:
    return NotKnown(
        Cause.NOT_FOUND_OR_NOT_PERMITTED,
        f"OCI has no {ocid}",
        "Look at the OCID, at --oci-region and at --oci-profile.",
    )


def _read_aws(
    databases: Sequence[LiveDatabase], aws: AwsWays, ask: Ask, progress: Progress
) -> tuple[dict[NamedKey, str], list[Read]]:
    """What databases name, and then the keys that the policies of their roles are for. Before it the ARNs of the keys
    that databases name."""
    keys = list(dict.fromkeys(key for one in databases for key in (named_key(one.encryption), *_former(one)) if key))
    named: list[NamedKey | NamedRole] = [*keys, *_roles(databases)]
    with progress("Keys and roles", len(named)) as done:
        read = concurrently(named, lambda one: one.read(aws, ask), done)
    arns = {name: key.arn for name, part in zip(keys, read, strict=False) for key in part.keys}
    known = {key.arn for part in read for key in part.keys}
    more = [one for one in dict.fromkeys(_keys_of_policies(read)) if one.id not in known]
    with progress("Keys of policies", len(more)) as done:
        read += concurrently(more, lambda one: one.read(aws, ask), done)
    return arns, read


def _former(database: LiveDatabase) -> list[NamedKey]:
    """The keys in AWS KMS of the history, oldest first; of an alias, what it leads to today."""
    return list(dict.fromkeys(key for line in database.history if (key := named_key(line.encryption))))


def _roles(databases: Sequence[LiveDatabase]) -> list[NamedRole]:
    """Each role once, however many regions its keys are in."""
    roles: dict[str, NamedRole] = {}
    for one in databases:
        if key := named_key(one.encryption):
            roles.setdefault(one.encryption.role_arn, NamedRole(one.encryption.role_arn, key.region))
    return list(roles.values())


def _keys_of_policies(read: Sequence[Read]) -> Iterator[NamedKey]:
    for policy in (one for part in read for one in part.policies):
        try:
            arns = use_of_keys(policy.document).key_arns
        except Differs:
            continue
        for key in map(parse_key_arn, arns):
            if key:
                yield NamedKey(str(key), key.account_id, key.region)


def _once(found: Iterable[_Object]) -> tuple[_Object, ...]:
    by_arn: dict[str, _Object] = {}
    for one in found:
        by_arn.setdefault(one.arn, one)
    return tuple(by_arn.values())
