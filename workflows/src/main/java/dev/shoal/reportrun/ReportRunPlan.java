package dev.shoal.reportrun;

import com.fasterxml.jackson.annotation.JsonInclude;
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

  /**
   * A webhook, or addresses of a mail.
   *
   * @param url of a webhook, unless a Secret holds it
   * @param secret of the run's namespace
   * @param key of the Secret that holds a webhook's URL
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Channel(
      Type type,
      @Nullable String url,
      @Nullable String secret,
      @Nullable String key,
      List<String> to,
      @Nullable String from) {

    /** Kinds of channels. */
    public enum Type {
      SLACK("slack"),
      WEBHOOK("webhook"),
      EMAIL("email");

      private final String title;

      Type(String title) {
        this.title = title;
      }

      /** As the spec has it. */
      public String title() {
        return title;
      }
    }
  }
}
