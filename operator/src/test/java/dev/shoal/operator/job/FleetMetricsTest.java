package dev.shoal.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.persistence.FleetStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FleetMetricsTest {
  @Test
  void whatIsNotKnownIsNotTold() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Jdbi away =
        Jdbi.create(
            () -> {
              throw new SQLException("away");
            });
    new FleetMetrics(new FleetStore(away), registry).refresh();
    assertThat(registry.getMeters()).isEmpty();
  }
}
