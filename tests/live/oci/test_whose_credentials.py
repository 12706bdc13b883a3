"""Which file, which profile and which way to authenticate are taken."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from generator.live.access import OciAccess
from generator.live.answers import Cause, NotKnown
from generator.live.concurrently import concurrently
from generator.live.connections import Connections
from generator.live.oci.databases import Database, DatabasesIn
from generator.live.oci.live_database import LiveDatabase
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.oci_service import (
    COMPARTMENT,
    DATABASE,
    TENANCY,
    DatabaseRecord,
    OciService,
    Profile,
    oci_config_file,
    refusals,
)
from tests.oci_service.credentials import session_token

OTHER = TENANCY + "2"
THIRD = TENANCY + "3"


def test_the_profile_of_the_stack_comes_before_that_of_the_environment(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = oci_config_file(tmp_path, Profile(), Profile("OTHER", OTHER), Profile("THIRD", THIRD))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))

    assert ask(Tenancy(HERE)) == TENANCY

    monkeypatch.setenv("OCI_CLI_PROFILE", "OTHER")
    assert ask(Tenancy(OciAccess("us-ashburn-1", "THIRD"))) == THIRD


def test_the_profile_of_the_environment(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config_file(tmp_path, Profile(), Profile("OTHER", OTHER))))
    monkeypatch.setenv("OCI_CLI_PROFILE", "OTHER")

    assert ask(Tenancy(HERE)) == OTHER


def test_the_file_in_the_home_folder_comes_before_that_of_the_environment(
    ask: Ask, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oci_config_file(home / ".oci", Profile())
    monkeypatch.setenv("OCI_CONFIG_FILE", str(oci_config_file(tmp_path / "2", Profile(tenancy_id=OTHER))))

    assert ask(Tenancy(HERE)) == TENANCY


def test_the_file_of_oracles_cli_comes_first(
    ask: Ask, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oci_config_file(home / ".oci", Profile())
    monkeypatch.setenv("OCI_CLI_CONFIG_FILE", str(oci_config_file(tmp_path / "2", Profile(tenancy_id=OTHER))))

    assert ask(Tenancy(HERE)) == OTHER


def test_the_file_of_the_sdks_first_days(ask: Ask, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCI_CONFIG_FILE")
    oci_config_file(home / ".oraclebmc", Profile())

    assert ask(Tenancy(HERE)) == TENANCY


@pytest.mark.parametrize("has_session", [False, True])
def test_requests_are_signed_by_a_key_or_a_session(
    oci_environment: OciService, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_session: bool
) -> None:
    file = oci_config_file(tmp_path / "2", Profile(tenancy_id=OTHER, security_token=has_session))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))
    oci_environment.put(DatabaseRecord())

    answer = ask(Database(HERE, DATABASE))

    assert isinstance(answer, LiveDatabase)
    assert [asked.tenancy for asked in oci_environment.traffic.asked] == [OTHER]


def test_a_profile_with_a_key_is_not_that_of_the_session_in_default(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = oci_config_file(tmp_path, Profile(security_token=True), Profile("KEY", OTHER))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))
    Path(tmp_path, "DEFAULT.token").write_text("has expired long ago")

    assert ask(Tenancy(OciAccess("us-ashburn-1", "KEY"))) == OTHER


@pytest.fixture
def token(oci_environment: OciService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the token of a session, which is that of the profile DEFAULT."""
    file = oci_config_file(tmp_path / "2", Profile(security_token=True))
    monkeypatch.setenv("OCI_CONFIG_FILE", str(file))
    oci_environment.put(DatabaseRecord())
    return file.parent / "DEFAULT.token"


def answers(oci: OciService) -> list[tuple[str, int | None]]:
    return [(asked.tenancy, asked.status) for asked in oci.traffic.asked]


