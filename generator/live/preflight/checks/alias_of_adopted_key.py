"""A key that is taken over has the alias that is taken over with it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.commands import aws_command
from generator.live.aws.keys import Key, KeyAliases, LiveKey
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    declared = subject.stack.keys.get(subject.name)
    question = names.key(subject.stack, subject.name)
    if declared is None or not declared.adopt or not references.is_created(declared):
        return
    live = ask(question)
    if not isinstance(live, LiveKey):
        return
    alias = references.alias_name(subject.name, declared)
    aliases = ask(KeyAliases(question.access, live.arn))
    if aliases is None or isinstance(aliases, NotKnown):
        yield not_known(f"whether the key {subject.name} has the alias alias/{alias}", aliases)
    elif alias in aliases:
        yield passed(f"The key {subject.name} has the alias alias/{alias}")
    else:
        yield _without(subject, question, alias, aliases, ask)


def _without(subject: Subject, question: Key, alias: str, aliases: tuple[str, ...], ask: Ask) -> Finding:
    other = ask(Key(question.access, f"alias/{alias}"))
    has = f"It has {', '.join(f'alias/{one}' for one in aliases)}: write one of them as `alias`" if aliases else ""
    if isinstance(other, LiveKey):
        return failed(
            f"alias/{alias} leads to another key than the one to adopt: {other.arn}",
            f"The alias is taken over together with the key {question.id}. "
            f"{has or 'Give the key an alias of its own'}.",
            "adopt",
        )
    words = ("kms", "create-alias", "--alias-name", f"alias/{alias}", "--target-key-id", question.id)
    return failed(
        f"The key to adopt has no alias alias/{alias}",
        "The alias is taken over by an `import` block too, and Terraform cannot import what does not exist. "
        + (f"{has}, or make it" if has else "Make it")
        + f": {aws_command(question.access, *words)}.",
        "adopt",
    )


CHECK = Check(
    code="PRE106",
    title="A key that is taken over has its alias",
    kind="key",
    explanation="""\
`adopt: ARN` takes a key over together with its alias, each by an `import` block. The alias is the key's name in the
spec unless `alias` says otherwise. Terraform stops with "Cannot import non-existent remote object" where there is no
such alias, and with one that leads to another key the next apply would point it to this one.

Write the alias that the key has as `alias`, or make it: `aws kms create-alias --alias-name alias/NAME --target-key-id
ARN`.
""",
    source="https://developer.hashicorp.com/terraform/language/import; "
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_alias#import",
    check=check,
)
