"""Why something is not known of a cloud, by code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.diagnostics import Diagnostic, warning
from generator.live.answers import Cause, NotKnown

CODE_OF: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.NO_CREDENTIALS: "LIV001",
        Cause.EXPIRED: "LIV002",
        Cause.OTHER_ACCOUNT: "LIV003",
        Cause.NOT_PERMITTED: "LIV004",
        Cause.NOT_FOUND_OR_NOT_PERMITTED: "LIV005",
        Cause.UNREACHABLE: "LIV006",
        Cause.THROTTLED: "LIV007",
        Cause.SERVICE_ERROR: "LIV008",
    }
)

_ENDS = (".", "!", "?", "…")


def diagnostic_of(why: NotKnown, what: str = "") -> Diagnostic:
    """A warning: something is not known. `what` says of what, before a colon."""
    detail = why.fix if why.fix.endswith(_ENDS) else f"{why.fix}."  # the last words may be a cloud's own
    if why.permission and why.permission not in why.fix:
        detail += f" It needs the permission {why.permission}."
    return warning(CODE_OF[why.cause], f"{what}: {why.summary}" if what else why.summary, detail)


CODES = {
    "LIV001": """\
# There are no credentials for a cloud

The SDK of the cloud has found no credentials, or none that it can read: no profile of that name, no configuration
file, a key file that is not there. adbkms has no credentials of its own. It takes what boto3 and the OCI SDK find:
their configuration files and profiles, environment variables, single sign-on, the identity of the machine.
`aws.profile`, `aws.assume_role_arn` and `oci.profile` of a stack choose between them, as they do for Terraform.

The message says what was looked for. Whatever depends on an answer of that cloud is not known; the other stacks are
asked all the same.
""",
    "LIV002": """\
# The credentials have expired

A session token, a single sign-on or a security token is too old. Sign in again, with the command that the message
names, and run adbkms once more. A clock that is wrong by minutes looks the same to both clouds.
""",
    "LIV003": """\
# The AWS credentials are those of another account

The stack says which account it lives in (`aws.account_id`), and AWS says that the caller is in another one. Nothing
else is asked there: what is absent in the wrong account says nothing about the right one. Terraform would stop at the
same point, by `allowed_account_ids`.

Choose credentials of that account: `aws.profile` or `aws.assume_role_arn` of the stack, or AWS_PROFILE.
""",
    "LIV004": """\
# A cloud does not let the caller look

The credentials are good, and not allowed to ask this. What they could not ask is reported as not known; it never counts
as passed. The message names the permission. All of them together are in `docs/live.md`: they only read.
""",
    "LIV005": """\
# OCI has no such thing, or does not let the caller see it

OCI gives one answer for both (404, `NotAuthorizedOrNotFound`), so that nobody can find out what exists. Look at the
OCID in the spec, the region, the profile, and the policy that the message names.
""",
    "LIV006": """\
# A cloud cannot be reached

No connection to the endpoint, or no complete answer in time: no network, a name that does not resolve, a proxy, a
firewall, a certificate that does not fit, an answer that trickles in. The endpoint is not asked anything more in this
run, so that one that is down does not hold up the others.

AWS_ENDPOINT_URL and ADBKMS_OCI_ENDPOINT point the SDKs to other endpoints. Look at them if they are set.
""",
    "LIV007": """\
# A cloud asks us to slow down

The requests were repeated with growing pauses, and the cloud still refused them as too many. Others may be using up the
same limit. Run the command again later, or for fewer stacks at once.
""",
    "LIV008": """\
# A cloud has answered with an error

The service has failed, did not understand the request, or broke off in the middle of its answer; the message has its
own words if there are any. A bug of adbkms that an answer brings to light is here too, and the message says so: the
others have their answers all the same. If it stays so, run the command with `--verbose`, and give the request's id to
the cloud's support.
""",
}
"""By code: Markdown whose first line is the title and whose paragraphs say what it means, why, and how to mend it."""
