"""The documents of a stack's policies as the next apply writes them."""

from __future__ import annotations

import json

from generator.configuration.identity import policy_actions, policy_keys
from generator.live.answers import NotKnown
from generator.live.preflight.key_arns import key_arn
from generator.live.questions import Ask
from generator.spec import model


def rendered_policy(stack: model.Stack, name: str, ask: Ask) -> str | NotKnown:
    """The JSON of a policy that the stack manages; it says what the module `aws-iam-policy` makes of the same
    arguments.

    KMS is asked for the ARNs of keys that the spec has by their alias. A key that does not exist and is not to be
    made is left out.
    """
    arns: list[str] = []
    for key in policy_keys(stack, stack.policies[name]):
        arn = key_arn(stack, key, ask)
        if isinstance(arn, NotKnown):
            return arn
        arns += [arn] if arn else []
    actions = list(policy_actions(stack.policies[name]))
    statement = {"Effect": "Allow", "Action": actions, "Resource": arns}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
