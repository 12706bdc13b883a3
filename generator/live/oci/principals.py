"""Machines and functions that are principals themselves, without a configuration file."""

from __future__ import annotations

import os
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

from generator.live.answers import Cause, NotKnown
from generator.live.oci.credentials import AUTH_VARIABLE, INSTANCE_PRINCIPAL, RESOURCE_PRINCIPAL, Credentials

RESOURCE_VARIABLE = "OCI_RESOURCE_PRINCIPAL_VERSION"
METADATA_VARIABLE = "OCI_METADATA_BASE_URL"
# `InstancePrincipalsSecurityTokenSigner` of the SDK: IPv4, and IPv6 where there is no IPv4.
METADATA_ADDRESSES = ("http://169.254.169.254/opc/v2", "http://[fd00:c1::a9fe:a9fe]/opc/v2")
PROBE_SECONDS = 2.0
MOST_SECONDS = 20.0


def is_resource() -> bool:
    """Whether OCI has told this process that it is a resource principal."""
    return RESOURCE_VARIABLE in os.environ


def of_the_instance(retry_strategy: Any) -> Credentials | NotKnown:
    """The credentials of the compute instance that this runs on."""
    if not _is_instance():
        return NotKnown(
            Cause.NO_CREDENTIALS,
            "There is no instance principal: the metadata service of an OCI instance does not answer here",
            f"Run it on a compute instance of OCI that belongs to a dynamic group, or choose another way than "
            f"`{AUTH_VARIABLE}={INSTANCE_PRINCIPAL}`.",
        )
    from oci.auth.signers import InstancePrincipalsSecurityTokenSigner

    return _credentials(
        "the instance principal",
        lambda: InstancePrincipalsSecurityTokenSigner(
            retry_strategy=retry_strategy, federation_client_retry_strategy=retry_strategy
        ),
        "Let an administrator put this instance into a dynamic group that policies name.",
    )


def of_the_resource() -> Credentials | NotKnown:
    """The credentials of the function or other resource that this runs in."""
    if not is_resource():
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"There is no resource principal: {RESOURCE_VARIABLE} is not set",
            f"Run it in a resource that OCI gives one to, or choose another way than "
            f"`{AUTH_VARIABLE}={RESOURCE_PRINCIPAL}`.",
        )
    from oci.auth.signers import get_resource_principals_signer

    return _credentials(
        "the resource principal",
        get_resource_principals_signer,
        "Let an administrator put this resource into a dynamic group that policies name.",
    )


def from_the_configuration(description: str, settings: Mapping[str, Any]) -> Credentials | NotKnown:
    """The credentials of a profile that says `authentication_type`, as Cloud Shell's does."""
    if not _is_instance():
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"{description[0].upper()}{description[1:]} works in Cloud Shell only",
            "Choose another profile.",
        )
    from oci.util import get_signer_from_authentication_type

    return _credentials(
        description, lambda: get_signer_from_authentication_type(settings), "Open Cloud Shell anew.", settings
    )


def _credentials(
    description: str, make: Callable[[], Any], remedy: str, settings: Mapping[str, Any] | None = None
) -> Credentials | NotKnown:
    signer = _within_time(make)
    if isinstance(signer, BaseException):
        # The type only: the SDK puts keys and answers of the token service into the texts.
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"OCI's SDK does not get a token for {description}: {type(signer).__name__}",
            remedy,
        )
    tenancy = (settings or {}).get("tenancy") or getattr(signer, "tenancy_id", None) or ""
    return Credentials(description, tenancy, remedy, settings=settings or {}, signer=signer)


def _is_instance() -> bool:
    """Whether there is a metadata service of OCI. The SDK asks for minutes where nobody answers, or where a metadata
    service of another cloud has the address, which says 404."""
    given = os.environ.get(METADATA_VARIABLE, "").strip()
    # No proxy: the address is that of this machine only.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for address in (given,) if given else METADATA_ADDRESSES:
        try:
            request = urllib.request.Request(
                f"{address}/instance/region", headers={"Authorization": "Bearer Oracle"}, method="GET"
            )
            with opener.open(request, timeout=PROBE_SECONDS) as response:
                return bool(response.status == 200)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return False
        except (OSError, ValueError):
            continue
    return False


def _within_time(make: Callable[[], Any]) -> Any:
    """What `make` returns, or the exception that it raises, or a TimeoutError. Not all signers take a timeout."""
    made: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run() -> None:
        try:
            made.put(make())
        except Exception as error:  # whatever the SDK raises; it is told by its type
            made.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return made.get(timeout=MOST_SECONDS)
    except queue.Empty:
        return TimeoutError()
