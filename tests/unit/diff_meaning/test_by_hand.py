"""What somebody writes into a tree by hand, in sentences that understate nothing."""

from __future__ import annotations

from tests.unit.diff_meaning.changed import said

KEY = 'module "key_A" {\n source = "../../modules/aws-kms-key"\n alias = "A"\n deletion_window_in_days = 7\n}\n'
LET_GO = "removed {\n from = module.key_A\n lifecycle {\n destroy = false\n }\n}\n"


def database(body: str) -> str:
    return f'resource "oci_database_autonomous_database" "orders" {{\n{body}\n}}\n'


def encrypted(key: str, provider: str = '"AWS"') -> str:
    return database(
        f"encryption_key {{\n autonomous_database_provider = {provider}\n key_arn = {key}\n"
        ' service_endpoint_uri = "kms.us-east-2.amazonaws.com"\n arn_role = module.role_R.arn\n'
        ' external_id = "tenant_ocid"\n}'
    )


def test_a_database_keeps_its_key_where_the_block_is_left_out_unless_the_key_goes() -> None:
    before = KEY + encrypted("module.key_A.arn")

    assert said(before, KEY + database("")) == [
        "changes nothing in the clouds: orders will keep A: the provider changes nothing where the encryption_key "
        "block is left out."
    ]
    assert said(before, database(""))[-1] == (
        "destroys: orders will keep A: the provider changes nothing where the encryption_key block is left out; but A "
        "will be deleted, and its data is lost with it."
    )
    assert said(before, database("") + LET_GO)[1].startswith("changes nothing in the clouds: orders will keep A")


def test_a_removed_block_that_destroys_keeps_nothing() -> None:
    found = said(KEY, "removed {\n from = module.key_A\n}\n")

    assert found == [
        "destroys: A will be deleted 7 days later: databases, backups and clones that are encrypted with it are lost.",
        "destroys: A will be destroyed: its removed block does not say `destroy = false`.",
    ]


def test_a_key_of_a_resource_is_named_by_its_address() -> None:
    other = 'resource "aws_kms_key" "x" {\n}\n'

    assert said(KEY + other + encrypted("module.key_A.arn"), KEY + other + encrypted("aws_kms_key.x.arn")) == [
        "in place: orders will be encrypted with aws_kms_key.x; A stays for old backups."
    ]


def test_a_computed_key_or_provider_is_not_said_to_be_known() -> None:
    before = KEY + encrypted("module.key_A.arn")

    assert said(before, KEY + encrypted('var.one ? module.key_A.arn : "x"')) == [
        'in place: orders will be encrypted with what var.one ? module.key_A.arn : "x" says; A stays for old backups.'
    ]
    assert said(before, KEY + encrypted("module.key_A.arn", "var.cloud")) == [
        "in place: orders will be encrypted with what var.cloud says; A stays for old backups."
    ]


def test_the_same_key_by_the_name_that_it_has_after_a_move() -> None:
    renamed = KEY.replace("key_A", "key_B") + "moved {\n from = module.key_A\n to = module.key_B\n}\n"

    assert said(KEY + encrypted("module.key_A.arn"), renamed + encrypted("module.key_B.alias_name")) == [
        "changes nothing in the clouds: A will be known to Terraform as module.key_B instead of module.key_A: nothing "
        "happens to it.",
        "in place: orders will name A by its alias instead of its ARN: the same key, which is sent again.",
    ]


def test_an_access_list_by_all_its_ways() -> None:
    one, none = database('whitelisted_ips = ["10.0.0.1"]'), database("whitelisted_ips = []")
    emptied = ["opens access: orders will have its access list emptied: every address may connect."]

    assert said(one, none) == emptied
    assert said(one, database("")) == emptied
    assert said(one, database("whitelisted_ips = var.ips")) == [
        "opens access: orders will take its access list from var.ips, which can let in anybody."
    ]
    assert said(none, one) == [
        "in place: orders will let in 10.0.0.1, in the place of the access list that it has in OCI."
    ]
    assert said(one, database('whitelisted_ips = ["10.0.0.1", "10.0.0.1/32"]')) == [
        "changes nothing in the clouds: orders will have the same access list, said in other words."
    ]


def test_protection() -> None:
    off = ["endangers: orders will no longer be protected from being destroyed."]
    protected = database("lifecycle {\n prevent_destroy = true\n}")
    unprotected = database("lifecycle {\n prevent_destroy = false\n}")

    assert said(protected, database("")) == off
    assert said(protected, unprotected) == off
    assert said(database(""), unprotected) == [
        "changes nothing in the clouds: orders will be unprotected from being destroyed, as it was."
    ]
    assert said(unprotected, protected) == [
        "changes nothing in the clouds: orders will be protected from being destroyed."
    ]


