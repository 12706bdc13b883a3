"""The ARNs of a stack's keys, those of keys that are still to be made included."""

from __future__ import annotations

from generator.configuration import references
from generator.facts.arn import KeyArn, parse_key_arn
from generator.facts.aws_regions import COMMERCIAL_PARTITION, partition_of
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.keys import Key
from generator.live.preflight.check import Subject
from generator.live.questions import Ask
from generator.spec import model

_OF_NO_KEY = "00000000-0000-0000-0000-{:012d}"


def key_question(subject: Subject) -> Key:
    """The question for a key that preflight looks at."""
    return names.key(subject.stack, subject.name, subject.encryption)


def is_made(stack: model.Stack, name: str) -> bool:
    """True for a key that the stack makes itself, now or in an earlier apply."""
    declared = stack.keys.get(name)
    return declared is not None and references.is_created(declared) and declared.adopt is None


def key_arn(
    stack: model.Stack, name: str, ask: Ask, encryption: model.Encryption | None = None
) -> str | NotKnown | None:
    """The ARN of a key: as the spec gives it, or of the key that its alias leads to; a stand-in for one that is still
    to be made; None where there is no such key. `encryption` is that of the database which names it."""
    question = names.key(stack, name, encryption)
    if parse_key_arn(question.id):
        return question.id
    answer = ask(question)
    if isinstance(answer, NotKnown):
        return answer
    if answer is not None:
        return answer.arn
    return _stand_in(stack, name) if is_made(stack, name) else None


def _stand_in(stack: model.Stack, name: str) -> str:
    """An ARN that no key has (AWS KMS issues random UUIDs), another one for each key of the stack."""
    partition = partition_of(stack.aws.region) or COMMERCIAL_PARTITION
    number = list(stack.keys).index(name) + 1
    return str(KeyArn(partition, stack.aws.region, stack.aws.account_id, _OF_NO_KEY.format(number)))


def is_stand_in(arn: str) -> bool:
    """True for the ARN of a key that is still to be made."""
    return f"/{_OF_NO_KEY[:24]}" in arn
