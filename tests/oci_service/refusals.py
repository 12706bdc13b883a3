"""What OCI says when it does not do what it is asked. Source of the codes:
https://docs.oracle.com/iaas/Content/API/References/apierrors.htm
"""

from __future__ import annotations


class Refusal(Exception):
    """An HTTP status with the code and the message of the body."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def not_authenticated() -> Refusal:
    """No signature, a wrong one, or a security token that has expired: OCI says the same of all."""
    return Refusal(
        401,
        "NotAuthenticated",
        "The required information to complete authentication was not provided or was incorrect.",
    )


def not_found() -> Refusal:
    """What does not exist and what may not be seen are answered alike."""
    return Refusal(404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.")


def missing_parameter(name: str) -> Refusal:
    return Refusal(400, "MissingParameter", f"Missing required parameter: {name}")


def invalid_parameter(message: str) -> Refusal:
    return Refusal(400, "InvalidParameter", message)


def incorrect_state(
    message: str = "The Autonomous Database is in a state that does not allow the operation.",
) -> Refusal:
    return Refusal(409, "IncorrectState", message)


def too_many_requests() -> Refusal:
    return Refusal(429, "TooManyRequests", "User-rate limit exceeded.")


def internal_server_error() -> Refusal:
    return Refusal(500, "InternalServerError", "An internal server error occurred.")


def service_unavailable() -> Refusal:
    return Refusal(503, "ServiceUnavailable", "The service is currently unavailable.")
