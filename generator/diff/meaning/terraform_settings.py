"""The `terraform` block: versions, providers, and where the state is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.diff.changes import Action, ArgumentChange, Risk
from generator.diff.meaning.case import Case, Part, Said, by_parts
from generator.diff.meaning.words import instead, listed, plain

# Arguments of backends that do not say where the state is (https://developer.hashicorp.com/terraform/language/backend).
_HOW = re.compile(
    r"encrypt|kms_key_id|use_lockfile|dynamodb_table|profile|.*role.*|acl|max_retries|skip_.*|.*token.*|.*key_id"
)
_KNOWN = ("hashicorp/", "oracle/", "registry.terraform.io/hashicorp/", "registry.terraform.io/oracle/")


def meanings(case: Case) -> Iterator[Said]:
    """What the changes mean; the subject is the stack."""
    if case.change.action is not Action.CHANGED and not (case.old.blocks and case.new.blocks):
        comes = "come" if case.new.blocks else "go"
        yield Said(f"will {comes} with settings of Terraform", Risk.NONE)
    else:
        yield from by_parts(case, _PARTS)


def _backend(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """A state that Terraform does not find is an empty one."""
    arguments = {one.path.split(".", 2)[-1]: one for one in changed}
    if all(_HOW.fullmatch(name) for name in arguments):
        names = listed(dict.fromkeys(arguments))
        yield Said(f"will have its state kept in the same place in another way ({names})", Risk.IN_PLACE)
        return
    names = listed(dict.fromkeys(one.path for one in changed))
    yield Said(
        f"will look for its state elsewhere ({names}): without `terraform init -migrate-state` it is empty there, and "
        "all objects are made anew",
        Risk.REPLACES,
        "all objects",
    )


def _version(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    for one in changed:
        text = f"will need Terraform {instead(one)}" if one.new is not None else "will take any version of Terraform"
        yield Said(text, Risk.NONE)


def _providers(_: Case, changed: Sequence[ArgumentChange]) -> Iterator[Said]:
    """Whoever wrote a provider runs code with the credentials of both clouds."""
    for one in changed:
        name, _dot, what = one.path.removeprefix("required_providers").lstrip(".").partition("[")
        if "version" in what:
            text = f"in the version {instead(one)}" if one.new is not None else "in any version"
            yield Said(f"will use the provider {name} {text}", Risk.NONE)
        elif one.new is None:
            yield Said(f"will no longer require the provider {name} from {plain(one.old or '')}", Risk.NONE)
        else:
            known = plain(one.new).startswith(_KNOWN)
            source = instead(one) if what else one.new
            yield Said(
                f"will use the provider {name} from {source}, which runs with the credentials of the clouds",
                Risk.IN_PLACE if known else Risk.OPENS_ACCESS,
            )


_PARTS = (
    Part(("backend", "cloud"), _backend),
    Part(("required_version",), _version),
    Part(("required_providers",), _providers),
)
