"""A policy of the stack is absent, or as the spec says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import policy_calls
from generator.facts.arn import parse_key_arn
from generator.iam.policy_comparison import reaches_kms, widenings
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.account_names import AccountPolicies, namesake
from generator.live.aws.identities import LivePolicy, Policy
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, not_said, passed, warned
from generator.live.preflight.key_arns import is_stand_in
from generator.live.preflight.rendered_policies import rendered_policy
from generator.live.preflight.taken_names import name_taken
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    declared = stack.policies.get(name)
    if declared is None or not references.is_created(declared):
        return
    arn = names.policy_arn(stack, name)
    live = ask(Policy(aws_access(stack), arn))
    if isinstance(live, NotKnown):
        yield not_known(f"whether the policy {name} exists", live)
    elif live is not None:
        yield _compared(subject, live, ask) if live.arn == arn else _taken(subject, arn, live.arn)
    else:
        yield _absent(subject, arn, ask)


def _absent(subject: Subject, arn: str, ask: Ask) -> Finding:
    """IAM finds a policy by its whole ARN, and its name can be taken all the same."""
    name = subject.name
    others = ask(AccountPolicies(aws_access(subject.stack)))
    if isinstance(others, tuple) and (taken := namesake(arn, others)):
        return _taken(subject, arn, taken)
    if subject.stack.policies[name].adopt:
        return failed(
            f"There is no policy {arn} to adopt",
            "Terraform cannot import what does not exist. Compare the name and the `path` with those in IAM; without "
            "`adopt` the policy is made.",
            "adopt",
        )
    if not isinstance(others, tuple):
        return not_known(f"whether the name of the policy {name} is free", others)
    return passed(f"There is no policy {name} yet: it will be made")


def _taken(subject: Subject, arn: str, taken: str) -> Finding:
    instead = "give the policy another name, in `policies` and in the roles that it is for."
    return name_taken("policy", subject.name, arn, taken, instead)


def _compared(subject: Subject, live: LivePolicy, ask: Ask) -> Finding:
    name = subject.name
    found = parse_policy(live.document)
    rendered = rendered_policy(subject.stack, name, ask)
    if isinstance(rendered, NotKnown):
        return not_known(f"whether the policy {name} is as the spec says", rendered)
    wanted = parse_policy(rendered)
    if found is None or wanted is None:
        return not_said(
            f"what the policy {name} allows",
            "its document is not one that adbkms can read",
            "Look at it in the IAM console.",
        )
    if not any(reaches_kms(one) for one in found.statements):
        return failed(
            f"The name of the policy {name} is taken: {live.arn} has nothing to do with AWS KMS",
            "It is somebody else's. Terraform would stop, or take everything out of it that it allows now. Give the "
            "policy another name in `policies` and in the roles that it is for.",
        )
    if changes := [*_changes(found, wanted), *_made_anew(subject, live)]:
        return warned(
            f"The next apply changes the policy {name}",
            "\n".join(
                [f"{live.arn} is there and different:", *(f"  - {one}" for one in changes), "See that it is meant."]
            ),
        )
    return passed(f"The policy {name} exists already, as the spec says")


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


def _made_anew(subject: Subject, live: LivePolicy) -> Iterator[str]:
    label = references.label("policy", subject.name)
    wanted = next(
        str(call.arguments["description"]) for call in policy_calls(subject.loaded) if call.labels == (label,)
    )
    if live.description != wanted:
        yield f'made anew: its description is "{live.description}", by the spec "{wanted}", and IAM cannot change it'


def _keys(document: PolicyDocument) -> frozenset[str]:
    """Key ARNs, and `*`: `widenings` takes one key for as good as another."""
    named = (value for one in document.allowing() for value in one.resources.values)
    return frozenset(str(one) for one in named if one == "*" or parse_key_arn(str(one)))


def _key(arn: str) -> str:
    return "the use of a key that will be made" if is_stand_in(arn) else f"the use of {arn}"


CHECK = Check(
    code="PRE201",
    title="A policy of the stack is absent, or as the spec says",
    kind="policy",
    explanation="""\
Terraform makes the policies in `policies`. A policy of that name that is there and allows what the spec says was made
by an earlier apply; one that differs is changed by the next, and preflight says in what. One that has nothing to do
with AWS KMS is somebody else's: give the policy another name. With `adopt` the policy has to be there.

A name is there once in an account, whatever its path and the case of its letters. Where IAM knows no policy with the
ARN of the spec, its list of the account's policies (`iam:ListPolicies`) says whether the name is free: if not, the
apply would fail (EntityAlreadyExists). Write path and name as they are there, or give the policy another name.

A key that loses a policy is out of Oracle's reach: databases that have it become inaccessible after two hours, and its
backups cannot be restored. Look at what is "allowed no longer" before the apply. IAM cannot change the description of
a policy: with another one Terraform destroys the policy and makes a new one, and in between the role does without.
Whether Terraform's state knows the policy preflight cannot see; if it does not, import it with `adopt: true`.
""",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html; "
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyName, Description); "
    "the module aws-iam-policy",
    check=check,
)
