"""Module calls and the variables that the module declares."""

from __future__ import annotations

from generator.configuration.terraform import Block, Expression, Value
from generator.verify import codes
from generator.verify.hcl_reader import read, read_file
from generator.verify.module_calls import check

DECLARATIONS = """\
variable "alias" {
  type     = string
  nullable = false
}

variable "description" {
  type = string
}

variable "tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

output "arn" {
  value = aws_kms_key.this.arn
}
"""


def call(**arguments: Value) -> Block:
    return Block("module", ("key",), {"source": "../../modules/aws-kms-key", **arguments})


def findings(block: Block) -> list[tuple[str, str]]:
    declarations, diagnostics = read(DECLARATIONS, "variables.tf")
    assert diagnostics == []
    return [(one.code, one.detail) for one in check(block, declarations, "main.tf")]


def test_a_call_with_all_that_is_needed() -> None:
    assert findings(call(alias="ADBS_Key", description=None)) == []
    assert findings(call(alias=Expression("local.alias"), description="Ours", tags=None)) == []


def test_terraforms_own_arguments_are_no_variables() -> None:
    own: dict[str, Value] = {
        "version": "1.0.0",
        "providers": {"aws": Expression("aws.ohio")},
        "count": 1,
        "for_each": {},
        "depends_on": (Expression("module.other"),),
    }
    assert findings(call(alias="ADBS_Key", description="Ours", **own)) == []


def test_an_unknown_argument() -> None:
    assert findings(call(alias="ADBS_Key", description="Ours", tag={})) == [
        (
            codes.UNKNOWN_INPUT,
            'The module that module.key calls declares no variable "tag". Did you mean "tags"?',
        )
    ]


def test_a_missing_argument() -> None:
    assert findings(call(description="Ours")) == [
        (
            codes.REQUIRED_INPUT,
            'The module that module.key calls needs a value for its variable "alias".',
        )
    ]


def test_null_for_a_variable_that_takes_none() -> None:
    assert findings(call(alias=None, description="Ours")) == [
        (
            codes.REQUIRED_INPUT,
            'The variable "alias" of the module that module.key calls does not take null.',
        )
    ]


def test_a_finding_names_the_place() -> None:
    reading = read_file('module "key_orders" {\n  alias = "x"\n  descr = "y"\n}\n', "main.tf")
    declarations, _ = read(DECLARATIONS, "variables.tf")
    found = check(reading.blocks[0], declarations, "main.tf", reading.places)
    assert [one.range.start.line for one in found if one.range] == [3, 1]
