"""The test file of a rendered stack: it may plan with mocked providers, and nothing else.

`terraform test` applies unless it is told not to, calls any module, and asks any provider that is not mocked
(https://developer.hashicorp.com/terraform/language/tests). So what is not known to be harmless is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.configuration.terraform import Block, Expression
from generator.diagnostics import Diagnostic
from generator.verify import codes
from generator.verify.findings import Finding, located
from generator.verify.source_text import Places, no_places

TEST_FILE = re.compile(r"stacks/[^/]+/tests/stage\.tftest\.hcl")
_PLAN = Expression("plan")
_MOCKED = ("aws", "oci")
# What may stand in each block; of those that are not here, nothing can reach a cloud or another file.
_OVERRIDES = frozenset({"override_resource", "override_data", "override_module"})
_TOP_LEVEL = _OVERRIDES | {"mock_provider", "variables", "run"}
_IN_RUN = _OVERRIDES | {"variables", "assert"}
_IN_MOCK = frozenset({"mock_resource", "mock_data"})


def check(blocks: Sequence[Block], filename: str, places: Places | None = None) -> list[Diagnostic]:
    """What the blocks of a test file could do besides planning. `places` says where they stand
    (`hcl_reader.read_file`); without it only the file is named."""
    return located(_findings(blocks), places or no_places(filename))


def _findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    for block in blocks:
        if block.type not in _TOP_LEVEL:
            yield _finding(block, f"It has a block `{block.type}`.")
        elif block.type == "run":
            yield from _run(block)
        elif block.type == "mock_provider":
            yield from _only(block, frozenset(), _IN_MOCK)
    mocked = {label for block in blocks if block.type == "mock_provider" for label in block.labels}
    for name in _MOCKED:
        if blocks and name not in mocked:
            yield _finding(blocks[0], f'It does not mock the provider "{name}", so Terraform would ask the real one.')


def _run(run: Block) -> Iterator[Finding]:
    if run.arguments.get("command") != _PLAN:
        yield _finding(run, "Without `command = plan` Terraform applies.")
    yield from _only(run, frozenset({"command"}), _IN_RUN)


def _only(block: Block, arguments: frozenset[str], types: frozenset[str]) -> Iterator[Finding]:
    for name in block.arguments.keys() - arguments:
        yield _finding(block, f'A block `{block.type}` has the argument "{name}".', name)
    for nested in block.blocks:
        if nested.type not in types:
            yield _finding(nested, f"A block `{block.type}` has a block `{nested.type}`.", None, block.address)


def _finding(block: Block, detail: str, argument: str | None = None, address: str = "") -> Finding:
    advice = "The test of a rendered stack plans with mocked providers and does nothing else. Render it again."
    summary = "A test that does more than plan"
    return Finding(codes.NOT_PLAN_ONLY, summary, f"{detail} {advice}", address or block.address, block, argument)
