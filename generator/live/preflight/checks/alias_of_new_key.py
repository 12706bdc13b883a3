"""The alias of a key that the stack makes is free, or the stack's own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import key_calls
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.keys import LiveKey
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.preflight.key_arns import is_made
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    if not is_made(subject.stack, subject.name):
        return
    question = names.key(subject.stack, subject.name)
    live = ask(question)
    if isinstance(live, NotKnown):
        yield not_known(f"whether {question.id} is free", live)
    elif live is None:
        yield passed(f"{question.id} is free: the key will be made")
    elif differences := list(_differences(subject, live)):
        yield failed(
            f"{question.id} is taken: it leads to another key, {live.arn}",
            f"Of that key {' and '.join(differences)}. Terraform would make a key and stop at its alias. If it is the "
            f"key that you mean, write `adopt: {live.arn}` for {subject.name} in `keys`; else give the new key another "
            "`alias`. If the stack has made it and its settings have changed since, let it pass: "
            f"--allow '{CHECK.code}={subject.address}'.",
        )
    else:
        yield passed(f"{question.id} exists already, as the spec says: {live.arn}")


def _differences(subject: Subject, live: LiveKey) -> Iterator[str]:
    expected = {
        "the manager": ("CUSTOMER", live.manager),
        "the key spec": ("SYMMETRIC_DEFAULT", live.spec),
        "the usage": ("ENCRYPT_DECRYPT", live.usage),
        "the origin": ("AWS_KMS", live.origin),
        "the description": (_description(subject), live.description),
    }
    for what, (wanted, found) in expected.items():
        if wanted != found:
            yield f'{what} is "{found}" instead of "{wanted}"'


def _description(subject: Subject) -> str:
    label = references.label("key", subject.name)
    return next(str(call.arguments["description"]) for call in key_calls(subject.loaded) if call.labels == (label,))


CHECK = Check(
    code="PRE102",
    title="The alias of a new key is free",
    kind="key",
    explanation="""\
A key of the stack gets an alias, which is unique in its account and region. If the alias is there already and leads to
a key that is not as the module makes it (customer managed, symmetric, `ENCRYPT_DECRYPT`, material from AWS KMS, the
description that the spec gives), it is somebody else's: Terraform would make the key and then stop with
`AlreadyExistsException`. A key that is as the spec says is taken for the stack's own, made by an earlier apply.
Whether Terraform's state knows it, preflight cannot see.

If that key is the one that you mean, take it over: `adopt: ARN`. Else give the new key another `alias`. If it is the
stack's own, and you have just changed its `description`, let the finding pass with `--allow`.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html; the module aws-kms-key",
    check=check,
)
