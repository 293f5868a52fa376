package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One look at sources: what is new there is kept as records. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"srcsync", "srcsyncs"})
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message = "metadata.name must have at most 52 characters: choose a shorter name")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (self.spec.sources =="
            + " oldSelf.spec.sources && self.spec.notifyOnSuccess == oldSelf.spec.notifyOnSuccess"
            + " && self.spec.notifyOnFailure == oldSelf.spec.notifyOnFailure &&"
            + " has(self.spec.channel) == has(oldSelf.spec.channel) && (!has(self.spec.channel) ||"
            + " self.spec.channel == oldSelf.spec.channel))",
    message =
        "spec can't change once the sync has started, but for suspend and"
            + " ttlSecondsAfterFinished: create a new one")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(
    name = "Records",
    jsonPath = ".status.records",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Summary", jsonPath = ".status.summary")
@AdditionalPrinterColumn(name = "Workflow", jsonPath = ".status.workflow.id", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class SourceSync extends CustomResource<SourceSyncSpec, SourceSyncStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
