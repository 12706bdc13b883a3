"""Whose credentials are used: by the SDK's configuration file and signers, chosen as Oracle's own CLI does.

https://docs.oracle.com/en-us/iaas/Content/API/SDKDocs/clienvironmentvariables.htm has OCI_CLI_AUTH, OCI_CLI_PROFILE and
OCI_CLI_CONFIG_FILE; https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdk_authentication_methods.htm the methods.
"""

from __future__ import annotations

import os
from typing import Any

from generator.live.answers import Cause, NotKnown
from generator.live.oci.credentials import (
    AUTH_VARIABLE,
    DEFAULT_PROFILE,
    INSTANCE_PRINCIPAL,
    METHODS,
    PROFILE_VARIABLE,
    RESOURCE_PRINCIPAL,
    Credentials,
)


def credentials_of(profile: str | None, retry_strategy: Any) -> Credentials | NotKnown:
    """The credentials of a profile; without one those that the environment selects: OCI_CLI_AUTH, OCI_CLI_PROFILE, a
    resource principal where there is one, or the profile DEFAULT.

    Asks nobody, except for the token of an instance or resource principal.
    """
    from generator.live.oci import principals, profiles

    method = os.environ.get(AUTH_VARIABLE)
    chosen = profile or os.environ.get(PROFILE_VARIABLE)
    if method and method not in METHODS:
        return NotKnown(
            Cause.NO_CREDENTIALS,
            f"{AUTH_VARIABLE} names no way to authenticate that is known here",
            f"Set {AUTH_VARIABLE} to one of {', '.join(METHODS)}, or unset it.",
        )
    if not method and not chosen and principals.is_resource():
        method = RESOURCE_PRINCIPAL
    if method == INSTANCE_PRINCIPAL:
        return principals.of_the_instance(retry_strategy)
    if method == RESOURCE_PRINCIPAL:
        return principals.of_the_resource()
    return profiles.credentials_of_profile(chosen or DEFAULT_PROFILE, method)
