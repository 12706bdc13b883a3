"""A configuration takes time in proportion to its stacks, whatever is known of the tree that was published last."""

from __future__ import annotations

import time

from generator.configuration.history import StackFacts, read_facts
from generator.configuration.root_module import configure
from generator.configuration.succession import check_succession, stack_facts
from generator.spec.load import Spec
from tests.unit.rules.test_many_stacks import fleet


def published(spec: Spec) -> dict[str, StackFacts]:
    """What is known of the spec's tree, with every stack under another name: so each database is found by its OCID."""
    facts, _ = read_facts({f"{name}-old": one for name, one in stack_facts(spec, configure(spec)).items()})
    return facts


def seconds(spec: Spec, before: dict[str, StackFacts]) -> float:
    """The least time of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        roots = configure(spec, before)
        found = check_succession(before, spec, roots)
        times.append(time.process_time() - start)
        assert len(found) == len(spec.stacks)  # each has lost its old name
    return min(times)


def test_ten_times_the_databases_from_other_stacks_take_ten_times_as_long() -> None:
    small, large = fleet(30), fleet(300)

    assert seconds(large, published(large)) < 25 * seconds(small, published(small))
