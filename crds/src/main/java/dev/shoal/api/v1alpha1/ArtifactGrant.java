package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Asks for links to what a job or report has stored; goes, with its links, after ten minutes. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"artgrant", "artgrants"})
@ValidationRule(
    value = "self.spec == oldSelf.spec",
    message = "spec can't change: make another ArtifactGrant")
@AdditionalPrinterColumn(name = "Of", jsonPath = ".spec.name")
@AdditionalPrinterColumn(name = "Secret", jsonPath = ".status.secret")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".status.expiresAt")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class ArtifactGrant extends CustomResource<ArtifactGrantSpec, ArtifactGrantStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