def test_a_session_that_has_ended(oci_environment: OciService, ask: Ask, token: Path) -> None:
    token.write_text(session_token(""))

    assert ask(Database(HERE, DATABASE)) == NotKnown(
        Cause.EXPIRED,
        f'OCI does not accept the credentials of the profile "DEFAULT" of {token.with_name("config")}: '
        "401 NotAuthenticated",
        "Run `oci session authenticate --profile-name DEFAULT`, and this command again.",
    )
    assert len(answers(oci_environment)) == 1

    token.write_text(session_token(TENANCY))
    renewed = ask(Database(HERE, DATABASE))
    assert isinstance(renewed, LiveDatabase)


def test_a_session_that_is_renewed_while_it_is_used(oci_environment: OciService, ask: Ask, token: Path) -> None:
    ask(Database(HERE, DATABASE))
    token.write_text(session_token(OTHER))
    oci_environment.fail(refusals.not_authenticated(), tenancy=TENANCY)  # the first token is too old by now

    answer = ask(Database(HERE, DATABASE))

    assert isinstance(answer, LiveDatabase)
    assert [status for _, status in answers(oci_environment)] == [200, 401, 200]
    assert answers(oci_environment)[-1] == (OTHER, 200)


def test_the_pages_of_a_list_go_on_with_the_renewed_session(oci_environment: OciService, ask: Ask, token: Path) -> None:
    ask(DatabasesIn(HERE, COMPARTMENT))
    token.write_text(session_token(OTHER))
    oci_environment.fail(refusals.not_authenticated(), tenancy=TENANCY)

    found = ask(DatabasesIn(HERE, COMPARTMENT))

    assert isinstance(found, tuple)
    assert [one.ocid for one in found] == [DATABASE]


def test_a_renewed_session_that_is_refused_too(oci_environment: OciService, ask: Ask, token: Path) -> None:
    ask(Database(HERE, DATABASE))
    token.write_text(session_token(OTHER))
    oci_environment.fail(refusals.not_authenticated())

    answer = ask(Database(HERE, DATABASE))

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.EXPIRED
    assert [status for _, status in answers(oci_environment)] == [200, 401, 401]


def test_a_renewed_session_that_cannot_be_read(oci_environment: OciService, ask: Ask, token: Path) -> None:
    """As while its file is written; the next question finds it."""
    ask(Database(HERE, DATABASE))
    token.write_text("")
    oci_environment.fail(refusals.not_authenticated(), tenancy=TENANCY)

    answer = ask(Database(HERE, DATABASE))

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.EXPIRED
    token.write_text(session_token(OTHER))
    renewed = ask(Database(HERE, DATABASE))
    assert isinstance(renewed, LiveDatabase)


def test_many_that_are_refused_together(oci_environment: OciService, connections: Connections, token: Path) -> None:
    Database(HERE, DATABASE).asked_of(connections)
    token.write_text(session_token(OTHER))
    oci_environment.fail(refusals.not_authenticated(), tenancy=TENANCY)
    together = threading.Barrier(8)

    def work(number: int) -> object:
        together.wait(timeout=10)
        return Database(HERE, DATABASE).asked_of(connections)

    assert all(isinstance(answer, LiveDatabase) for answer in concurrently(range(8), work))


def test_the_configuration_is_read_once(
    oci_environment: OciService, connections: Connections, oci_config: Path
) -> None:
    oci_environment.put(DatabaseRecord())
    Database(HERE, DATABASE).asked_of(connections)
    oci_config.unlink()

    assert isinstance(Database(HERE, DATABASE).asked_of(connections), LiveDatabase)


def test_a_way_to_authenticate_that_there_is_not(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCI_CLI_AUTH", "passkey")

    assert ask(Tenancy(HERE)) == NotKnown(
        Cause.NO_CREDENTIALS,
        "OCI_CLI_AUTH names no way to authenticate that is known here",
        "Set OCI_CLI_AUTH to one of api_key, security_token, instance_principal, resource_principal, "
        "instance_obo_user, or unset it.",
    )
