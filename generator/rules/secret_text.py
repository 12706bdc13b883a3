"""Nothing in a spec looks like a credential."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.rules.reading.raw_values import leaves
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path

_CREDENTIALS = {
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    "an AWS access key id": re.compile(r"(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"),
    "an address with a password": re.compile(r"://[^\s/?#:@]*:[^\s/?#@]+@"),
    # 40 characters of base64 as a word of its own, with small and capital letters and digits: not a Git commit.
    "an AWS secret access key": re.compile(
        r"(?<![^\s\"'=,])(?=[A-Za-z/+]*[0-9])(?=[a-z0-9/+]*[A-Z])(?=[A-Z0-9/+]*[a-z])[A-Za-z0-9/+]{40}(?![^\s\"',;])"
    ),
}
_SHORTEST = 12  # characters; less is neither of these


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path, text in _texts(loaded):
            what = _credential(text)
            if what:
                yield Finding(
                    loaded,
                    path,
                    f"This looks like {what}",
                    "Remove it from the spec and revoke it: a file that is committed has been seen.",
                )


def _credential(text: str) -> str | None:
    if len(text) < _SHORTEST:
        return None
    return next((what for what, pattern in _CREDENTIALS.items() if pattern.search(text)), None)


def _texts(loaded: LoadedStack) -> Iterator[tuple[Path, str]]:
    """Every text of a stack that says what its author likes."""
    stack = loaded.stack
    yield (), _module_address(loaded)
    for path, tags in ((("aws", "tags"), stack.aws.tags), (("oci", "freeform_tags"), stack.oci.freeform_tags)):
        yield from _tags(path, tags)
    if stack.backend:
        yield from leaves(stack.backend.config, ("backend", "config"))
    yield from _of_aws(stack)
    for name, database in stack.databases.items():
        if database.display_name:
            yield ("databases", name, "display_name"), database.display_name
        if database.freeform_tags:
            yield from _tags(("databases", name, "freeform_tags"), database.freeform_tags)
        if database.annotations:
            yield from _annotations(("databases", name), database.annotations)
        if database.arguments:
            yield from leaves(database.arguments, ("databases", name, "arguments"))


def _of_aws(stack: model.Stack) -> Iterator[tuple[Path, str]]:
    for kind, declared in (("keys", stack.keys), ("policies", stack.policies), ("roles", stack.roles)):
        for name, one in declared.items():
            if one.description:
                yield (kind, name, "description"), one.description
            yield from _tags((kind, name, "tags"), one.tags)
            yield from _annotations((kind, name), one.annotations)


def _tags(path: Path, tags: dict[str, str]) -> Iterator[tuple[Path, str]]:
    for key, value in tags.items():
        yield (*path, key), key
        yield (*path, key), value


def _annotations(path: Path, annotations: list[str]) -> Iterator[tuple[Path, str]]:
    for index, annotation in enumerate(annotations):
        yield (*path, "annotations", index), annotation


def _module_address(loaded: LoadedStack) -> str:
    source = loaded.module_source
    return source if isinstance(source, str) else source.source


RULE = Rule(
    code="SEC103",
    title="Nothing looks like a credential",
    explanation="""\
A text of the spec has the form of a credential: an AWS access key id (`AKIA…`, `ASIA…`), an AWS secret access key, a
private key, or an address with a password in it (`https://user:password@…`). Descriptions, tags, annotations,
arguments and the backend's configuration are rendered and committed, tags are readable for many in the cloud besides.

Remove it and revoke it. If it is none (40 characters of base64 as a word of their own look like a secret key), write
it in another way. The source line is not shown with this finding, since logs are kept too.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids; "
    "https://github.com/awslabs/git-secrets",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    description: made by AKIAIOSFODNN7EXAMPLE
""",
    good="""\
keys:
  ADBS_TestAWSKMSKey:
    description: made by the platform team
""",
    check=check,
    is_about_secrets=True,
)
