"""The key policies of a stack's keys as they are, and the roles that are to use the keys."""

from __future__ import annotations

from generator.configuration import references
from generator.configuration.identity import policy_keys
from generator.iam.policy_document import PolicyDocument, parse_policy
from generator.live import names
from generator.live.answers import NotKnown
from generator.live.aws.keys import KeyPolicy, LiveKey
from generator.live.preflight.check import Finding, Subject, not_known, not_said, warned
from generator.live.preflight.key_arns import key_question
from generator.live.questions import Ask
from generator.spec import model


def key_policy(
    subject: Subject, what: str, ask: Ask, there: str = "Look at it there."
) -> tuple[LiveKey, PolicyDocument] | Finding | None:
    """A key that is there with its key policy; None where there is none or it is not known, which another check says.
    `what` is what is not known without the policy; `there` says in whole sentences what to look for in the account of
    a key that is another one's."""
    question = key_question(subject)
    live = ask(question)
    if not isinstance(live, LiveKey) or live.manager != "CUSTOMER":
        return None
    if live.account_id != subject.stack.aws.account_id:
        # "Cross-account use: No": https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
        return warned(
            f"The policy of the key {subject.name} can be read only in the account {live.account_id}",
            f"AWS KMS shows it to no other account, whatever is allowed: preflight cannot say {what}. {there}",
        )
    text = ask(KeyPolicy(question.access, live.arn))
    if text is None or isinstance(text, NotKnown):
        return not_known(what, text)
    document = parse_policy(text)
    if document is None:
        return not_said(what, "the key policy is not one that adbkms can read", "Look at it in the console of AWS KMS.")
    return live, document


def roles_of_key(stack: model.Stack, key: str) -> list[str]:
    """The ARNs of the roles by which databases have a key, or by the spec's policies could have it, in order."""
    selected = {one.encryption.role for one in stack.databases.values() if one.encryption.key == key}
    policies = {
        name for name, policy in stack.policies.items() if policy.arn is None and key in policy_keys(stack, policy)
    }
    allowed = {name for name, role in stack.roles.items() if policies & set(role.policies)}
    return sorted({names.role_arn(stack, one) for one in selected | allowed if one})


def is_managed(stack: model.Stack, name: str) -> bool:
    """True for a key whose policy the next apply writes."""
    return references.is_created(stack.keys.get(name))
