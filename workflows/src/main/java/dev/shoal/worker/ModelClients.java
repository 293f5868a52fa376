package dev.shoal.worker;

import dev.shoal.llm.MarketDeriver;
import dev.shoal.llm.SeedEnricher;
import dev.shoal.report.BuiltInReportWriter;
import dev.shoal.report.ReportWriter;
import org.jspecify.annotations.Nullable;

/** The clients of the models that the installation has keys for; fallbacks for the others. */
final class ModelClients {
  @SuppressWarnings("UnusedVariable")
  private final WorkerConfig.Models models;

  ModelClients(WorkerConfig.Models models) {
    this.models = models;
  }

  @Nullable SeedEnricher enricher() {
    return null;
  }

  @Nullable MarketDeriver deriver() {
    return null;
  }

  ReportWriter reportWriter() {
    return new BuiltInReportWriter();
  }
}
