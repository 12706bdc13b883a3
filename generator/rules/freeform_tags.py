"""Free-form tags are what OCI accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.facts.limits import OCI_FREEFORM_TAGS_MAX, OCI_TAG_KEY, OCI_TAG_KEY_LENGTH, OCI_TAG_VALUE_LENGTH
from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path, quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        everywhere = loaded.stack.oci.freeform_tags
        yield from _each(loaded, ("oci", "freeform_tags"), everywhere)
        yield from _together(loaded, ("oci", "freeform_tags"), everywhere)
        for name, database in loaded.stack.databases.items():
            if database.freeform_tags:
                path = ("databases", name, "freeform_tags")
                yield from _each(loaded, path, database.freeform_tags)
                yield from _together(loaded, path, {**everywhere, **database.freeform_tags})


def _each(loaded: LoadedStack, path: Path, tags: Mapping[str, str]) -> Iterator[Finding]:
    for key, value in tags.items():
        if not OCI_TAG_KEY.fullmatch(key):
            detail = "A key is letters, digits and other printable ASCII characters except periods and spaces."
            yield Finding(loaded, (*path, key), f"{quoted(key)} is not a key of a free-form tag", detail)
        elif len(key) not in OCI_TAG_KEY_LENGTH:
            detail = f"OCI accepts {OCI_TAG_KEY_LENGTH} characters; this key has {len(key)}."
            yield Finding(loaded, (*path, key), "This tag's key is too long", detail)
        if len(value) not in OCI_TAG_VALUE_LENGTH:
            detail = f"OCI accepts {OCI_TAG_VALUE_LENGTH} characters; this value has {len(value)}."
            yield Finding(loaded, (*path, key), "This tag's value is too long", detail)


def _together(loaded: LoadedStack, path: Path, tags: Mapping[str, str]) -> Iterator[Finding]:
    if len(tags) > OCI_FREEFORM_TAGS_MAX:
        detail = (
            f"OCI accepts {OCI_FREEFORM_TAGS_MAX}; with those of `oci.freeform_tags`, which every database has, there "
            f"are {len(tags)}. Remove {len(tags) - OCI_FREEFORM_TAGS_MAX}, or use `arguments.defined_tags`."
        )
        yield Finding(loaded, path, "There are too many free-form tags here", detail)
    seen: dict[str, str] = {}
    for key in tags:
        other = seen.setdefault(key.casefold(), key)
        if other != key:
            detail = "To OCI the two are one key, in upper or lower case. Remove one of them."
            yield Finding(loaded, (*path, key), f"The tags {quoted(other)} and {quoted(key)} are the same", detail)


RULE = Rule(
    code="OCI112",
    title="Free-form tags are valid",
    explanation=f"""\
OCI accepts {OCI_FREEFORM_TAGS_MAX} free-form tags on a resource. A key has {OCI_TAG_KEY_LENGTH} printable ASCII
characters without periods and spaces and ignores case, a value at most {OCI_TAG_VALUE_LENGTH.maximum} characters. The
tags of `oci.freeform_tags` are on every database and count.

Terraform checks none of this; the service refuses the request. And a tag travels in the same update as the key.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm, limits on tags",
    bad="""\
databases:
  orders:
    freeform_tags:
      cost center: "4711"
""",
    good="""\
databases:
  orders:
    freeform_tags:
      cost-center: "4711"
""",
    check=check,
)
