"""A database that identifies its key by an alias needs one that is known."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_key_arn
from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            encryption = database.encryption
            if encryption.identify_key_by != "alias":
                continue
            declared = loaded.stack.keys.get(encryption.key)
            if declared is not None and declared.arn is not None and declared.alias is None:
                detail = f"Write `alias:` under `keys.{encryption.key}`, or `identify_key_by: arn`."
            elif declared is None and parse_key_arn(encryption.key):
                detail = "Write `identify_key_by: arn`, or name the alias itself: `key: alias/NAME`."
            else:
                continue
            summary = "The key is to be identified by an alias, and none is given"
            yield Finding(loaded, ("databases", name, "encryption", "identify_key_by"), summary, detail)


RULE = Rule(
    code="KMS105",
    title="A key that is identified by an alias has one",
    explanation="""\
With `identify_key_by: alias` the database gets `alias/NAME` as its key. The alias of a key that adbkms creates is
known; that of a key that exists already is not, unless the spec says it: the ARN does not hold it.

Give the key its `alias` in `keys`, or let the ARN identify it, which is never ambiguous: an alias means a key only
together with the role's account and the endpoint's region, and can be pointed to another key at any time.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    bad="""\
keys:
  Existing:
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
policies:
  ADBS_AWS_Policy1:
    keys: [ADBS_TestAWSKMSKey, Existing]
databases:
  orders:
    encryption:
      key: Existing
      identify_key_by: alias
""",
    good="""\
keys:
  Existing:
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
    alias: payments
policies:
  ADBS_AWS_Policy1:
    keys: [ADBS_TestAWSKMSKey, Existing]
databases:
  orders:
    encryption:
      key: Existing
      identify_key_by: alias
""",
    check=check,
)
