package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One training: a data set, a container that fits a model to it, and where its files go. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"trainjob", "trainjobs"})
@ValidationRule(
    value = "size(self.metadata.name) <= 52",
    message = "metadata.name must have at most 52 characters: choose a shorter name")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (self.spec.dataset =="
            + " oldSelf.spec.dataset && self.spec.output == oldSelf.spec.output)",
    message =
        "spec.dataset and spec.output can't change once the training has started: create a new one")
@ValidationRule(
    value =
        "!has(oldSelf.status) || !has(oldSelf.status.startTime) || (self.spec.training =="
            + " oldSelf.spec.training && has(self.spec.preprocessing) == has(oldSelf.spec.preprocessing)"
            + " && (!has(self.spec.preprocessing) || self.spec.preprocessing =="
            + " oldSelf.spec.preprocessing) && has(self.spec.inference) == has(oldSelf.spec.inference)"
            + " && (!has(self.spec.inference) || self.spec.inference == oldSelf.spec.inference))",
    message =
        "spec.preprocessing, spec.training and spec.inference can't change once the training has"
            + " started: create a new one")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.step")
@AdditionalPrinterColumn(
    name = "Epoch",
    jsonPath = ".status.progress.epoch",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Loss", jsonPath = ".status.progress.loss")
@AdditionalPrinterColumn(
    name = "GPU-s",
    jsonPath = ".status.gpuSeconds",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Workflow", jsonPath = ".status.workflow.id", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class TrainingJob extends CustomResource<TrainingJobSpec, TrainingJobStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
