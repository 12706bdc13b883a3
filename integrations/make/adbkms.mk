# Put `include adbkms.mk` into your Makefile: `make check`, `make render`, `make plan-payments-prod`,
# `make apply-payments-prod`, `make changed BASE=origin/main`.

SPEC ?= specs
OUT ?= terraform
BASE ?= origin/main
TERRAFORM ?= terraform

.PHONY: check
check: ## Check the spec, and that the tree is what it gives
	adbkms validate --terraform off $(SPEC)
	adbkms render --check --out $(OUT) $(SPEC)

.PHONY: render
render: ## Render the spec into the tree
	adbkms render --out $(OUT) $(SPEC)

.PHONY: changed
changed: ## Show the stacks that are not as in BASE, and how they differ
	adbkms stacks $(OUT) --changed $(BASE)
	adbkms diff $(BASE):$(OUT) $(OUT) || [ $$? -eq 2 ]

# The plan is called plan.tfplan only once the guard has let it pass. There is a file between the two commands, not a
# pipe: make's shell has no pipefail. Both hold secrets, so nobody else may read them, and the one goes at once.
plan-%: check ## Plan a stack, and judge the plan
	rm -f $(OUT)/stacks/$*/plan.tfplan
	$(TERRAFORM) -chdir=$(OUT)/stacks/$* init -input=false
	umask 077; $(TERRAFORM) -chdir=$(OUT)/stacks/$* plan -input=false -out=unjudged.tfplan
	umask 077; $(TERRAFORM) -chdir=$(OUT)/stacks/$* show -json unjudged.tfplan >$(OUT)/stacks/$*/plan.json
	adbkms guard $(OUT)/stacks/$*/plan.json --spec $(SPEC); judged=$$?; rm -f $(OUT)/stacks/$*/plan.json; exit $$judged
	mv $(OUT)/stacks/$*/unjudged.tfplan $(OUT)/stacks/$*/plan.tfplan

# Applies the plan that was judged. Terraform refuses one that is stale; an applied one is removed.
apply-%: ## Apply the plan of a stack
	adbkms preflight $(SPEC) --only $*
	$(TERRAFORM) -chdir=$(OUT)/stacks/$* apply -input=false plan.tfplan
	rm -f $(OUT)/stacks/$*/plan.tfplan
