"""Two stacks with one Terraform state, and what is only near to that."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check_text, messages, spec_text

SAME = {
    "s3": "{bucket: b, key: x.tfstate}",
    "gcs": "{bucket: b, prefix: x}",
    "azurerm": "{storage_account_name: a, container_name: c, key: x}",
    "http": "{address: https://state.example.com/x}",
    "oci": "{namespace: n, bucket: b, key: x}",
    "consul": "{path: x}",
    "kubernetes": "{namespace: n, secret_suffix: x}",
    "pg": "{conn_str: 'postgres://db.example.com/state', schema_name: x}",
    "remote": "{organization: o, workspaces: {name: x}}",
    "cos": "{bucket: b, prefix: p, key: x}",
    "oss": "{bucket: b, prefix: p, key: x}",
    "local": "{path: /var/state/x.tfstate}",
}


def codes(first: str, second: str) -> list[str]:
    """What is found about two stacks with these backends."""
    return [one.code for one in check_text(two_stacks(first, second))]


def two_stacks(first: str, second: str) -> str:
    return spec_text(at_top=f"stacks:\n  first: {{backend: {first}}}\n  second: {{backend: {second}}}\n")


def backend(kind: str, config: str) -> str:
    return f"{{type: {kind}, config: {config}}}"


def test_the_second_stack_is_told_which_other_has_its_state_and_what_to_change() -> None:
    found = check_text(two_stacks(*[backend("s3", SAME["s3"])] * 2))

    assert messages(found, "NAM112") == [
        '4:57: The stacks "first" and "second" have one Terraform state. Both have the backend s3 with the same bucket '
        "and key. A plan of the one would destroy what the other has made. Give each stack its own `key`."
    ]


@pytest.mark.parametrize("kind", SAME)
def test_a_state_is_known_by_the_arguments_of_its_backend(kind: str) -> None:
    same = backend(kind, SAME[kind])

    assert codes(same, same) == ["NAM112"]
    assert codes(same, same.replace("x", "y")) == []


@pytest.mark.parametrize("kind", SAME)
def test_an_argument_that_is_left_out_may_come_with_the_command_line(kind: str) -> None:
    arguments = SAME[kind][1:-1].split(", ")
    for left_out in arguments:
        partial = backend(kind, "{" + ", ".join(one for one in arguments if one != left_out) + "}")

        assert codes(partial, partial) == []


def test_a_key_in_the_defaults_is_the_key_of_every_stack() -> None:
    text = spec_text(at_top="stacks:\n  first: {}\n  second: {}\n  third: {}\n")
    found = check_text(f"{text}    backend: {backend('s3', SAME['s3'])}\n")

    assert [one.summary for one in found] == [
        'The stacks "first" and "second" have one Terraform state',
        'The stacks "first" and "third" have one Terraform state',
    ]


def test_it_is_found_between_files_at_the_second() -> None:
    stack = f"stacks:\n  first: {{backend: {backend('gcs', SAME['gcs'])}}}\n"
    found = check_text(spec_text(at_top=stack), spec_text(at_top=stack.replace("first", "second")))

    assert [(one.code, one.range.filename if one.range else "") for one in found] == [("NAM112", "spec1.yaml")]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("s3", "{endpoints: {s3: 'https://one.example.com'}, bucket: b, key: x}", "{bucket: b, key: x}"),
        ("oci", "{region: us-ashburn-1, namespace: n, bucket: b, key: x}", SAME["oci"]),
        ("remote", "{hostname: one.example.com, organization: o, workspaces: {name: x}}", SAME["remote"]),
        ("consul", "{address: 'one.example.com:8500', path: x}", "{address: 'two.example.com:8500', path: x}"),
        ("kubernetes", "{config_context: one, namespace: n, secret_suffix: x}", SAME["kubernetes"]),
        ("azurerm", SAME["azurerm"][:-1] + ", environment: china}", SAME["azurerm"]),
    ],
)
def test_another_cloud_region_or_server_has_states_of_its_own(kind: str, first: str, second: str) -> None:
    assert codes(backend(kind, first), backend(kind, second)) == []


@pytest.mark.parametrize(
    "second", ["{bucket: b, key: x, workspace_key_prefix: team}", "{bucket: b, key: x, region: eu-west-1}"]
)
def test_what_does_not_say_which_state_it_is_makes_no_difference(second: str) -> None:
    assert codes(backend("s3", "{bucket: b, key: x}"), backend("s3", second)) == ["NAM112"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("terraform.tfstate", []),
        ("./state/x.tfstate", []),
        ("state/../x.tfstate", []),
        ("../x.tfstate", ["NAM112"]),
        ("/var/state/x.tfstate", ["NAM112"]),
    ],
)
def test_a_local_file_in_the_folder_of_a_stack_is_its_own(path: str, found: list[str]) -> None:
    same = backend("local", f"{{path: {path}}}")

    assert codes(same, same) == found


@pytest.mark.parametrize(
    "same", [backend("remote", "{organization: o, workspaces: {prefix: x-}}"), backend("other", "{key: x}")]
)
def test_a_backend_that_does_not_say_is_let_be(same: str) -> None:
    assert codes(same, same) == []


def test_other_backends_are_other_states() -> None:
    assert codes(backend("cos", SAME["cos"]), backend("oss", SAME["oss"])) == []


@pytest.mark.parametrize(
    ("kind", "config"),
    [
        ("pg", "{conn_str: 'host=db user=state password=hunter2hunter2', schema_name: x}"),
        ("http", "{address: 'https://state.example.com/x?sig=hunter2hunter2'}"),
    ],
)
def test_a_secret_in_an_address_is_not_repeated(kind: str, config: str) -> None:
    found = check_text(two_stacks(backend(kind, config), backend(kind, config)))

    assert [one.code for one in found] == ["NAM112"]
    assert "hunter2" not in repr(found)
