"""Tags are what AWS accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.facts.limits import (
    AWS_TAG_KEY_LENGTH,
    AWS_TAG_RESERVED_PREFIX,
    AWS_TAG_VALUE_LENGTH,
    AWS_TAGS_MAX,
    is_aws_tag_text,
)
from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path, quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        stack = loaded.stack
        yield from _each(loaded, ("aws", "tags"), stack.aws.tags)
        for kind, declared in (("keys", stack.keys), ("policies", stack.policies), ("roles", stack.roles)):
            for name, one in declared.items():
                path = (kind, name, "tags")
                yield from _each(loaded, path, one.tags)
                tags = {**stack.aws.tags, **one.tags}
                if len(tags) > AWS_TAGS_MAX:
                    detail = f"AWS accepts {AWS_TAGS_MAX}; together with those under `aws.tags` there are {len(tags)}."
                    yield Finding(loaded, path, "There are too many tags here", detail)
                if kind == "roles":
                    yield from _same_but_for_case(loaded, path, tags)


def _each(loaded: LoadedStack, path: Path, tags: Mapping[str, str]) -> Iterator[Finding]:
    for key, value in tags.items():
        if key.casefold().startswith(AWS_TAG_RESERVED_PREFIX):
            detail = f"Keys that begin with {AWS_TAG_RESERVED_PREFIX} are AWS's own. Rename or remove the tag."
            yield Finding(loaded, (*path, key), f"The tag {quoted(key)} is reserved", detail)
        for what, text, length in (("key", key, AWS_TAG_KEY_LENGTH), ("value", value, AWS_TAG_VALUE_LENGTH)):
            if len(text) not in length:
                detail = f"AWS accepts {length} characters; this {what} has {len(text)}."
                yield Finding(loaded, (*path, key), f"This tag's {what} is too long", detail)
            elif not is_aws_tag_text(text):
                refused = next(character for character in text if not is_aws_tag_text(character))
                detail = "AWS accepts letters, digits, spaces and _ . : / = + - @ in tags."
                yield Finding(loaded, (*path, key), f"AWS does not accept {quoted(refused)} in a tag's {what}", detail)


def _same_but_for_case(loaded: LoadedStack, path: Path, tags: Mapping[str, str]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for key in tags:
        other = seen.setdefault(key.casefold(), key)
        if other != key:
            detail = "On a role IAM takes the two for one key, in upper or lower case. Remove one of them."
            yield Finding(loaded, (*path, key), f"The tags {quoted(other)} and {quoted(key)} are the same", detail)


RULE = Rule(
    code="AWS110",
    title="Tags in AWS are valid",
    explanation=f"""\
AWS accepts {AWS_TAGS_MAX} tags on a key, policy or role, those of `aws.tags` included. A key has {AWS_TAG_KEY_LENGTH}
characters, a value at most {AWS_TAG_VALUE_LENGTH.maximum}: letters, digits, spaces and `_.:/=+-@`. Keys that begin
with `{AWS_TAG_RESERVED_PREFIX}` are reserved. On a role, keys that differ in case only are one key.

Much of this comes up only when it is applied, when the key exists already and the role does not.
""",
    source="https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    tags:
      cost#center: "4711"
""",
    good="""\
keys:
  ADBS_TestAWSKMSKey:
    tags:
      cost-center: "4711"
""",
    check=check,
)
