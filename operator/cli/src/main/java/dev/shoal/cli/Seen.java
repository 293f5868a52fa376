package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A resource as people want to see it.
 *
 * @param resource as the API server has it
 */
record Seen(GenericKubernetesResource resource) {
  private static final Set<String> SUCCEEDED = Set.of("Completed", "Succeeded");
  private static final int BAR = 20;

  String name() {
    return resource.getMetadata().getName();
  }

  /** Empty before the operator has seen it. */
  String phase() {
    return text("status", "phase");
  }

  /** Whether its run is over and nothing of it is left. */
  boolean settled() {
    return ended()
        && ("True".equals(condition("TornDown", "status"))
            || "PodRetained".equals(condition("TornDown", "reason")));
  }

  private boolean ended() {
    return succeeded() || phase().equals("Failed");
  }

  boolean succeeded() {
    return SUCCEEDED.contains(phase());
  }

  /** How far it is, in words. */
  String progress() {
    String rounds = text("status", "progress", "display");
    if (!rounds.isEmpty()) {
      return rounds;
    }
    String epoch = text("status", "progress", "epoch");
    String step = text("status", "step");
    return epoch.isEmpty() ? step : step + " epoch " + epoch;
  }

  /** How far it is, to be looked at. */
  String bar() {
    return resource.get("status", "progress", "percent") instanceof Integer percent
        ? "[%s%s] %3d %%"
            .formatted(
                "#".repeat(BAR * percent / 100), ".".repeat(BAR - BAR * percent / 100), percent)
        : "";
  }

  /** Why it failed or can't go on; empty if nothing is wrong. */
  String trouble() {
    String failure = text("status", "failure", "reason");
    if (!failure.isEmpty()) {
      return failure + ": " + text("status", "failure", "message");
    }
    return "True".equals(condition("Stalled", "status"))
        ? condition("Stalled", "reason") + ": " + condition("Stalled", "message")
        : "";
  }

  /** A field of a condition; empty if there is none. */
  String condition(String type, String field) {
    return conditions().stream()
        .filter(one -> type.equals(one.get("type")))
        .map(one -> one.get(field))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  /** What it has stored, each by field. */
  List<? extends Map<?, ?>> artifacts() {
    return maps("artifacts");
  }

  /** All conditions, each by field. */
  List<? extends Map<?, ?>> conditions() {
    return maps("conditions");
  }

  private List<? extends Map<?, ?>> maps(String field) {
    return resource.get("status", field) instanceof List<?> all
        ? all.stream().filter(Map.class::isInstance).map(one -> (Map<?, ?>) one).toList()
        : List.of();
  }

  /** A field as text; empty where it isn't there. */
  String text(Object... path) {
    Object value = resource.get(path);
    return value == null ? "" : String.valueOf(value);
  }
}
