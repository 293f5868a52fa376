package dev.shoal.operator.job;

import dev.shoal.persistence.FleetStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges of what jobs and GPUs there are, read from the database. While it can't be read they are
 * absent: what is not known is not told.
 */
public final class FleetMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(FleetMetrics.class);
  private final FleetStore fleet;
  private final MultiGauge jobs;
  private final MultiGauge quiet;
  private final MultiGauge gpus;

  public FleetMetrics(FleetStore fleet, MeterRegistry registry) {
    this.fleet = fleet;
    this.jobs =
        MultiGauge.builder("shoal.jobs").description("Jobs that have not ended").register(registry);
    this.quiet =
        MultiGauge.builder("shoal.jobs.quiet")
            .baseUnit("seconds")
            .description("Since the row was written that was not written for the longest")
            .register(registry);
    this.gpus =
        MultiGauge.builder("shoal.gpus")
            .description("GPUs that pods hold or wait for, by what they do")
            .register(registry);
  }

  /** Reads them once. */
  public void refresh() {
    try {
      List<FleetStore.Jobs> counted = fleet.jobs();
      List<FleetStore.Gpus> held = fleet.gpus();
      jobs.register(counted.stream().map(one -> row(one, one.count())).toList(), true);
      quiet.register(counted.stream().map(one -> row(one, one.quiet().toSeconds())).toList(), true);
      gpus.register(held.stream().map(FleetMetrics::row).toList(), true);
    } catch (JdbiException e) {
      LOG.debug("jobs can't be counted: {}", e.getMessage());
      List.of(jobs, quiet, gpus).forEach(gauge -> gauge.register(List.of(), true));
    }
  }

  private static MultiGauge.Row<Number> row(FleetStore.Jobs jobs, Number value) {
    return MultiGauge.Row.of(Tags.of("tier", jobs.tier(), "phase", jobs.phase()), value);
  }

  private static MultiGauge.Row<Number> row(FleetStore.Gpus gpus) {
    String use = gpus.use().name().toLowerCase(Locale.ROOT);
    return MultiGauge.Row.of(Tags.of("tier", gpus.tier(), "use", use), gpus.count());
  }
}
