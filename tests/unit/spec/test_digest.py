"""The digest is the same for the same meaning and only for that."""

from __future__ import annotations

import pytest

from tests.unit.spec.reading import HEAD, read, with_stack

BASE = with_stack(
    """
    keys: {A: {description: one}, B: {}}
    databases:
      orders: {db_name: ORDERS, arguments: {is_auto_scaling_enabled: true, whitelisted_ips: ["10.0.0.1"]}}
    """
)


def digest(*texts: str) -> str:
    spec, diagnostics = read(*texts)
    assert diagnostics == []
    return spec.digest()


def test_it_is_a_sha_256_in_hex() -> None:
    assert len(bytes.fromhex(digest(BASE))) == 32


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("version: 1", "# a comment\nversion: 1\n", id="comments"),
        pytest.param("{description: one}", "\n        {  description :  'one' }", id="layout and quotes"),
        pytest.param("{description: one}", "{description: one, deletion_window_days: 30}", id="a default that is said"),
        pytest.param("B: {}", "B: {tags: null}", id="null for a default"),
        pytest.param('"111122223333", region: us-east-2', "'111122223333', region: us-east-2", id="another quote"),
        pytest.param("region: us-ashburn-1}", "region: us-ashburn-1, profile: ~}", id="null"),
        pytest.param('["10.0.0.1"]', "[10.0.0.1]", id="a text in arguments without quotes"),
    ],
)
def test_the_same_meaning_has_the_same_digest(old: str, new: str) -> None:
    assert old in BASE
    assert digest(BASE.replace(old, new)) == digest(BASE)


def test_defaults_mean_the_same_as_what_they_stand_for() -> None:
    with_defaults = BASE.replace("stacks:", 'defaults: {aws: {account_id: "111122223333"}}\nstacks:').replace(
        'account_id: "111122223333", ', ""
    )

    assert digest(with_defaults) == digest(BASE)


def test_files_and_their_order_do_not_count() -> None:
    other = HEAD.replace("payments-prod", "orders-prod")
    together = HEAD + other.partition("stacks:\n")[2]

    assert digest(HEAD, other) == digest(other, HEAD) == digest(together)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("one", "two", id="a text"),
        pytest.param("B: {}", "C: {}", id="a name"),
        pytest.param("payments-prod", "payments-test", id="a stack's name"),
        pytest.param("version: 1", "version: 1\nmodule_source: git::https://example.com/m", id="the modules' source"),
        pytest.param("enabled: true", 'enabled: "true"', id="a truth value or a text, in arguments"),
        pytest.param("enabled: true", "enabled: false", id="an argument"),
        pytest.param("{A: {description: one}, B: {}}", "{B: {}, A: {description: one}}", id="the order of rendering"),
    ],
)
def test_another_meaning_has_another_digest(old: str, new: str) -> None:
    assert old in BASE
    assert digest(BASE.replace(old, new)) != digest(BASE)
