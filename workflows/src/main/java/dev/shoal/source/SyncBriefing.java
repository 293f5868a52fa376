package dev.shoal.source;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.MarkdownTable;
import java.util.List;
import java.util.Objects;

/** What a channel is told of a sync. */
public final class SyncBriefing {
  private SyncBriefing() {}

  /** Of a sync that has gone through its sources. */
  public static Briefing of(String namespace, String name, SourceSyncFindings findings) {
    MarkdownTable table = new MarkdownTable("Source", "Records", "Drift", "Trouble");
    Objects.requireNonNullElse(findings.sources(), List.<SourceSyncFindings.Found>of())
        .forEach(
            one ->
                table.row(
                    one.name(),
                    one.records(),
                    String.join("; ", one.drift()),
                    Objects.requireNonNullElse(one.message(), "")));
    return new Briefing(
        "Sync %s/%s %s"
            .formatted(namespace, name, findings.failed().isEmpty() ? "succeeded" : "failed"),
        findings.summary() + ".",
        table.toString());
  }
}
