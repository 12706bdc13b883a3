"""What OCI says instead of an answer, how often it is asked again, and what the user is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.oci.databases import Database
from generator.live.oci.live_database import LiveDatabase
from generator.live.questions import Ask
from tests.live.oci.conftest import HERE
from tests.live.oci.odd_server import OddServer, odd_server
from tests.oci_service import DATABASE, DatabaseRecord, OciService, refusals
from tests.oci_service.refusals import Refusal

THE_DATABASE = Database(HERE, DATABASE)
PERMISSION = "read autonomous-databases in compartment COMPARTMENT"
GRANT = f"If it is there, an administrator has to grant it: `Allow group GROUP to {PERMISSION}`."


def test_what_is_not_found_may_be_there(oci_environment: OciService, ask: Ask, oci_config: object) -> None:
    assert ask(THE_DATABASE) == NotKnown(
        Cause.NOT_FOUND_OR_NOT_PERMITTED,
        f"The database {DATABASE} does not exist in us-ashburn-1, or you may not see it: OCI answers 404 "
        "NotAuthorizedOrNotFound",
        f'Check the OCID, the region, and that it belongs to the tenancy of the profile "DEFAULT" of {oci_config}. '
        + GRANT,
        PERMISSION,
    )


def test_databases_that_are_not_found_have_one_remedy(oci_environment: OciService, ask: Ask) -> None:
    """`status` says it once for all of them."""
    fixes = {answer.fix for ocid in "ab" if isinstance(answer := ask(Database(HERE, DATABASE + ocid)), NotKnown)}

    assert len(fixes) == 1


@pytest.mark.parametrize(
    "refusal, cause, summary, fix, attempts",
    [
        (
            Refusal(403, "NotAllowed", "Your tenancy may not\ndo that."),
            Cause.NOT_PERMITTED,
            "OCI does not permit it: 403 NotAllowed: Your tenancy may not do that.",
            GRANT,
            1,
        ),
        (
            refusals.too_many_requests(),
            Cause.THROTTLED,
            "HOST answers to every attempt that there are too many requests: 429 TooManyRequests",
            "Wait a minute, and run it again, for fewer stacks at a time.",
            5,
        ),
        (
            refusals.service_unavailable(),
            Cause.SERVICE_ERROR,
            "HOST fails at every attempt: 503 ServiceUnavailable: The service is currently unavailable.",
            "Run it again later. Oracle's status page is https://ocistatus.oraclecloud.com.",
            5,
        ),
        (
            refusals.incorrect_state(),
            Cause.SERVICE_ERROR,
            "OCI cannot answer now: 409 IncorrectState: The Autonomous Database is in a state that does not allow the "
            "operation.",
            "Something else is under way there. Wait until it is done, and run it again.",
            1,
        ),
        (
            Refusal(400, "InvalidParameter", "autonomousDatabaseId is invalid"),
            Cause.SERVICE_ERROR,
            "OCI refuses the request: 400 InvalidParameter: autonomousDatabaseId is invalid",
            "Check the OCIDs and the region in the spec, and ADBKMS_OCI_ENDPOINT if you have set it.",
            1,
        ),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Refusal) else None,
)
def test_refusals(
    oci_environment: OciService,
    ask: Ask,
    refusal: Refusal,
    cause: Cause,
    summary: str,
    fix: str,
    attempts: int,
) -> None:
    oci_environment.fail(refusal)

    answer = ask(THE_DATABASE)

    assert isinstance(answer, NotKnown)
    assert answer.cause is cause
    assert answer.summary.replace(oci_environment.endpoint.removeprefix("http://"), "HOST") == summary
    assert answer.fix == fix
    assert answer.permission == (PERMISSION if cause is Cause.NOT_PERMITTED else None)
    assert oci_environment.traffic.count() == attempts


@pytest.mark.parametrize("refusal", [refusals.too_many_requests(), refusals.internal_server_error()])
def test_what_passes_is_asked_again(oci_environment: OciService, ask: Ask, shown: list[str], refusal: Refusal) -> None:
    oci_environment.put(DatabaseRecord())
    oci_environment.fail(refusal, times=2)

    answer = ask(THE_DATABASE)
    assert isinstance(answer, LiveDatabase)
    statuses = [line.split(" -> ")[1].split()[0] for line in shown]
    assert statuses == [str(refusal.status), str(refusal.status), "200"]


def test_a_long_message_is_cut(oci_environment: OciService, ask: Ask) -> None:
    oci_environment.fail(Refusal(400, "InvalidParameter", "no " * 400 + "\x1b[31m"))

    answer = ask(THE_DATABASE)

    assert isinstance(answer, NotKnown)
    assert answer.summary == "OCI refuses the request: 400 InvalidParameter: " + "no " * 99 + "no…"


def test_a_key_that_oci_does_not_know(oci_environment: OciService, ask: Ask, oci_config: object) -> None:
    oci_environment.fail(refusals.not_authenticated())

    assert ask(THE_DATABASE) == NotKnown(
        Cause.NO_CREDENTIALS,
        f'OCI does not accept the credentials of the profile "DEFAULT" of {oci_config}: 401 NotAuthenticated',
        "Check that `user`, `fingerprint` and `key_file` belong together, and that the console still lists the key "
        "under the user's API keys.",
    )
    assert oci_environment.traffic.count() == 1


def test_a_clock_that_is_wrong(oci_environment: OciService, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(minutes=12, seconds=30), usegmt=True)
    body = b'{"code": "NotAuthenticated", "message": "no"}'
    with odd_server(OddServer(401, body, {"Date": date})) as address:
        monkeypatch.setenv("ADBKMS_OCI_ENDPOINT", address)

        assert ask(THE_DATABASE) == NotKnown(
            Cause.NO_CREDENTIALS,
            "OCI does not accept the signature: this machine's clock differs from OCI's by 12 minutes",
            "Set the clock, best with NTP: OCI refuses requests that are more than 5 minutes off.",
        )
