"""Rules take time in proportion to what they look at."""

from __future__ import annotations

import gc
import time

from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.rules.specs import spec_text


def fleet(stacks: int) -> Spec:
    """Stacks of their own accounts, with ten databases each."""
    lines = ["version: 1", "defaults:", "  aws: {region: us-east-2, tags: {team: platform}}"]
    lines += [
        "  oci: {tenancy_id: ocid1.tenancy.oc1..aaaa, region: us-ashburn-1, freeform_tags: {team: platform}}",
        "stacks:",
    ]
    for number in range(stacks):
        lines += [
            f"  stack-{number}:",
            f"    aws: {{account_id: '{number:012}'}}",
            f"    oci: {{compartment_id: ocid1.compartment.oc1..{number:060}}}",
            "    keys: {Key: {description: Master key}}",
            "    policies: {Policy: {keys: [Key]}}",
            "    roles: {Role: {policies: [Policy], oracle_user_arn: 'arn:aws:iam::444455556666:user/oracle'}}",
            "    databases:",
        ]
        for database in range(10):
            lines += [
                f"      db{database}:",
                f"        db_name: D{number}X{database}",
                f"        ocid: ocid1.autonomousdatabase.oc1.iad.{number:050}{database:010}",
                "        freeform_tags: {owner: payments}",
                "        arguments: {is_auto_scaling_enabled: true, whitelisted_ips: [10.0.0.0/8]}",
                "        encryption: {key: Key, role: Role}",
            ]
    spec, diagnostics = parse_spec([SpecText("fleet.yaml", "\n".join(lines).encode())])
    assert diagnostics == []
    return spec


def seconds(spec: Spec) -> float:
    """The least time of three, of this process alone and without the collector: what the machine does besides does
    not count."""
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            assert check_rules(spec) == []
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)


def renamed(times: int) -> Spec:
    """A key that has had so many names."""
    names = ", ".join(f"old{number}" for number in range(times))
    text = spec_text(f"keys: {{ADBS_TestAWSKMSKey: {{alias: Key, renamed_from: [{names}]}}}}")
    return parse_spec([SpecText("renamed.yaml", text.encode())])[0]


def test_ten_times_the_names_take_ten_times_as_long() -> None:
    small, large = renamed(2_000), renamed(20_000)
    check_rules(small)

    assert seconds(large) < 25 * seconds(small)


def test_ten_times_the_stacks_take_ten_times_as_long() -> None:
    small, large = fleet(30), fleet(300)
    check_rules(small)  # imports the rules and reads the facts

    assert seconds(large) < 25 * seconds(small)
