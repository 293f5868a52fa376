package dev.shoal.reportrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.briefing.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about, and where it goes.
 *
 * @param days that it is about, from 1
 * @param everywhere whether it is about all namespaces
 * @param outcomes what happened, for the accuracy of markets
 * @param channel null to store it only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportRunPlan(
    Kind report, int days, boolean everywhere, List<Outcome> outcomes, @Nullable Channel channel) {

  /** The reports that there are. */
  public enum Kind {
    DAILY_JOBS,
    GPU_COST,
    MARKET_ACCURACY
  }

  /**
   * What happened of what a market was about.
   *
   * @param market id; null for the job's first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(String job, @Nullable String market, boolean happened) {}
}
