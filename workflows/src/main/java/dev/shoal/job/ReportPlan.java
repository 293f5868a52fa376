package dev.shoal.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a run writes a report, and who is told of it. */
public record ReportPlan(boolean enabled, List<Webhook> webhooks) {
  /** A report, and nobody is told. */
  public static final ReportPlan PLAIN = new ReportPlan(true, List.of());

  /** Where to tell: a URL, or the key of a Secret that holds one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Webhook(@Nullable String url, TierPlan.@Nullable SecretRef secret) {}
}
