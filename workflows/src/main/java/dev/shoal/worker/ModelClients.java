package dev.shoal.worker;

import dev.shoal.llm.MarketDeriver;
import dev.shoal.llm.OpenAiMarketDeriver;
import dev.shoal.llm.SeedEnricher;
import dev.shoal.llm.XaiSeedEnricher;
import dev.shoal.report.AnthropicReportWriter;
import dev.shoal.report.BuiltInReportWriter;
import dev.shoal.report.ReportWriter;
import org.jspecify.annotations.Nullable;

/** The clients of the models that the installation has keys for; fallbacks for the others. */
final class ModelClients {
  private final WorkerConfig.Models models;

  ModelClients(WorkerConfig.Models models) {
    this.models = models;
  }

  @Nullable SeedEnricher enricher() {
    return models
        .xaiKey()
        .map(key -> new XaiSeedEnricher(models.xaiUrl(), key, models.xaiModel()))
        .orElse(null);
  }

  @Nullable MarketDeriver deriver() {
    return models
        .openAiKey()
        .map(key -> new OpenAiMarketDeriver(models.openAiUrl(), key, models.openAiModel()))
        .orElse(null);
  }

  ReportWriter reportWriter() {
    return models
        .anthropicKey()
        .<ReportWriter>map(
            key ->
                new AnthropicReportWriter(
                    models.anthropicUrl(), key, models.anthropicModel(), new BuiltInReportWriter()))
        .orElseGet(BuiltInReportWriter::new);
  }
}
