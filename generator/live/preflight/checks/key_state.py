"""A key can be used: it is enabled."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.aws.commands import aws_command
from generator.live.aws.keys import LiveKey
from generator.live.preflight.check import Check, Finding, Subject, failed, not_said, passed
from generator.live.preflight.key_arns import key_question
from generator.live.preflight.live_databases import seen_database
from generator.live.questions import Ask


def _need(subject: Subject, key_arn: str, ask: Ask) -> str:
    users = [one for one in subject.stack.databases if _has(subject, one, key_arn, ask)]
    if users:
        return (
            f"{' and '.join(users)} {'have' if len(users) > 1 else 'has'} this key now, and will be inaccessible "
            "within two hours. Backups and clones that were made with it need it too."
        )
    return (
        "Databases that have the key are inaccessible after two hours, and backups and clones that were made with it "
        "need it."
    )


def _has(subject: Subject, database: str, key_arn: str, ask: Ask) -> bool:
    live = seen_database(Subject(subject.loaded, "database", database), ask)
    return live is not None and live.encryption.key_arn == key_arn


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    question = key_question(subject)
    live = ask(question)
    if not isinstance(live, LiveKey):
        return
    if live.state == "Enabled":
        yield passed(f"The key {subject.name} is enabled")
        return
    enable = aws_command(question.access, "kms", "enable-key", "--key-id", live.arn)
    cancel = aws_command(question.access, "kms", "cancel-key-deletion", "--key-id", live.arn)
    match live.state:
        case "Disabled":
            said, fix = "is disabled", f"Enable it: {enable}."
        case "PendingDeletion" | "PendingReplicaDeletion":
            day = f" on {live.deletion_date:%Y-%m-%d}" if live.deletion_date else ""
            said = f"is to be deleted{day}"
            fix = f"Cancel the deletion, which leaves the key disabled, and enable it: {cancel}, then {enable}."
        case "PendingImport":
            said = "has no key material"
            fix = "Import its key material again, the very same: https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html."
        case "Unavailable":
            said = "is unavailable"
            fix = "Its custom key store is not connected. Connect it: `aws kms connect-custom-key-store`."
        case "Creating" | "Updating":
            said, fix = (
                f"is in the state {live.state}",
                "That passes by itself: wait a minute, and run preflight again.",
            )
        case unknown:
            yield not_said(
                f"whether the key {subject.name} can be used",
                f"AWS KMS calls its state {unknown}",
                "adbkms does not know this state. Look at the key in the console of AWS KMS.",
            )
            return
    yield failed(f"The key {subject.name} {said}", f"{_need(subject, live.arn, ask)} {fix}")


CHECK = Check(
    code="PRE104",
    title="A key is enabled",
    kind="key",
    explanation="""\
Only a key in the state `Enabled` can be used. The state of every key of the spec counts, also of those that no
database selects any more: backups and clones need the key that they were made with, and so does a database while its
key is changed. A database whose key cannot be used is inaccessible after two hours, and a stopped one cannot start.

- `Disabled`: `aws kms enable-key --key-id ARN`.
- `PendingDeletion`: `aws kms cancel-key-deletion --key-id ARN`, and then `enable-key`. After the date that the message
  names nothing brings the key back, nor what it has encrypted.
- `PendingImport`: the imported key material has expired or was deleted; import the same material again.
- `Unavailable`: the custom key store that holds the key is not connected.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html; "
    "Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
