package dev.shoal.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Cluster-wide choice of model, GPU and limits that jobs name by {@code spec.tier}. */
@Group("shoal.dev")
@Version("v1alpha1")
@Categories("shoal")
@ShortNames({"simtier", "simtiers"})
@AdditionalPrinterColumn(name = "Engine", jsonPath = ".spec.engine")
@AdditionalPrinterColumn(name = "GPU", jsonPath = ".spec.gpuType")
@AdditionalPrinterColumn(name = "Count", jsonPath = ".spec.gpuCount")
@AdditionalPrinterColumn(name = "Rounds", jsonPath = ".spec.maxRounds")
@AdditionalPrinterColumn(name = "Nodes", jsonPath = ".status.matchingNodes")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
public class SimulationTier extends CustomResource<SimulationTierSpec, SimulationTierStatus> {
  private static final long serialVersionUID = 1L;
}
