"""The key that a database has is known, and the way to the one that the spec says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ORACLE_MANAGED
from generator.facts.arn import parse_key_arn
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.commands import aws_command
from generator.live.aws.keys import Key
from generator.live.oci.live_database import LiveDatabase
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.key_arns import key_arn
from generator.live.preflight.key_switch import is_switched
from generator.live.preflight.live_databases import seen_database, wants_aws_key
from generator.live.questions import Ask

_STORES = {"OCI": "OCI Vault", "AZURE": "Azure Key Vault", "GCP": "Google Cloud KMS", "OKV": "Oracle Key Vault"}


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = seen_database(subject, ask)
    if live is None:
        return
    name, provider = subject.name, live.encryption.provider
    match provider:
        case "":
            yield not_said(
                f"who keeps the key of {name}",
                "OCI does not say",
                "Look at the database in the OCI console, under Encryption.",
            )
        case "ORACLE_MANAGED":
            yield passed(f"{name} has Oracle's key")
        case "AWS":
            yield _aws(subject, live, ask)
            yield from _unfit(subject, live.encryption.key_arn, ask)
        case _:
            yield _elsewhere(subject, _STORES.get(provider, provider))


def _aws(subject: Subject, live: LiveDatabase, ask: Ask) -> Finding:
    name, key = subject.name, live.encryption.key_arn
    if not wants_aws_key(subject):
        return warned(
            f"The next apply takes {name} back from the key {key} to Oracle's",
            "If that is meant, keep the key, its policy and the role: backups need them. If not, select the key in "
            "`encryption`.",
            "encryption",
            "key",
        )
    if is_switched(subject.stack, name, ask) and not _is_of_spec(subject, key, ask):
        return warned(
            f"The key that {name} has now is not in the spec: {key}",
            "The next apply selects another one. Backups and clones that were made with the old key need it, and a "
            f"policy that allows its use: add it to `keys`, with `arn: {key}`.",
            "encryption",
            "key",
        )
    return passed(f"{name} has the key {key}")


def _unfit(subject: Subject, key: str, ask: Ask) -> Iterator[Finding]:
    """The key that a database has and the spec does not know; the others have checks of their own. Without it there is
    no way to another key."""
    parsed, name = parse_key_arn(key), subject.name
    if parsed is None or _is_of_spec(subject, key, ask):
        return
    question = Key(aws_access(subject.stack).in_region(parsed.region), key)
    live = ask(question)
    if isinstance(live, NotKnown):
        yield not_known(f"whether the key that {name} has can still be used", live)
    elif live is None:
        yield failed(
            f"The key that {name} has does not exist: {key}",
            "A database that cannot reach its key is inaccessible after two hours, and then takes no other key either. "
            "If the key was deleted it does not come back: ask Oracle's support before anything else is changed.",
        )
    elif live.state != "Enabled":
        enable = aws_command(question.access, "kms", "enable-key", "--key-id", key)
        cancel = aws_command(question.access, "kms", "cancel-key-deletion", "--key-id", key)
        first = f"{cancel}, and then " if live.state == "PendingDeletion" else ""
        yield failed(
            f"The key that {name} has is {live.state}: {key}",
            "A database that cannot reach its key is inaccessible after two hours, and then takes no other key either. "
            f"Enable it first: {first}{enable}.",
        )


def _is_of_spec(subject: Subject, key: str, ask: Ask) -> bool:
    """True if it is a key of the spec, or one of which that is not known."""
    stack, encryption = subject.stack, subject.stack.databases[subject.name].encryption
    known = [key_arn(stack, one, ask) for one in stack.keys]
    if encryption.key != ORACLE_MANAGED:
        known.append(key_arn(stack, encryption.key, ask, encryption))
    return not key.startswith("arn:") or any(
        one == key or (one is not None and not isinstance(one, str)) for one in known
    )


def _elsewhere(subject: Subject, store: str) -> Finding:
    name = subject.name
    if wants_aws_key(subject):
        return failed(
            f"{name} has a key in {store}",
            "Oracle describes the way to AWS KMS from Oracle's own key. Select that first, in the OCI console (Manage "
            "encryption key, Oracle-managed), wait until the database is available, and run preflight again. Keep the "
            "old key: backups need it.",
            "encryption",
            "key",
        )
    return failed(
        f"The next apply takes {name} from its key in {store} to Oracle's",
        "The spec says `key: oracle-managed`, and for a database that exists that is rendered. Keys in other stores "
        "adbkms does not manage: take the database out of the spec. If the change is meant, let it pass: "
        f"--allow '{CHECK.code}={subject.address}'.",
        "encryption",
        "key",
    )


CHECK = Check(
    code="PRE309",
    title="The key that a database has is known, and the way from it",
    kind="database",
    explanation="""\
Before the key is changed it has to be known which one the database has. From Oracle's key, and from a key in AWS KMS,
the next apply selects the one that the spec says. From a key in OCI Vault, Azure, Google Cloud or Oracle Key Vault
Oracle describes no direct way: go back to Oracle's key in the console first.

A key in AWS KMS that the spec does not know is a warning: once another one is selected, nothing in the spec allows its
use any more, and backups that were made with it cannot be restored. Add it to `keys` with its `arn`. If such a key is
not enabled or not there, this fails: enable it before anything else. A database that
the next apply takes back to Oracle's key is a warning too.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service; OCI SDK, "
    "AutonomousDatabase.encryption_key",
    check=check,
)
