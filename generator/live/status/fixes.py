"""What to do about differences, in whole sentences."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX
from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import endpoint_region
from generator.live.aws.commands import aws_command
from generator.live.oci.commands import start_command
from generator.live.oci.lifecycle import GONE, INACCESSIBLE, PASSING, STOPPED
from generator.live.status.database_status import DatabaseStatus
from generator.live.status.wanted import AWS, ORACLES
from generator.spec.files import STANDARD_INPUT

_OF_THE_BLOCK = {
    "provider": "another provider of the key",
    "key_arn": "another key",
    "role_arn": "another role",
    "external_id": "another external ID",
    "service_endpoint": "another endpoint",
}


def fixes(status: DatabaseStatus, specs: str) -> list[str]:
    """A sentence or two for each difference; one for all those that the same apply mends. `specs` are the arguments of
    a command, for a shell. A state that differs is first, and nothing is to be applied before it is AVAILABLE."""
    return [
        *_of_the_state(status, specs),
        *_of_the_last_work(status),
        *_of_the_block(status, specs),
        *_of_the_key_state(status),
    ]


def _of_the_block(status: DatabaseStatus, specs: str) -> Iterator[str]:
    differing = _differing(status)
    if not differing or status.found is None or "lifecycle_state" in status.differences:
        return  # no update is possible, or the one that is under way may be this very one
    if status.wanted.key_arn.startswith(ALIAS_PREFIX) and not status.unknown:
        yield _no_such_key(status, specs)
        return
    if status.found.provider not in (AWS, ORACLES) and status.wanted.provider == AWS:
        yield (
            f"Another key store, {status.found.provider}, has the database's key. Oracle describes the way to AWS KMS "
            "from Oracle's own key: `adbkms preflight` says what to do first."
        )
        return
    what = "another key" if "another key" in differing else _enumerated(differing)
    differs = f"The database has {what} than the spec says."
    elsewhere = "if it was changed elsewhere, and rightly, `adbkms key switch` has the spec say so."
    if status.last_work and status.last_work.failure:
        yield (
            f"{differs} Mend what made the work request fail before you apply the stack {status.stack} again: `adbkms "
            f"preflight` looks at the key, its policy and the role; {elsewhere}"
        )
        return
    yield (
        f"{differs} Apply the stack {status.stack}{_steps(specs)}. If that is done, look at the database's last work "
        f"request in OCI; {elsewhere}"
    )


def _differing(status: DatabaseStatus) -> list[str]:
    """What an update of the key would mend, in words."""
    return [_OF_THE_BLOCK[field] for field in status.differences if field in _OF_THE_BLOCK]


def _steps(specs: str) -> str:
    """Where the steps are. They are all there only for a tree; and standard input is read once."""
    if STANDARD_INPUT in shlex.split(specs):
        return ""
    return f": `adbkms next {specs} -o DIR` shows the steps up to `terraform apply`"


def _no_such_key(status: DatabaseStatus, specs: str) -> str:
    alias = status.wanted.key_arn
    if status.key.startswith(ALIAS_PREFIX):
        return (
            f"AWS KMS has no {alias} in the account and region of the stack {status.stack}. Look at the name, at "
            "`aws.account_id` and `aws.region`, and at whether the alias was deleted."
        )
    return f"AWS KMS has no {alias} yet. Apply the stack {status.stack}, which makes it{_steps(specs)}."


def _of_the_state(status: DatabaseStatus, specs: str) -> Iterator[str]:
    if "lifecycle_state" not in status.differences or status.found is None:
        return
    state = status.found.lifecycle_state
    later = " Apply the stack only when it is AVAILABLE again." if _differing(status) else ""
    if state in GONE:
        fix = (
            "OCI has deleted the database, or is about to. If that is meant, take it out of the spec; if not, restore "
            "it from a backup, for which its key is needed, and put the new `ocid` into the spec."
        )
    elif state in PASSING:
        fix = f"OCI is at work on it. `adbkms status {specs} --database {status.name} --watch` follows it to the end."
    elif state == INACCESSIBLE:  # two hours after the key could not be reached any more
        fix = (
            "The database has not reached its key for two hours. See that the key is enabled, that its key policy and "
            "the role's trust policy and permissions are as the spec says (`adbkms preflight` looks at all of them), "
            f"and that nobody has deleted it.{later}"
        )
    elif state == STOPPED:
        fix = (
            "The database is stopped. Start it, for which it needs its key: "
            f"{start_command(status.oci, status.ocid or '')}.{later}"
        )
    else:
        fix = f"Look at the database in the OCI console, which says why it is {state or 'in no state'}."
    yield fix + (f" OCI says: {status.state_details}" if status.state_details else "")


def _of_the_last_work(status: DatabaseStatus) -> Iterator[str]:
    """Why OCI did not do what it was asked to; the time tells this apply from one of long ago."""
    work = status.last_work
    if work and work.failure:
        when = f", accepted {work.accepted:%Y-%m-%d %H:%M} UTC" if work.accepted else ""
        yield f"OCI's last work request about it{when}: {work.operation} {work.failure}."


def _of_the_key_state(status: DatabaseStatus) -> Iterator[str]:
    if "key_state" not in status.differences or status.found is None:
        return
    key, state = status.found.key_arn, status.found.key_state
    enable, cancel = (_command(status, verb) for verb in ("enable-key", "cancel-key-deletion"))
    if state == "Disabled":
        yield (
            f"The key that the database has is disabled: {enable}. After two hours without its key a database becomes "
            "INACCESSIBLE."
        )
    elif state == "PendingDeletion":  # cancelled, a key is disabled: AWS KMS, CancelKeyDeletion
        yield (
            "The key that the database has is to be deleted, and the database with its backups would be lost: "
            f"{cancel}, and then {enable}."
        )
    elif not state:
        yield (
            f"AWS KMS has no key {key}. Without it the database and its backups cannot be read. Look at whether it was "
            "deleted, or whether the database names the wrong one."
        )
    else:
        yield f"Look at the key {key} in AWS KMS, which says why it is {state}."


def _command(status: DatabaseStatus, verb: str) -> str:
    """A command of the AWS CLI about the key that the database has."""
    key, endpoint = (status.found.key_arn, status.found.service_endpoint) if status.found else ("", "")
    parsed = parse_key_arn(key)
    region = parsed.region if parsed else endpoint_region(endpoint)
    return aws_command(status.aws.in_region(region or status.aws.region), "kms", verb, "--key-id", key)


def _enumerated(words: list[str]) -> str:
    return ", ".join(words[:-1]) + (" and " if words[:-1] else "") + words[-1]
