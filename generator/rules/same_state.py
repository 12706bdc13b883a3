"""A stack has a state of its own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from generator.rules.reading.raw_values import leaves, text_of
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.decode import RawValue
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path, quoted

# The arguments that say together which state it is, from the page of each backend; the last tells two states of one
# store apart. One that is left out may come with `terraform init -backend-config`, so nothing is known then.
_STATE: dict[str, tuple[Path, ...]] = {
    "azurerm": (("storage_account_name",), ("container_name",), ("key",)),
    "consul": (("path",),),
    "cos": (("bucket",), ("prefix",), ("key",)),
    "gcs": (("bucket",), ("prefix",)),
    "http": (("address",),),
    "kubernetes": (("namespace",), ("secret_suffix",)),
    "local": (("path",),),
    "oci": (("namespace",), ("bucket",), ("key",)),
    "oss": (("bucket",), ("prefix",), ("key",)),
    "pg": (("conn_str",), ("schema_name",)),
    "remote": (("organization",), ("workspaces", "name")),
    "s3": (("bucket",), ("key",)),
}
# The arguments that say which cloud, region or server the store is in. Where they differ, it is another.
_ELSEWHERE: dict[str, tuple[str, ...]] = {
    "azurerm": ("environment", "metadata_host"),
    "consul": ("address", "datacenter"),
    "cos": ("region", "domain", "endpoint"),
    "gcs": ("storage_custom_endpoint",),
    "kubernetes": ("host", "config_path", "config_paths", "config_context", "config_context_cluster"),
    "oci": ("region",),
    "oss": ("region", "endpoint"),
    "remote": ("hostname",),
    "s3": ("endpoint", "endpoints"),
}
_State = tuple[str, tuple[str, ...], tuple[tuple[Path, str], ...]]


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[_State, str] = {}
    for loaded in spec.stacks:
        for state in shared(loaded):
            other = first.setdefault(state, loaded.name)
            if other != loaded.name:
                yield _finding(loaded, other, state[0])


def _finding(loaded: LoadedStack, other: str, kind: str) -> Finding:
    arguments = [".".join(map(str, path)) for path in _STATE[kind]]
    same = " and ".join(filter(None, (", ".join(arguments[:-1]), arguments[-1])))
    return Finding(
        loaded,
        ("backend", "config", *_STATE[kind][-1]),
        f"The stacks {quoted(other)} and {quoted(loaded.name)} have one Terraform state",
        f"Both have the backend {kind} with the same {same}. A plan of the one would destroy what the other has "
        f"made. Give each stack its own `{arguments[-1]}`.",
    )


def shared(loaded: LoadedStack) -> Iterator[_State]:
    """The state of the stack, as far as it is known for certain. It can hold a secret: nobody shows it."""
    backend = loaded.stack.backend
    values = [_value(backend, path) for path in _STATE.get(backend.type, ())] if backend else []
    if backend and values and None not in values:
        places = _ELSEWHERE.get(backend.type, ())
        elsewhere = leaves({name: backend.config[name] for name in places if name in backend.config})
        yield backend.type, tuple(value for value in values if value is not None), tuple(sorted(elsewhere, key=repr))


def _value(backend: model.Backend, path: Path) -> str | None:
    raw: RawValue = backend.config
    for step in path:
        raw = raw.get(step) if isinstance(raw, dict) else None
    text = text_of(raw)
    if backend.type != "local" or text is None:
        return text
    # From the folder of a stack, of which the others stand beside it.
    file = posixpath.normpath(text)
    return file if file.startswith(("/", "../")) else None


RULE = Rule(
    code="NAM112",
    title="A stack has a Terraform state of its own",
    explanation="""\
Two stacks have the same backend, down to the arguments that say which state it is: for `s3` the bucket and the key, for
`gcs` the bucket and the prefix, for `azurerm` the account, the container and the key. Terraform takes what is in the
state and not in its files for something to destroy: the plan of the second stack destroys the keys and databases of
the first. It happens when a file is copied, and when `key` stands in `defaults`, where it holds for every stack.

Give each stack a `key` (or `prefix`, `path`, …) of its own; what all stacks share, such as the bucket, can stay in
`defaults`. That goes for stacks in different workspaces of one backend too: the files do not say which is selected.

Where one of these arguments is left out, it can come with `terraform init -backend-config`, and nothing is said. The
source line is not shown with this finding, since an address can hold a password.
""",
    source="https://developer.hashicorp.com/terraform/language/backend, and the page of each backend; "
    "https://developer.hashicorp.com/terraform/language/backend/cos and …/oss for the path `prefix/key`; "
    "https://developer.hashicorp.com/terraform/language/state/purpose#mapping-to-the-real-world",
    bad="""\
stacks:
  payments-prod:
    backend:
      type: s3
      config: {bucket: terraform-state, key: payments.tfstate}
  payments-test:
    backend:
      type: s3
      config: {bucket: terraform-state, key: payments.tfstate}
""",
    good="""\
stacks:
  payments-prod:
    backend:
      type: s3
      config: {bucket: terraform-state, key: payments-prod.tfstate}
  payments-test:
    backend:
      type: s3
      config: {bucket: terraform-state, key: payments-test.tfstate}
""",
    check=check,
    at_top=True,
    is_about_secrets=True,
    shared=shared,
)
