"""The rotation period of a KMS key, which moto (5.2) takes and forgets: Terraform would set it for ever.

https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from moto.kms.models import Key
from moto.kms.responses import KmsResponse

YEARLY = 365  # AWS's default, in days.


@contextmanager
def remembered_rotation_period() -> Iterator[None]:
    """While it lasts, EnableKeyRotation keeps `RotationPeriodInDays` and GetKeyRotationStatus returns it."""
    periods: dict[str, int] = {}
    enable = KmsResponse.enable_key_rotation

    def key_of(response: KmsResponse) -> Key:
        return response.kms_backend.describe_key(response._get_param("KeyId"))

    def enable_key_rotation(response: KmsResponse) -> str:
        answer = enable(response)
        periods[key_of(response).arn] = response._get_param("RotationPeriodInDays") or YEARLY
        return answer

    def get_key_rotation_status(response: KmsResponse) -> str:
        key = key_of(response)
        status = {"KeyId": key.arn, "KeyRotationEnabled": key.key_rotation_status}
        if key.key_rotation_status:
            status["RotationPeriodInDays"] = periods.get(key.arn, YEARLY)
        return json.dumps(status)

    with patch.multiple(
        KmsResponse, enable_key_rotation=enable_key_rotation, get_key_rotation_status=get_key_rotation_status
    ):
        yield
