"""A key is of a kind that a database can use."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live.aws.keys import LiveKey
from generator.live.preflight.check import Check, Finding, Subject, failed, passed, warned
from generator.live.preflight.key_arns import key_question
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    live = ask(key_question(subject))
    if not isinstance(live, LiveKey):
        return
    if live.manager != "CUSTOMER":
        yield failed(
            f"The key {subject.name} is one of AWS's own, not customer managed: {live.arn}",
            "AWS writes the key policies of its own keys, and they let no role of another party in. Select a "
            "customer-managed key.",
        )
    elif (live.spec, live.usage) != ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"):
        yield failed(
            f"The key {subject.name} is {live.spec} for {live.usage}",
            "A database needs a symmetric key for encryption, SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT. Neither can be "
            "changed in a key: select another one.",
        )
    elif live.is_multi_region:
        yield warned(
            f"The key {subject.name} is a multi-Region key",
            "Oracle does not say whether a database can use one. Try it with a database that may be lost, or select a "
            "key of one region.",
        )
    elif live.origin != "AWS_KMS":
        yield warned(
            f"The material of the key {subject.name} is not from AWS KMS: its origin is {live.origin}",
            "Oracle does not say whether a database can use such a key, and material that expires or a key store that "
            "is not connected makes the database inaccessible. Try it with a database that may be lost, or select a "
            "key whose material AWS KMS has made.",
        )
    else:
        yield passed(f"The key {subject.name} is customer managed and symmetric")


CHECK = Check(
    code="PRE105",
    title="A key is of a kind that a database can use",
    kind="key",
    explanation="""\
A database needs a customer-managed, symmetric key for `ENCRYPT_DECRYPT`. Keys that AWS manages itself (`alias/aws/…`)
have key policies that nobody can change; asymmetric and HMAC keys do something else. Select another key, or let the
stack make one.

For a multi-Region key, and for key material that was imported or is in a custom key store, this is a warning: Oracle's
documentation does not say whether they work.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html; "
    "Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    check=check,
)
