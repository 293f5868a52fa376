package dev.shoal.operator.health;

import dev.shoal.operator.work.ResourceEvents;
import dev.shoal.persistence.HealthStore;
import dev.shoal.persistence.HealthStore.Health;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the last look at the installation's health found: as gauges, and by an Event when
 * something changes. While it can't be read, the gauges are absent.
 */
public final class HealthTelling {
  private static final Logger LOG = LoggerFactory.getLogger(HealthTelling.class);

  private final HealthStore store;
  private final ResourceEvents events;
  private final ObjectReference about;
  private final Clock clock;
  private final MultiGauge healthy;
  private final MultiGauge values;
  private final MultiGauge age;

  /**
   * Of an installation.
   *
   * @param about whom Events are about
   */
  public HealthTelling(
      HealthStore store,
      ResourceEvents events,
      ObjectReference about,
      MeterRegistry registry,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.about = about;
    this.clock = clock;
    this.healthy =
        MultiGauge.builder("shoal.health")
            .description("Whether a check of the installation's health found nothing: 1, else 0")
            .register(registry);
    this.values =
        MultiGauge.builder("shoal.health.value")
            .description("What a check counts: tiers without nodes, waiting tasks, leaked pods")
            .register(registry);
    this.age =
        MultiGauge.builder("shoal.health.age")
            .baseUnit("seconds")
            .description("Since the installation's health was last looked at")
            .register(registry);
  }

  /** Tells once. */
  public void tell() {
    try {
      List<Health> all = store.all();
      healthy.register(all.stream().map(one -> row(one, one.healthy() ? 1 : 0)).toList(), true);
      values.register(all.stream().map(one -> row(one, one.value())).toList(), true);
      age.register(
          age(all).map(old -> MultiGauge.Row.of(Tags.empty(), old)).stream().toList(), true);
      all.stream().filter(one -> !one.told()).forEach(this::tellOfChange);
    } catch (JdbiException e) {
      LOG.debug("health can't be read: {}", e.getMessage());
      List.of(healthy, values, age).forEach(gauge -> gauge.register(List.of(), true));
    }
  }

  private void tellOfChange(Health health) {
    events.tell(
        about,
        health.healthy() ? ResourceEvents.NORMAL : ResourceEvents.WARNING,
        health.healthy() ? "Healthy" : "Unhealthy",
        health.name() + ": " + health.message());
    store.told(health);
  }

  private Optional<Number> age(List<Health> all) {
    Instant now = clock.instant();
    return all.stream()
        .map(Health::checkedAt)
        .max(Comparator.naturalOrder())
        .map(last -> Math.max(0, Duration.between(last, now).toSeconds()));
  }

  private static MultiGauge.Row<Number> row(Health health, Number value) {
    return MultiGauge.Row.of(Tags.of("check", health.name()), value);
  }
}
