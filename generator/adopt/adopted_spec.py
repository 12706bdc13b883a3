"""The text of a spec for what exists, held against adbkms's own rules before it is given away."""

from __future__ import annotations

from collections.abc import Iterator

from generator.adopt.codes import NOTHING
from generator.adopt.draft import Draft, Path
from generator.adopt.existing import Existing
from generator.adopt.spec_of import draft_of
from generator.adopt.spec_text import spec_text
from generator.diagnostics import Diagnostic, Severity, error
from generator.rules import all_rules, check_rules
from generator.rules.policy_without_key import RULE as POLICY_WITHOUT_KEY
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec

# An object that is refused can be what another one needs; this often such a chain is followed.
_ROUNDS = 5
UNCOVERED_KEY = POLICY_WITHOUT_KEY.code


def adopted_spec(existing: Existing, name: str, filename: str) -> tuple[str, list[Diagnostic]]:
    """The spec's text with stacks called `name`, `name-2`, …; "" where there is nothing to write. And what there is to
    say; errors are about places in `filename`, which has yet to be written."""
    refused: dict[str, str] = {}
    for _ in range(_ROUNDS):
        draft = draft_of(existing, name, refused)
        if not draft.stacks:
            detail = "A stack is about databases of one compartment. Give the states that have them as well."
            return "", [*draft.diagnostics, error(NOTHING, "There is no database to adopt", detail)]
        text = spec_text(draft)
        spec, found = parse_spec([SpecText(filename, text.encode())])
        now_refused = dict(_refused(draft, spec))
        if not now_refused:
            break
        refused |= now_refused
    found += [one for one in check_rules(spec) if one.severity is Severity.ERROR]
    return text, [*draft.diagnostics, *found]


def _refused(draft: Draft, spec: Spec) -> Iterator[tuple[str, str]]:
    """What cannot be taken over although it looked as if it could: what a rule objects to, and what does not come back
    from the text as it went in, since a spec has Unicode's form NFC."""
    read = {loaded.name: loaded.stack for loaded in spec.stacks}
    for path, arn in draft.taken_over.items():
        if _at(draft.stacks.get(path[0]), path) != _at(read.get(path[0]), path):
            yield arn, "it has text that a spec cannot hold as it is"
    for rule in all_rules():
        if rule.severity is Severity.ERROR:
            for finding in rule.check(spec):
                path = _to_blame(draft, (finding.stack.name, *map(str, finding.path)), rule.code)
                if path in draft.taken_over:
                    yield draft.taken_over[path], f"{_lower(finding.summary)} (rule {rule.code})"


def _to_blame(draft: Draft, path: Path, code: str) -> Path:
    """The path of the object that a finding is about. That no policy of a role covers a key is found at the database,
    and is about the role: it may have inline policies, which a spec does not know."""
    if code == UNCOVERED_KEY:
        role = draft.stacks[path[0]].databases[path[2]].encryption.role
        return (path[0], "roles", role or "")
    return path[:3]


def _at(stack: object, path: Path) -> object:
    section = getattr(stack, path[1], {})
    return section.get(path[2])


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
