"""Clouds, and proxies on the way to them, that give back what they were sent, in whatever place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.live.secrets.commands import COMMANDS, FEW
from tests.live.secrets.conftest import Searched
from tests.live.secrets.echo_server import (
    Manner,
    a_page,
    echoing,
    escaped_in_data,
    garbage,
    refusing,
    with_data,
    with_headers,
)

MANNERS: dict[str, Manner] = {
    **{f"everything in a message, {code}": refusing(code, lambda sent: sent.everything) for code in (400, 403, 500)},
    **{f"pieces in a message, {code}": refusing(code, lambda sent: sent.pieces) for code in (400, 401, 403, 404, 409)},
    "as a code": refusing(400, lambda sent: "no", lambda sent: sent.secrets[0] if sent.secrets else "no"),
    "as a piece of a code": refusing(
        400, lambda sent: "no", lambda sent: "A" + sent.secrets[-1][30:54] if sent.secrets else "no"
    ),
    "in the data": with_data,
    "escaped in the data": escaped_in_data,
    "in headers": with_headers,
    "a page": a_page(200),
    "a page of a gateway": a_page(502),
    "garbage": garbage,
}


@contextmanager
def both_clouds(manner: Manner, searched: Searched, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with echoing(manner, searched.places.plants) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)
        yield address


@pytest.mark.parametrize("manner", MANNERS)
def test_nothing_of_it_is_shown(searched: Searched, monkeypatch: pytest.MonkeyPatch, manner: str) -> None:
    """By a session of OCI, whose token goes along with every request, and by AWS credentials that have one, too."""
    searched.profiles(oci="SESSION")
    with both_clouds(MANNERS[manner], searched, monkeypatch):
        for command in FEW:
            ended = searched.run(*command)
            assert ended.code in (1, 2) or command[0] == "next", ended

    assert "sent, 0" in "".join(searched.places.plants.texts)


@pytest.mark.parametrize("manner", ["everything in a message, 403", "in the data"])
def test_in_no_format_of_any_command(searched: Searched, monkeypatch: pytest.MonkeyPatch, manner: str) -> None:
    with both_clouds(MANNERS[manner], searched, monkeypatch):
        for command in COMMANDS:
            searched.run(*command)


@pytest.mark.parametrize("profile", ["sso", "web", "assumed"])
def test_nor_by_who_hands_out_credentials(searched: Searched, monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    searched.profiles(aws=profile)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    for manner in MANNERS.values():
        with both_clouds(manner, searched, monkeypatch):
            assert searched.run("preflight", "spec.yaml", "--verbose").code in (1, 2)


def test_an_error_that_repeats_them_keeps_its_code(searched: Searched, monkeypatch: pytest.MonkeyPatch) -> None:
    manner = refusing(403, lambda sent: sent.pieces, lambda sent: "AccessDeniedException")

    with both_clouds(manner, searched, monkeypatch):
        ended = searched.run("preflight", "spec.yaml")

    words = " ".join(ended.data.split())
    assert "OCI does not permit it: 403 AccessDeniedException" in words
    assert "AWS STS in us-east-2 does not permit GetCallerIdentity" in words


@pytest.mark.parametrize("manner", [with_data, escaped_in_data])
def test_data_that_repeat_them_are_no_answer(
    searched: Searched, monkeypatch: pytest.MonkeyPatch, manner: Manner
) -> None:
    searched.profiles(oci="SESSION")
    with both_clouds(manner, searched, monkeypatch):
        ended = searched.run("preflight", "spec.yaml")

    words = " ".join(ended.data.split())
    assert "What answers for AWS STS in us-east-2 is not AWS: it repeats the credentials that it was sent" in words
    assert "answers something that cannot be read: it repeats the credentials that it was sent" in words
