# atlantis.yaml for every stack of a tree; JSON is YAML:
#
#   adbkms stacks terraform --format json | jq --arg out terraform --from-file projects.jq >atlantis.yaml
{
  version: 3,
  automerge: false,
  projects: [.stacks[] | {
    name,
    dir: "\($out)/\(.path)",
    autoplan: {enabled: true, when_modified: ["**/*.tf*", ".terraform.lock.hcl", "../../modules/**/*.tf*"]}
  }]
}
