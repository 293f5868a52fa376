package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One report about what Shoal did, stored and sent. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"reprun", "repruns"})
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message = "metadata.name must have at most 52 characters: choose a shorter name")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (self.spec.report =="
            + " oldSelf.spec.report && self.spec.send == oldSelf.spec.send &&"
            + " has(self.spec.days) == has(oldSelf.spec.days) && (!has(self.spec.days) ||"
            + " self.spec.days == oldSelf.spec.days) && has(self.spec.outcomes) == has(oldSelf.spec.outcomes) &&"
            + " (!has(self.spec.outcomes) || self.spec.outcomes == oldSelf.spec.outcomes) &&"
            + " has(self.spec.channel) == has(oldSelf.spec.channel) && (!has(self.spec.channel) ||"
            + " self.spec.channel == oldSelf.spec.channel))",
    message =
        "spec can't change once the report has started, but for suspend and"
            + " ttlSecondsAfterFinished: create a new one")
@AdditionalPrinterColumn(name = "Report", jsonPath = ".spec.report")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Summary", jsonPath = ".status.summary")
@AdditionalPrinterColumn(name = "Sent", jsonPath = ".status.sentTo")
@AdditionalPrinterColumn(name = "Workflow", jsonPath = ".status.workflow.id", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class ReportRun extends CustomResource<ReportRunSpec, ReportRunStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
