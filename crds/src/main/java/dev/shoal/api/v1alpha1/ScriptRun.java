package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One script, or several simulations, run in a pod of its own. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"scriptrun", "scrun", "scruns"})
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message = "metadata.name must have at most 52 characters: choose a shorter name")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.script) =="
            + " has(oldSelf.spec.script) && (!has(self.spec.script) || self.spec.script =="
            + " oldSelf.spec.script) && has(self.spec.compound) == has(oldSelf.spec.compound) &&"
            + " (!has(self.spec.compound) || self.spec.compound == oldSelf.spec.compound) &&"
            + " has(self.spec.image) == has(oldSelf.spec.image) && (!has(self.spec.image) ||"
            + " self.spec.image == oldSelf.spec.image) && has(self.spec.interpreter) =="
            + " has(oldSelf.spec.interpreter) && (!has(self.spec.interpreter) ||"
            + " self.spec.interpreter == oldSelf.spec.interpreter))",
    message =
        "spec can't change once it has started, but for suspend and ttlSecondsAfterFinished: create a"
            + " new one")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (has(self.spec.env) =="
            + " has(oldSelf.spec.env) && (!has(self.spec.env) || self.spec.env == oldSelf.spec.env)"
            + " && has(self.spec.resources) == has(oldSelf.spec.resources) &&"
            + " (!has(self.spec.resources) || self.spec.resources == oldSelf.spec.resources) &&"
            + " self.spec.timeoutSeconds == oldSelf.spec.timeoutSeconds && self.spec.maxAttempts =="
            + " oldSelf.spec.maxAttempts)",
    message =
        "spec can't change once it has started, but for suspend and ttlSecondsAfterFinished: create a"
            + " new one")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(
    name = "Exit",
    jsonPath = ".status.exitCode",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Probability", jsonPath = ".status.probability")
@AdditionalPrinterColumn(
    name = "Attempt",
    jsonPath = ".status.attempt",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Workflow", jsonPath = ".status.workflow.id", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class ScriptRun extends CustomResource<ScriptRunSpec, ScriptRunStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
