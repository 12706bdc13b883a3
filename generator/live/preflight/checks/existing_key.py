"""A key that the spec refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX
from generator.live.answers import NotKnown
from generator.live.aws.keys import Key
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed, warned
from generator.live.preflight.key_arns import is_made, key_question
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    if is_made(subject.stack, subject.name):
        return
    question = key_question(subject)
    live = ask(question)
    where = f"in {question.access.region} of the account {question.access.account_id}"
    if isinstance(live, NotKnown):
        yield not_known(f"whether the key {question.id} exists, and all that depends on it", live)
    elif live is not None:
        yield passed(f"The key exists: {live.arn}")
    elif (declared := subject.stack.keys.get(subject.name)) and declared.retired and declared.arn is None:
        yield warned(
            f"The retired key {subject.name} is not found: {question.id} leads to no key {where}",
            "Backups and clones that were made with it need it. Find it in AWS KMS, and give its `arn` as well.",
            "retired",
        )
    else:
        yield failed(
            f"There is no key {question.id} {where}",
            f"{_of_endpoint(subject, question)}A key that has been deleted does not come back, and what was encrypted "
            "with it is lost. Compare the ARN or the alias, the account and the region with those in the console of "
            "AWS KMS, and correct the spec.",
            *(() if declared is None else ("adopt" if declared.adopt else "arn",)),
        )


def _of_endpoint(subject: Subject, question: Key) -> str:
    """Why it is looked for in another region than the stack's."""
    encryption = subject.encryption
    if encryption is None or not question.id.startswith(ALIAS_PREFIX) or not encryption.service_endpoint:
        return ""
    return f"An alias means a key of the region of the endpoint, {encryption.service_endpoint}. "


CHECK = Check(
    code="PRE103",
    title="A key that the spec refers to exists",
    kind="key",
    explanation="""\
With `arn`, `adopt`, a key ARN or `alias/NAME` the spec refers to a key that is there before the apply. AWS KMS has no
such key in the region of the ARN (for an alias: of the endpoint). An import would fail, and a database would be given a
key that Oracle cannot reach: after two hours it is inaccessible.

Compare the ARN or alias with the console of AWS KMS, with the region and account chosen. Where the key is not known
(`kms:DescribeKey` is not allowed), nothing else is said about it.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html; "
    "Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes",
    check=check,
)
