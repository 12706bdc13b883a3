"""The alias of a key that the stack makes is free, or the stack's own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import key_calls
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.commands import aws_command
from generator.live.aws.keys import Key, LiveKey
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed, warned
from generator.live.preflight.key_arns import is_made
from generator.live.preflight.users_of_keys import keys_unknown_to_spec, users_of_keys
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    if not is_made(subject.stack, subject.name):
        return
    question = names.key(subject.stack, subject.name)
    live = ask(question)
    if isinstance(live, NotKnown):
        yield not_known(f"whether {question.id} is free", live)
    elif live is None:
        yield _free(subject, question, ask)
    elif differences := list(_differences(subject, live)):
        users = users_of_keys(subject.stack, ask).get(live.arn, [])
        if users and differences == list(_other_description(subject, live)):
            yield warned(
                f"The next apply changes the description of the key {subject.name}",
                f"{question.id} leads to {live.arn}, which {' and '.join(users)} {_use(users)} already: it is taken "
                f"for the stack's own. Now {differences[0]}.",
                "description",
            )
            return
        yield failed(
            f"{question.id} is taken: it leads to another key, {live.arn}",
            f"Of that key {' and '.join(differences)}. Terraform would make a key and stop at its alias. If it is the "
            f"key that you mean, write `adopt: {live.arn}` for {subject.name} in `keys`; else give the new key another "
            f"`alias`.{_pointed_back(subject, question, ask)} If the stack has made it and its settings have changed "
            f"since, let it pass: --allow '{CHECK.code}={subject.address}'.",
        )
    else:
        yield passed(f"{question.id} exists already, as the spec says: {live.arn}")


def _free(subject: Subject, question: Key, ask: Ask) -> Finding:
    """Nothing has the alias; but whoever has applied the stack already may have lost it."""
    others = {} if subject.stack.keys[subject.name].renamed_from else keys_unknown_to_spec(subject.stack, ask)
    if not others:
        return passed(f"{question.id} is free: the key will be made")
    said = "; ".join(f"{' and '.join(users)}: {arn}" for arn, users in others.items())
    return warned(
        f"{question.id} leads to no key, and the stack uses one that the spec does not name",
        f"It is used by {said}. If that is the key {subject.name}, its alias has been deleted: make it again, "
        f"{_alias_command('create-alias', question, list(others))}. If {subject.name} is new, the apply makes it; then "
        f"keep the other one in the spec, in `keys` with its `arn`.",
    )


def _pointed_back(subject: Subject, question: Key, ask: Ask) -> str:
    """What to do if somebody has pointed the stack's own alias elsewhere."""
    others = keys_unknown_to_spec(subject.stack, ask)
    if not others:
        return ""
    users = list(dict.fromkeys(user for using in others.values() for user in using))
    return (
        f" But {' and '.join(users)} {_use(users)} {', '.join(others)}: if that is the stack's own key, somebody has "
        f"pointed the alias elsewhere, and {_alias_command('update-alias', question, list(others))} points it back."
    )


def _use(users: list[str]) -> str:
    return "use" if len(users) > 1 else "uses"


def _alias_command(verb: str, question: Key, arns: list[str]) -> str:
    target = arns[0] if len(arns) == 1 else "ARN"
    return aws_command(question.access, "kms", verb, "--alias-name", question.id, "--target-key-id", target)


def _differences(subject: Subject, live: LiveKey) -> Iterator[str]:
    expected = {
        "the manager": ("CUSTOMER", live.manager),
        "the key spec": ("SYMMETRIC_DEFAULT", live.spec),
        "the usage": ("ENCRYPT_DECRYPT", live.usage),
        "the origin": ("AWS_KMS", live.origin),
    }
    for what, (wanted, found) in expected.items():
        if wanted != found:
            yield f'{what} is "{found}" instead of "{wanted}"'
    yield from _other_description(subject, live)


def _other_description(subject: Subject, live: LiveKey) -> Iterator[str]:
    wanted = _description(subject)
    if wanted != live.description:
        yield f'the description is "{live.description}" instead of "{wanted}"'


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
`AlreadyExistsException`. A key that is as the spec says is taken for the stack's own, made by an earlier apply. So is
one with another description that a policy of the stack names, or that one of its databases has: that is a warning.
Whether Terraform's state knows it, preflight cannot see.

If that key is the one that you mean, take it over: `adopt: ARN`. Else give the new key another `alias`. If somebody has
pointed the alias of the stack's key elsewhere, point it back: `aws kms update-alias`.

An alias that is free while the stack uses a key that the spec does not name is a warning: perhaps the alias was
deleted.
""",
    source="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html; the module aws-kms-key",
    check=check,
)
