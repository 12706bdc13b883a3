from __future__ import annotations

import pytest

from tests.packaging.distributions import Distributions, build_distributions
from tests.packaging.empty_environment import EmptyEnvironment, make_empty_environment


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    return build_distributions(tmp_path_factory.mktemp("distributions"))


@pytest.fixture(scope="session")
def environment(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> EmptyEnvironment:
    """Away from the checkout: the wheel is installed, the checkout is on no path."""
    wheel = distributions.wheel
    requirements = wheel.metadata.get_all("Requires-Dist", [])
    return make_empty_environment(tmp_path_factory.mktemp("away"), wheel.path, requirements)
