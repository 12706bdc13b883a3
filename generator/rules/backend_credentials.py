"""No credentials in the configuration of a backend."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.raw_values import leaves
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

# Arguments of Terraform's and OpenTofu's backends that hold a secret, from the page of each backend.
_SECRETS = frozenset(
    {
        "access_key",
        "access_token",
        "client_certificate_password",
        "client_key",
        "client_private_key_pem",
        "client_secret",
        "encryption_key",
        "http_auth",
        "oidc_request_token",
        "oidc_token",
        "password",
        "private_key",
        "private_key_password",
        "sas_token",
        "secret_id",
        "secret_key",
        "security_token",
        "sse_customer_key",
        "token",
        "web_identity_token",
    }
)


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        backend = loaded.stack.backend
        for path, text in leaves(backend.config) if backend else ():
            if path[-1] in _SECRETS and text:
                yield Finding(
                    loaded,
                    ("backend", "config", *path),
                    f"{quoted(path[-1])} is a secret, and the spec is no place for one",
                    "Remove it and change it. Give it to Terraform by the environment, a profile, or "
                    "`terraform init -backend-config=FILE` with a file that is not committed.",
                )


RULE = Rule(
    code="SEC102",
    title="There are no credentials in a backend's configuration",
    explanation="""\
What stands in `backend.config` is rendered into `backend.tf` and committed, and Terraform writes it into
`.terraform/` and into plan files besides. The credentials of the state are the key to everything that is in it.

Every backend takes its credentials from the environment or from a profile: `AWS_PROFILE`, `ARM_ACCESS_KEY`,
`GOOGLE_CREDENTIALS`, `PG_CONN_STR`. Or give them as a partial configuration, `terraform init -backend-config=FILE`.
The source line is not shown with this finding, since logs are kept too.
""",
    source="https://developer.hashicorp.com/terraform/language/backend#credentials-and-sensitive-data, and the page of "
    "each backend",
    bad="""\
backend:
  type: s3
  config:
    bucket: terraform-state
    key: payments
    secret_key: example
""",
    good="""\
backend:
  type: s3
  config:
    bucket: terraform-state
    key: payments
    profile: terraform-state
""",
    check=check,
    is_about_secrets=True,
)
