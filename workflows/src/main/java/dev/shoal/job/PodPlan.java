package dev.shoal.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job adds to its pods.
 *
 * @param pullSecrets names of Secrets in the job's namespace
 * @param requests of the worker container by resource, empty for its own; likewise {@code limits}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodPlan(
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String serviceAccount,
    List<String> pullSecrets,
    Map<String, String> requests,
    Map<String, String> limits,
    List<Toleration> tolerations) {
  /** Adds nothing. */
  public static final PodPlan NONE =
      new PodPlan(Map.of(), Map.of(), null, List.of(), Map.of(), Map.of(), List.of());
}
