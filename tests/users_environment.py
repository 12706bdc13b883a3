"""The environment that the user started the tests or `make goldens` in.

The tests' isolation removes TF_* and more from `os.environ` before the first test runs; where the user keeps
Terraform's providers is still wanted then.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

USERS_ENVIRONMENT: Mapping[str, str] = MappingProxyType(dict(os.environ))
