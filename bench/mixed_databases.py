"""Databases of the mixed fleet: in every stage, with arguments and nested blocks of the provider's resource."""

from __future__ import annotations

from random import Random
from typing import Any

from bench.mixed_identities import key_arn
from bench.mixed_words import comment_lines, freeform_tags, sentence, settings, word

_Map = dict[str, Any]
_DATABASES = 10
_WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]


def databases(random: Random, number: int, region: str, stack: _Map) -> dict[str, _Map]:
    """Ten. `region` is the key of the stack's region, as OCIDs have it."""
    made = {}
    for index in range(_DATABASES):
        name = f"{word(random)}{random.choice(['-', '_', ''])}{index}"
        made[name] = _database(random, number, index, region, stack)
    return made


def _database(random: Random, number: int, index: int, region: str, stack: _Map) -> _Map:
    database: _Map = {"db_name": f"M{number:05}{word(random).upper()}{index}"}
    exists = random.random() < 0.85 or index == 0  # it has a role of its own, which needs its OCID
    if exists:
        database["ocid"] = f"ocid1.autonomousdatabase.oc1.{region}.aaaamixed{number:05}{index}"
    encryption = _encryption(random, stack, index) if exists else random.choice([None, {"key": "oracle-managed"}])
    is_adopted = exists and random.random() < 0.3
    if is_adopted:
        database["adopt"] = True
        encryption = encryption or {"key": "oracle-managed"}
    elif random.random() < 0.5:
        database["admin_password"] = {"variable": True}
    else:
        database["admin_password"] = {"secret_id": f"ocid1.vaultsecret.oc1.{region}.aaaamixed{number}x{index}"}
    database |= _settings(random)
    arguments = _arguments(random, number, region)
    if arguments:
        database["arguments"] = arguments
    return database | ({"encryption": encryption} if encryption else {})


def _encryption(random: Random, stack: _Map, index: int) -> _Map | None:
    """Of a database that exists. The role of one database is the first one's."""
    names = list(stack["roles"])
    usable = [name for name, key in stack["keys"].items() if not key.get("retired")]
    if index == 0:
        return {"key": random.choice(usable), "role": names[1]}
    if random.random() < 0.15:
        return random.choice([None, {"key": "oracle-managed"}, {"key": "oracle-managed", "role": names[0]}])
    roles = [names[0], *(name for name in names if "arn" in stack["roles"][name])]
    chosen = random.choice(usable)
    role = random.choice(roles)
    how = random.random()
    region = stack["aws"]["region"]
    if how < 0.1:  # neither the key nor the role is declared
        role = f"arn:aws:iam::{stack['aws']['account_id']}:role/elsewhere-{word(random)}"
        return {"key": key_arn(random, stack["aws"]), "role": role}
    if how < 0.2:
        return {"key": f"alias/{word(random)}-{index}", "role": f"arn:aws:iam::{stack['aws']['account_id']}:role/adbs"}
    encryption: _Map = {"key": chosen, "role": role}
    if how < 0.4 and ("arn" not in stack["keys"][chosen] or "alias" in stack["keys"][chosen]):
        encryption["identify_key_by"] = "alias"
    if random.random() < 0.2:
        encryption["service_endpoint"] = f"kms.{region}.amazonaws.com"
    return encryption


def _settings(random: Random) -> _Map:
    return settings(
        random,
        0.5,
        display_name=lambda: sentence(random),
        workload=lambda: random.choice(["OLTP", "LH", "AJD", "APEX"]),
        version=lambda: random.choice(["19c", "26ai"]),
        compute_count=lambda: random.randint(2, 32),
        storage_tbs=lambda: random.randint(1, 384),
        license=lambda: random.choice(["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE"]),
        freeform_tags=lambda: freeform_tags(random),
        annotations=lambda: comment_lines(random),
    ) | settings(random, 0.1, renamed_from=lambda: f"former_{random.getrandbits(40):x}")


def _arguments(random: Random, number: int, region: str) -> _Map:
    """Numbers, truth values, texts, lists, maps, and blocks with one, several and nested ones."""
    return settings(
        random,
        0.25,
        backup_retention_period_in_days=lambda: random.randint(1, 60),
        is_auto_scaling_enabled=lambda: random.choice([True, False]),
        is_auto_scaling_for_storage_enabled=lambda: random.choice([True, False]),
        is_mtls_connection_required=lambda: random.choice([True, False]),
        autonomous_maintenance_schedule_type=lambda: random.choice(["EARLY", "REGULAR"]),
        whitelisted_ips=lambda: [f"10.{random.randint(0, 255)}.{n}.0/24" for n in range(random.randint(1, 5))],
        nsg_ids=lambda: [f"ocid1.networksecuritygroup.oc1.{region}.aaaa{random.getrandbits(40):x}"],
        subnet_id=lambda: f"ocid1.subnet.oc1.{region}.aaaa{random.getrandbits(40):x}",
        private_endpoint_label=lambda: f"{word(random)}{number}",
        defined_tags=lambda: {f"{word(random)}.{word(random)}": sentence(random) for _ in range(random.randint(1, 3))},
        customer_contacts=lambda: [{"email": f"{word(random)}@example.com"} for _ in range(random.randint(1, 3))],
        db_tools_details=lambda: [
            {"name": name, "is_enabled": True}
            | settings(random, 0.5, max_idle_time_in_minutes=lambda: random.randint(1, 99))
            for name in random.sample(["APEX", "ORDS", "DATABASE_ACTIONS", "OML"], random.randint(1, 3))
        ],
        scheduled_operations=lambda: [
            {"day_of_week": {"name": day}, "scheduled_start_time": "07:30", "scheduled_stop_time": "19:00"}
            for day in random.sample(_WEEKDAYS, random.randint(1, 3))
        ],
        long_term_backup_schedule=lambda: {
            "repeat_cadence": random.choice(["WEEKLY", "MONTHLY"]),
            "retention_period_in_days": random.randint(90, 3650),
            "time_of_backup": "2027-01-01T02:00:00Z",
        },
        timeouts=lambda: {"create": f"{random.randint(1, 9)}h"} | random.choice([{}, {"delete": "90m"}]),
    )
