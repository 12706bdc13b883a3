// `node cdktf_fleet.js VALUES OUT`: one cdktf app with a stack for each of ours, synthesised to Terraform's JSON.
//
// Resources are classes of their own, with no bindings generated from a provider's schema: those would have to be loaded,
// 100 MB of them for AWS, and would make it slower. Neither READMEs, tests nor postconditions are written.
const fs = require("fs");
const cdktf = require("cdktf");

class Provider extends cdktf.TerraformProvider {
  constructor(scope, name, source, config) {
    super(scope, name, {
      terraformResourceType: name,
      terraformProviderSource: source,
      terraformGeneratorMetadata: { providerName: name, providerVersionConstraint: ">= 6.15" },
    });
    this.config = config;
  }
  synthesizeAttributes() {
    return this.config;
  }
}

class Database extends cdktf.TerraformResource {
  constructor(scope, name, config, dependsOn) {
    super(scope, name, {
      terraformResourceType: "oci_database_autonomous_database",
      lifecycle: { preventDestroy: true, ignoreChanges: ["whitelisted_ips"] },
      dependsOn,
    });
    this.config = config;
  }
  synthesizeAttributes() {
    return this.config;
  }
}

class Fleet extends cdktf.TerraformStack {
  constructor(scope, { name, number, account, workloads }) {
    super(scope, name);
    new Provider(this, "aws", "hashicorp/aws", { region: "us-east-2", allowed_account_ids: [account] });
    new Provider(this, "oci", "oracle/oci", { region: "us-ashburn-1" });
    const key = (year, rotation) => this.call(`key_${name}-${year}`, "aws-kms-key", {
      alias: `${name}-${year}`,
      description: `Team ${number}, ${year}`,
      deletion_window_in_days: 30,
      rotation_period_in_days: rotation,
    });
    const old = key(2025, 365);
    const current = key(2026, null);
    const policy = this.call(`policy_${name}`, "aws-iam-policy", {
      name,
      description: "Use of KMS keys by Oracle Autonomous AI Database",
      key_arns: [old.getString("arn"), current.getString("arn")],
      actions: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
    });
    const role = this.call(`role_${name}`, "aws-iam-role", {
      name,
      oracle_user_arn: "arn:aws:iam::444455556666:user/oracle-adbs",
      external_ids: ["ocid1.tenancy.oc1..aaaabench"],
      policy_arns: { [name]: policy.getString("arn") },
      max_session_duration: 3600,
    });
    workloads.forEach((workload, index) => {
      const password = new cdktf.TerraformVariable(this, `db${index}_admin_password`, { type: "string", sensitive: true });
      const database = new Database(this, `db${index}`, {
        compartment_id: `ocid1.compartment.oc1..aaaa${name.slice(5)}`,
        db_name: `T${name.slice(5)}D${index}`,
        db_workload: workload,
        db_version: "26ai",
        compute_model: "ECPU",
        compute_count: 2 + index,
        data_storage_size_in_tbs: 1,
        license_model: "LICENSE_INCLUDED",
        admin_password: password.stringValue,
        freeform_tags: { owner: `team-${number}@example.com` },
        encryption_key: index === 0 ? { autonomous_database_provider: "ORACLE_MANAGED" } : {
          autonomous_database_provider: "AWS",
          key_arn: (index === 1 ? old : current).getString("arn"),
          service_endpoint_uri: "kms.us-east-2.amazonaws.com",
          arn_role: role.getString("arn"),
          external_id: "tenant_ocid",
        },
      }, index === 0 ? [] : [policy, role]);
      new cdktf.TerraformOutput(this, `db${index}_ocid`, { value: database.getStringAttribute("id") });
    });
    new cdktf.TerraformOutput(this, "role_arn", { value: role.getString("arn") });
  }

  call(label, module, variables) {
    return new cdktf.TerraformHclModule(this, label, {
      source: `../../modules/${module}`,
      skipAssetCreationFromLocalModules: true,
      variables,
    });
  }
}

const [values, outdir] = process.argv.slice(2);
const app = new cdktf.App({ outdir });
for (const stack of JSON.parse(fs.readFileSync(values))) new Fleet(app, stack);
app.synth();