def test_a_module_from_elsewhere_is_not_seen() -> None:
    elsewhere = KEY.replace("../../modules/aws-kms-key", "git::https://example.com/keys//modules/aws-kms-key?ref=v1")

    assert said(KEY, elsewhere) == [
        "opens access: A will be made by the module at git::https://example.com/keys?ref=v1 instead of the one in the "
        "tree: what it does, this comparison does not see."
    ]
    assert said(elsewhere, KEY) == ["in place: A will be made by the module in the tree instead of one from elsewhere."]


def test_another_provider_configuration_can_be_another_account() -> None:
    found = said(KEY, KEY.replace("alias", "providers = { aws = aws.west }\n alias", 1))

    assert [one.partition(":")[0] for one in found] == ["replaces"]


def test_a_second_provider_has_its_own_name_and_region() -> None:
    key = 'resource "aws_kms_key" "x" {\n}\n'
    west = key + 'provider "aws" {\n alias = "west"\n region = "us-west-2"\n}\n'

    assert said(key, west) == [
        "changes nothing in the clouds: shop-prod will be applied with the provider aws, region us-west-2."
    ]
    assert said(west, west.replace("us-west-2", "us-west-1")) == [
        "replaces: shop-prod will have the keys looked for in us-west-1 instead of us-west-2: they are not found "
        "there, and are made anew while the old ones are forgotten."
    ]


def test_policies_that_cannot_be_read_may_allow_more_and_narrower_ones_allow_less() -> None:
    policy = (
        'resource "aws_iam_policy" "x" {{\n policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = {}, '
        'Resource = "*" }}] }})\n}}\n'
    )
    both = policy.format('["kms:Decrypt", "kms:Encrypt"]')

    assert said(both, policy.format('["kms:Encrypt"]')) == [
        "endangers: aws_iam_policy.x will allow less (IAM policy), no longer kms:Decrypt."
    ]
    assert said(both, 'resource "aws_iam_policy" "x" {\n policy = file("x.json")\n}\n') == [
        "endangers: aws_iam_policy.x will have another policy, which cannot be read from the tree (policy): it may "
        "allow more, or less."
    ]


def test_a_local_value_that_a_policy_is_made_of_may_allow_more() -> None:
    policy = 'resource "aws_kms_key" "x" {\n policy = local.policy\n}\n'
    values = 'locals {\n policy = jsonencode([for one in local.who : one])\n who = ["a"]\n size = 1\n}\n'

    assert said(policy + values, policy + values.replace('"a"', '"*"').replace("size = 1", "size = 2")) == [
        "opens access: locals will make another policy, whose statements are not compared (who): it may allow more.",
        "in place: locals will change: size.",
    ]


def test_a_document_that_cannot_be_read_beside_one_that_can() -> None:
    def role(condition: str, inline: str) -> str:
        trust = f'Effect = "Allow", Action = "sts:AssumeRole", Principal = {{ AWS = "*" }}{condition}'
        return (
            'resource "aws_iam_role" "r" {\n'
            f"assume_role_policy = jsonencode({{ Statement = [{{ {trust} }}] }})\n"
            f"inline_policy {{\n policy = {inline}\n }}\n}}\n"
        )

    found = said(role("", "local.a"), role(', Condition = { Bool = { "aws:SecureTransport" = "true" } }', "local.b"))

    assert found == [
        "endangers: aws_iam_role.r will allow less (trust policy), to fewer, or under more conditions.",
        "endangers: aws_iam_role.r will have another policy, which cannot be read from the tree "
        "(inline_policy.policy): it may allow more, or less.",
    ]


def test_statements_of_a_document_that_cannot_be_read_may_allow_more() -> None:
    def document(body: str) -> str:
        return f'data "aws_iam_policy_document" "d" {{\n{body}\n}}\n'

    def dynamic(action: str) -> str:
        return document(f'dynamic "statement" {{\n for_each = [1]\n content {{\n actions = ["{action}"]\n }}\n}}')

    for old, new in (
        (dynamic("kms:Decrypt"), dynamic("kms:*")),
        (document("source_policy_documents = [local.a]"), document("source_policy_documents = [local.b]")),
    ):
        (sentence,) = said(old, new)
        assert sentence.startswith("endangers: data.aws_iam_policy_document.d will have another policy")


def test_accounts_that_are_forbidden_are_not_those_that_it_is_applied_to() -> None:
    old, new = 'provider "aws" {\n}\n', 'provider "aws" {\n forbidden_account_ids = ["111122223333"]\n}\n'

    assert said(old, new) == [
        "changes nothing in the clouds: shop-prod will refuse the AWS accounts 111122223333 only."
    ]
    assert said(new, old) == ["endangers: shop-prod will refuse no AWS account by name."]


def test_a_variable_that_was_never_hidden_is_not_shown_anew() -> None:
    old, new = 'variable "a" {\n sensitive = false\n}\n', 'variable "a" {\n}\n'

    assert said(old, new) == ["changes nothing in the clouds: a will be shown in plans and logs, as it was."]
