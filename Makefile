# Shoal: `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export JAVA_HOME := $(shell for d in "$$JAVA_HOME" /usr/lib/jvm/*; do [ -x "$$d/bin/javac" ] && "$$d/bin/javac" -version 2>&1 | grep -q '^javac 25' && echo "$$d" && break; done)
MVN := mvn -B -ntp

##@ Try it
.PHONY: help demo up down
help: ## Show this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} /^[a-z0-9-]+:.*##/ {printf "  \033[36m%-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: jdk ## Run an example job from start to report (JOB=file; CLUSTER=current for your own cluster)
	@e2e/cluster/demo.sh

up: jdk ## Start the local stack: Kubernetes, Temporal, MinIO, PostgreSQL
	@e2e/cluster/up.sh

down: ## Stop the local stack and leave nothing behind
	@e2e/cluster/down.sh

##@ Test
.PHONY: test unit e2e e2e-faults e2e-llm e2e-temporal bench bench-engine
test: unit e2e ## Everything that CI runs

unit: jdk ## Tests that need no cluster, format and static checks
	@e2e/cluster/packages.sh
	@echo "==> building and running the unit tests"
	@$(MVN) verify

e2e: up ## Tests through the chart, in the local stack (TEST=pattern for some of them)
	@e2e/cluster/e2e.sh

e2e-faults: up ## The whole fault matrix, with a table at its end: about an hour (SEED=n for the same random faults again)
	@TEST_GROUPS='e2e|faults' TEST='*FaultTest,RecoveryTest,DriftTest,SpecMutationTest' e2e/cluster/e2e.sh

e2e-llm: up ## The job with a real model on the CPU alone
	@TEST=TinyModelTest e2e/cluster/e2e.sh

e2e-temporal: up ## A job through a Temporal server on PostgreSQL that asks for certificates, stopped in mid-run
	@e2e/cluster/temporal-on-postgres.sh

bench: up ## Compare with batch/v1 Job, in the local stack
	@e2e/cluster/bench.sh

bench-engine: jdk ## Speed and memory of the engine by number of agents, with a model, and of its kernels
	@$(MVN) -q -pl pod-image/protocol,pod-image test -Dtest.groups=bench -Dtest.excluded=e2e -Dtest=EngineBench,LlmPathBench,KernelBench \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dtest.heap="-Xmx4g -XX:+UseParallelGC -XX:+UseTransparentHugePages" -Dspotless.check.skip

##@ Build
.PHONY: cli images generate validation format jdk
cli: jdk ## Build the command line: shoal, also as kubectl shoal
	@e2e/cluster/cli.sh

images: up ## Build the three images and import them into the local node
	@e2e/cluster/images.sh

generate: jdk ## Write generated files: CRDs, JSON Schemas, API reference, table of values
	@$(MVN) -q test -Dgenerate=true -Dtest='Generated*Test,ApiReferenceTest,ValuesTableTest,*PodFactoryTest,*WorkflowTest' -Dsurefire.failIfNoSpecifiedTests=false

validation: jdk ## Make the plots of docs/validation.md
	@$(MVN) -q -pl pod-image/protocol,pod-image test -Dtest.groups=bench -Dtest.excluded=e2e -Dtest=ValidationPlots \
	  -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip

format: jdk ## Format the code
	@$(MVN) -q spotless:apply

jdk:
	@[ -n "$(JAVA_HOME)" ] || { echo "error: JDK 25 is missing. Install it below /usr/lib/jvm, or set JAVA_HOME to it" >&2; exit 1; }
