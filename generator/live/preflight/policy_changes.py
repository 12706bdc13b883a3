"""What the next apply changes in a policy that is there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import policy_calls
from generator.facts.arn import parse_key_arn
from generator.iam.policy_comparison import widenings
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.live.answers import NotKnown
from generator.live.aws.identities import LivePolicy
from generator.live.preflight.key_arns import is_stand_in
from generator.live.preflight.rendered_policies import rendered_policy
from generator.live.questions import Ask
from generator.spec.load import LoadedStack


def policy_changes(loaded: LoadedStack, name: str, live: LivePolicy, ask: Ask) -> list[str] | NotKnown | None:
    """A line for each change of a policy that the stack manages; None if its document is not one that can be read."""
    rendered = rendered_policy(loaded.stack, name, ask)
    if isinstance(rendered, NotKnown):
        return rendered
    found, wanted = parse_policy(live.document), parse_policy(rendered)
    if found is None or wanted is None:
        return None
    return [*_changes(found, wanted), *_made_anew(loaded, name, live)]


def _changes(found: PolicyDocument, wanted: PolicyDocument) -> Iterator[str]:
    yield from (f"to be allowed: {_come(said)}" for said in widenings(found, wanted))
    yield from (f"allowed no longer: {_gone(said)}" for said in widenings(wanted, found))
    of_found, of_wanted = _keys(found), _keys(wanted)
    if "*" not in of_found:
        yield from (f"to be allowed: {_key(key)}" for key in sorted(of_wanted - of_found))
    yield from (f"allowed no longer: {_key(key)}" for key in sorted(of_found - of_wanted) if key != "*")


def _come(widening: str) -> str:
    """What `widenings` says, below a heading that says that it is new."""
    return widening.replace(" is new", "", 1).replace(" is a new resource of ", " as a resource of ", 1)


def _gone(widening: str) -> str:
    """The same of two documents the other way round."""
    turned = widening.replace("is gone or weaker", "is new or stronger").replace(
        "is gone or narrower", "is new or wider"
    )
    return turned if turned != widening else _come(widening)


def _made_anew(loaded: LoadedStack, name: str, live: LivePolicy) -> Iterator[str]:
    label = references.label("policy", name)
    wanted = next(str(call.arguments["description"]) for call in policy_calls(loaded) if call.labels == (label,))
    if live.description != wanted:
        yield f'made anew: its description is "{live.description}", by the spec "{wanted}", and IAM cannot change it'


def _keys(document: PolicyDocument) -> frozenset[str]:
    """Key ARNs, and `*`: `widenings` takes one key for as good as another."""
    named = (value for one in document.allowing() for value in one.resources.values)
    return frozenset(str(one) for one in named if one == "*" or parse_key_arn(str(one)))


def _key(arn: str) -> str:
    return "the use of a key that will be made" if is_stand_in(arn) else f"the use of {arn}"
