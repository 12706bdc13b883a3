"""Sessions of the AWS SDK: whose credentials are used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from generator.live.access import AwsAccess
from generator.live.aws.bounded_answers import bound_clients
from generator.live.aws.guarded_endpoints import guard_endpoints
from generator.live.aws.plain_xml import refuse_declarations
from generator.live.aws.repeated_credentials import RepeatedCredentials
from generator.live.aws.shown_requests import ShownRequests
from generator.live.aws.whole_answers import refuse_cut_answers

ROLE_SESSION_NAME = "adbkms"
"""By which CloudTrail tells who assumed a role."""


class RoleNotAssumed(Exception):
    """The role of a stack, `aws.assume_role_arn`, could not be assumed; `__cause__` says why."""


class AwsSessions:
    """One session for each profile, and for each role that is assumed with one. Threads may share it."""

    def __init__(self, shown: Callable[[str], object], config: Callable[[Any], object]) -> None:
        self._shown = shown
        self._config = config
        self._lock = threading.Lock()
        self._loader: Any = None
        self._sessions: dict[tuple[str | None, str | None], Any] = {}
        self._locks: dict[tuple[str | None, str | None], threading.Lock] = {}

    @contextmanager
    def session(self, access: AwsAccess) -> Iterator[Any]:
        """The session for an access, for this thread alone. Raises what the SDK does about the user's configuration.

        The lock is the session's own: one profile whose credentials take long does not hold up the others."""
        key = (access.profile, access.assume_role_arn)
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            known = self._sessions.get(key)
            if known is None:
                known = self._new(access)
                self._sessions[key] = known
            yield known

    def _new(self, access: AwsAccess) -> Any:
        import botocore.session

        session = botocore.session.Session(profile=access.profile)
        # STS is asked in this region for the credentials of a profile that assumes a role: there is no other way into
        # the partition of a region outside of `aws`.
        session.set_config_variable("region", access.region)
        with self._lock:
            # The models of the services are the same for all sessions; reading them is most of the work of a new one.
            self._loader = self._loader or session.get_component("data_loader")
            session.register_component("data_loader", self._loader)
        session.user_agent_name = "adbkms"
        ShownRequests(self._shown).register(session)
        RepeatedCredentials().register(session)
        refuse_cut_answers(session)
        refuse_declarations(session)
        guard_endpoints(session)
        bound_clients(session)
        if access.assume_role_arn is None:
            _refuse_to_prompt(session)
        else:
            with self.session(AwsAccess(access.account_id, access.region, access.profile)) as source:
                credentials = source.get_credentials()
            role = _AssumedRole(session, credentials, access.assume_role_arn, self._config)
            session.register_component("credential_provider", role)
        return session


def _refuse_to_prompt(session: Any) -> None:
    """The SDK would read the code of an MFA device from the terminal: in many threads at once, beside a progress bar,
    or for ever where nobody is at the terminal. Terraform's AWS provider does not ask for it either."""
    from botocore.exceptions import RefreshWithMFAUnsupportedError

    def refuse(prompt: str) -> str:
        raise RefreshWithMFAUnsupportedError

    provider = session.get_component("credential_provider").get_provider("assume-role")
    provider._prompter = refuse  # there is no public way (botocore 1.44)


@dataclass(frozen=True, repr=False)
class _AssumedRole:
    """What a session asks for its credentials: those of the role, which are renewed before they expire."""

    session: Any
    source: Any
    role_arn: str
    config: Callable[[Any], object]

    def load_credentials(self) -> Any:
        from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
        from botocore.exceptions import NoCredentialsError

        if self.source is None:
            raise NoCredentialsError
        fetcher = AssumeRoleCredentialFetcher(
            self._client, self.source, self.role_arn, extra_args={"RoleSessionName": ROLE_SESSION_NAME}
        )

        def fetched() -> Any:
            self.source.get_frozen_credentials()  # what fails here is not about the role
            try:
                return fetcher.fetch_credentials()
            except Exception as wrong:
                raise RoleNotAssumed from wrong

        return DeferredRefreshableCredentials(fetched, "assume-role")

    def _client(self, service: str, **credentials: Any) -> Any:
        return self.session.create_client(service, config=self.config(self.session), **credentials)
