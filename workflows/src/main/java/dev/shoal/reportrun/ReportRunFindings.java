package dev.shoal.reportrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.job.Artifact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a report so far. What is null is not known, or not what is told now.
 *
 * @param summary in a line
 * @param artifacts its files
 * @param sentTo kind of the channel that has taken it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportRunFindings(
    @Nullable String summary, @Nullable List<Artifact> artifacts, @Nullable String sentTo) {

  /** Nothing yet. */
  public static final ReportRunFindings NOTHING = new ReportRunFindings(null, null, null);

  /** The report is stored. */
  public static ReportRunFindings stored(String summary, List<Artifact> artifacts) {
    return new ReportRunFindings(summary, artifacts, null);
  }

  /** A channel has taken it. */
  public static ReportRunFindings sent(String channel) {
    return new ReportRunFindings(null, null, channel);
  }
}
