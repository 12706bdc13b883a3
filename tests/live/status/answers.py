"""Oracle's example, stage *encrypt*, and clouds that answer from a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.live.access import AwsAccess, OciAccess
from generator.live.answers import Answer, NotKnown
from generator.live.aws.keys import Key, LiveKey
from generator.live.oci.databases import Database
from generator.live.oci.live_database import KeySwitch, LiveDatabase, LiveEncryption
from generator.live.oci.work_requests import LastWorkRequest
from generator.live.questions import Question, T
from generator.live.status.database_status import DatabaseStatus
from generator.live.status.status import statuses
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec

ENCRYPT = Path(__file__).parents[3] / "examples" / "quickstart" / "3-encrypt.yaml"
NAME = "payments-prod/orders"
AWS = AwsAccess("111122223333", "us-east-2")
OCI = OciAccess("us-ashburn-1")
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
ALIAS = "alias/ADBS_TestAWSKMSKey"
KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/11111111-2222-3333-4444-555555555555"
OTHER_KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555"
ROLE_ARN = "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"
ENDPOINT = "kms.us-east-2.amazonaws.com"

ON_THE_KEY = LiveEncryption("AWS", KEY_ARN, ROLE_ARN, ENDPOINT, "tenant_ocid")
ON_ORACLES_KEY = LiveEncryption("ORACLE_MANAGED")
HISTORY = (
    KeySwitch(datetime(2026, 9, 1, 8, 0, tzinfo=UTC), ON_ORACLES_KEY),
    KeySwitch(datetime(2026, 10, 1, 12, 30, 5, tzinfo=UTC), ON_THE_KEY),
)
KEY = LiveKey(KEY_ARN, AWS.account_id)
DATABASE = LiveDatabase(OCID, "ORDERS", COMPARTMENT, encryption=ON_THE_KEY, history=HISTORY)

DATABASE_QUESTION = Database(OCI, OCID)
ALIAS_QUESTION = Key(AWS, ALIAS)
KEY_QUESTION = Key(AWS, KEY_ARN)
WORK_QUESTION = LastWorkRequest(OCI, COMPARTMENT, OCID)


@dataclass
class Answers:
    """Answers questions; fails for one that is not expected. `asked` are all that came, in their order."""

    by_question: Mapping[Question[Any], Any]
    asked: list[Question[Any]] = field(default_factory=list)

    def __call__(self, question: Question[T], /) -> Answer[T]:
        self.asked.append(question)
        assert question in self.by_question, f"nobody should ask {question}"
        answer: Answer[T] = self.by_question[question]
        return answer


def as_wanted(database: LiveDatabase | NotKnown | None = DATABASE, **changes: Any) -> dict[Question[Any], Any]:
    """Clouds in which everything is as the spec says, but for changes of the database."""
    if isinstance(database, LiveDatabase):
        database = replace(database, **changes)
    return {DATABASE_QUESTION: database, ALIAS_QUESTION: KEY, KEY_QUESTION: KEY}


def spec_of(*changes: tuple[str, str]) -> Spec:
    """The example with texts replaced that stand in it once."""
    text = ENCRYPT.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    spec, found = parse_spec([SpecText("spec.yaml", text.encode())])
    assert [*found, *check_rules(spec)] == []
    return spec


def status_of(answers: Mapping[Question[Any], Any], *changes: tuple[str, str]) -> DatabaseStatus:
    """The status of the one database of the example."""
    (status,) = statuses(spec_of(*changes), Answers(answers))
    return status
