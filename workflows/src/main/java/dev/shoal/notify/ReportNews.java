package dev.shoal.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.job.JobRow;
import dev.shoal.job.MarketResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is told of a report.
 *
 * @param text all in one line, which Slack and what is like it shows
 * @param delivery the same for each try at the same report, so that a second one can be dropped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportNews(
    String text,
    String delivery,
    String namespace,
    String name,
    String uid,
    int run,
    String phase,
    @Nullable String keyInsight,
    List<Market> markets) {

  /** A market's question and what it says of it. */
  public record Market(String id, String question, double probability) {}

  /** The news of a completed run. */
  public static ReportNews of(JobRow row) {
    return new ReportNews(
        text(row),
        row.jobId() + "-r" + row.run(),
        row.namespace(),
        row.name(),
        row.jobId(),
        row.run(),
        row.phase().title(),
        row.keyInsight(),
        row.resultMarkets().stream()
            .map(market -> new Market(market.id(), market.question(), market.probability()))
            .toList());
  }

  private static String text(JobRow row) {
    StringBuilder text =
        new StringBuilder("%s/%s: %s".formatted(row.namespace(), row.name(), row.keyInsight()));
    for (MarketResult market : row.resultMarkets()) {
      text.append(
          String.format(
              Locale.ROOT, " | %s %.0f%%", market.question(), 100 * market.probability()));
    }
    return plain(text.toString());
  }

  /** Questions and insights come from seeds and models: they must not mention or link in a chat. */
  private static String plain(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
