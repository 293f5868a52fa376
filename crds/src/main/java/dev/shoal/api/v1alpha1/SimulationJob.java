package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One simulation: a seed document, a question, and the tier that runs it. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"simjob", "simjobs"})
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message = "metadata.name must have at most 52 characters: choose a shorter name")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || ("
            + "has(self.spec.seed) == has(oldSelf.spec.seed) && (!has(self.spec.seed) || self.spec.seed == oldSelf.spec.seed)"
            + " && has(self.spec.seedFrom) == has(oldSelf.spec.seedFrom) && (!has(self.spec.seedFrom) || self.spec.seedFrom == oldSelf.spec.seedFrom)"
            + " && has(self.spec.replayOf) == has(oldSelf.spec.replayOf) && (!has(self.spec.replayOf) || self.spec.replayOf == oldSelf.spec.replayOf))",
    message =
        "spec.seed, spec.seedFrom and spec.replayOf can't change once the job has started: create a"
            + " new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.goal) =="
            + " has(oldSelf.spec.goal) && (!has(self.spec.goal) || self.spec.goal == oldSelf.spec.goal))",
    message = "spec.goal can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || self.spec.tier == oldSelf.spec.tier",
    message = "spec.tier can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || self.spec.enrichWeb =="
            + " oldSelf.spec.enrichWeb",
    message = "spec.enrichWeb can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.rounds) =="
            + " has(oldSelf.spec.rounds) && (!has(self.spec.rounds) || self.spec.rounds =="
            + " oldSelf.spec.rounds))",
    message = "spec.rounds can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.agents) =="
            + " has(oldSelf.spec.agents) && (!has(self.spec.agents) || self.spec.agents =="
            + " oldSelf.spec.agents))",
    message = "spec.agents can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.markets) =="
            + " has(oldSelf.spec.markets) && (!has(self.spec.markets) || self.spec.markets =="
            + " oldSelf.spec.markets))",
    message = "spec.markets can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.beliefs)"
            + " == has(oldSelf.spec.beliefs) && (!has(self.spec.beliefs) ||"
            + " self.spec.beliefs == oldSelf.spec.beliefs))",
    message = "spec.beliefs can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.pod)"
            + " == has(oldSelf.spec.pod) && (!has(self.spec.pod) || self.spec.pod =="
            + " oldSelf.spec.pod))",
    message = "spec.pod can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.report)"
            + " == has(oldSelf.spec.report) && (!has(self.spec.report) ||"
            + " self.spec.report == oldSelf.spec.report))",
    message = "spec.report can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.scheduledEvents)"
            + " == has(oldSelf.spec.scheduledEvents) && (!has(self.spec.scheduledEvents) ||"
            + " self.spec.scheduledEvents == oldSelf.spec.scheduledEvents))",
    message = "spec.scheduledEvents can't change once the job has started: create a new job")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || !has(self.spec.budget) ||"
            + " (has(oldSelf.spec.budget) && self.spec.budget.maxGpuSeconds >="
            + " oldSelf.spec.budget.maxGpuSeconds)",
    message =
        "spec.budget.maxGpuSeconds can only grow, or be removed, once the job has started: give at"
            + " least what it was")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (self.spec.randomSeed =="
            + " oldSelf.spec.randomSeed && self.spec.forecastDays == oldSelf.spec.forecastDays)",
    message =
        "spec.randomSeed and spec.forecastDays can't change once the job has started: create a new"
            + " job")
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".spec.tier")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Progress", jsonPath = ".status.progress.display")
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.node")
@AdditionalPrinterColumn(
    name = "GPU-s",
    jsonPath = ".status.gpuSeconds",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Attempt",
    jsonPath = ".status.attempt",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Workflow", jsonPath = ".status.workflow.id", priority = 1)
@AdditionalPrinterColumn(name = "Insight", jsonPath = ".status.keyInsight", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class SimulationJob extends CustomResource<SimulationJobSpec, SimulationJobStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
