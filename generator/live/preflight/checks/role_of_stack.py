"""A role of the stack is absent, or as the spec says, and there when a database needs it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import laid_out
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.iam.trust import has_external_id, is_user, trusted
from generator.live import names
from generator.live.access import aws_access
from generator.live.answers import NotKnown
from generator.live.aws.account_names import AccountRoles, namesake
from generator.live.aws.identities import LiveRole
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed, warned
from generator.live.preflight.key_switch import switched_with_role
from generator.live.preflight.live_roles import is_managed, live_role
from generator.live.preflight.role_changes import role_changes
from generator.live.preflight.role_trust import trust_first
from generator.live.preflight.taken_names import name_taken
from generator.live.questions import Ask
from generator.spec import model


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    if not is_managed(stack, name):
        return
    live = live_role(stack, name, ask)
    if isinstance(live, NotKnown):
        yield not_known(f"whether the role {name} exists, and all that depends on it", live)
    elif live is not None:
        yield _compared(subject, live)
    else:
        yield _absent(subject, ask)


def _absent(subject: Subject, ask: Ask) -> Finding:
    """GetRole takes a name without its path; that it finds one in another case AWS does not say."""
    stack, name = subject.stack, subject.name
    others = ask(AccountRoles(aws_access(stack)))
    if isinstance(others, tuple) and (taken := namesake(names.role_arn(stack, name), others)):
        return _taken(subject, taken)
    if stack.roles[name].adopt:
        return failed(
            f"There is no role {name} to adopt",
            "Terraform cannot import what does not exist. Compare the name with IAM's; without `adopt` the role is "
            "made.",
            "adopt",
        )
    if needed := switched_with_role(stack, name, ask):
        return failed(f"The role {name} does not exist yet", trust_first(needed))
    if not isinstance(others, tuple):
        return not_known(f"whether the name of the role {name} is free", others)
    return passed(f"There is no role {name} yet: it will be made")


def _taken(subject: Subject, taken: str) -> Finding:
    instead = "give the role another name, in `roles` and in the databases that have it."
    return name_taken("role", subject.name, names.role_arn(subject.stack, subject.name), taken, instead)


def _compared(subject: Subject, live: LiveRole) -> Finding:
    name, declared = subject.name, subject.stack.roles[subject.name]
    if live.arn != names.role_arn(subject.stack, name):
        return _taken(subject, live.arn)
    document = parse_policy(live.trust_policy)
    if document is not None and _is_somebody_elses(document, declared):
        return failed(
            f"The name of the role {name} is taken: {live.arn} is not for Oracle",
            "Its trust policy names no IAM user and demands no external ID. The next apply would let Oracle's user in "
            "instead of those who have it now. Give the role another name in `roles`, and in the databases that have "
            "it.",
        )
    if changes := role_changes(declared, live):
        return warned(
            f"The next apply changes the role {name}",
            laid_out(
                f"{live.arn} is there and different:", *(f"  - {one}" for one in changes), "See that it is meant."
            ),
        )
    return passed(f"The role {name} exists already")


def _is_somebody_elses(document: PolicyDocument, declared: model.Role) -> bool:
    principals = trusted(document)
    if ("AWS", declared.oracle_user_arn) in principals or has_external_id(document):
        return False
    return not any(is_user(one) or one[1].startswith("AIDA") for one in principals)


CHECK = Check(
    code="PRE203",
    title="A role of the stack is absent, or as the spec says",
    kind="role",
    explanation="""\
Terraform makes the roles in `roles` once `oracle_user_arn` is known. A role of that name that is there was made by an
earlier apply; where it differs preflight says what the apply changes. One that is not for Oracle, or has another path,
is somebody else's: give the role another name, or correct `path`. With `adopt` the role has to be there. The trust
policy and the attached policies have checks of their own. A name is there once in an account, also whatever the case
of its letters: the list of the account's roles (`iam:ListRoles`) says whether one that is not found is free.

A role that does not exist yet cannot be used in the same apply: the database's update begins a moment after the role
is made, and IAM is eventually consistent. So a database that is to be encrypted needs a role that is there: apply the
stage *trust* first, with the database's key as it is, and select the key a minute later.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/"
    "troubleshoot.html#troubleshoot_general_eventual-consistency; "
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html; "
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (RoleName)",
    check=check,
)
