package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.persistence.HealthStore;
import dev.shoal.persistence.HealthStore.Health;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleHandle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The looks at the installation's health that a schedule of Temporal has made. */
@Tag("e2e")
@Alone
class HealthTest {
  private static Stack stack;
  private static HealthStore store;

  @BeforeAll
  static void start() {
    stack = new Stack();
    store = new HealthStore(stack.database.jdbi());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void everyPartIsAskedAgainAndAgain() {
    await().until(() -> store.all().size() == 6);
    Instant before = health("task-queues").checkedAt();
    await().until(() -> health("task-queues").checkedAt().isAfter(before));
    for (String check : List.of("api-server", "database", "object-store")) {
      assertThat(health(check).healthy()).as(health(check).toString()).isTrue();
    }
    // other tests' builds are gone; Temporal counts what waited for them for ten minutes more
    assertThat(health("task-queues").message()).matches("\\d+ tasks wait, the oldest for \\d+ s");
    assertThat(health("api-server").message()).contains("version v1.");
    // tiers of other tests that no node is meant for
    assertThat(health("gpu-nodes").message()).contains("no node may be used by tier");
    assertThat(health("gpu-nodes").value()).isPositive();
  }

  @Test
  void aPartThatIsAwayIsToldAndSoIsItsReturn() {
    await().until(() -> health("object-store").healthy());
    stack.network("minio", false);
    try {
      await().until(() -> !health("object-store").healthy());
      await().until(() -> told("Unhealthy", "object-store: can't be asked"));
    } finally {
      stack.network("minio", true);
    }
    await().until(() -> health("object-store").healthy());
    await().until(() -> told("Healthy", "object-store: what was written reads"));
  }

  @Test
  void aPodWithoutARunIsFound() {
    Pod orphan =
        new PodBuilder()
            .withNewMetadata()
            .withName("orphan-" + UUID.randomUUID())
            .withNamespace(Stack.NAMESPACE)
            .withLabels(
                Map.of(
                    "app.kubernetes.io/managed-by",
                    "shoal",
                    "shoal.dev/job-uid",
                    UUID.randomUUID().toString(),
                    "shoal.dev/kind",
                    "NoSuchKind"))
            .endMetadata()
            .withNewSpec()
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withRunAsUser(65532L)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewSchedulingGate("test/held")
            .addNewContainer()
            .withName("held")
            .withImage("localhost/absent:1")
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    stack.kubernetes.resource(orphan).create();
    try {
      await()
          .until(
              () ->
                  health("leaked-pods").message().contains(orphan.getMetadata().getName())
                      && health("leaked-pods").value() > 0);
    } finally {
      stack.kubernetes.resource(orphan).delete();
    }
    await().until(() -> health("leaked-pods").healthy());
  }

  @Test
  void aScheduleThatIsDeletedIsMadeAgain() {
    ScheduleHandle schedule =
        ScheduleClient.newInstance(stack.temporal.stubs())
            .getHandle("shoal-monitoring-" + Stack.SYSTEM);
    schedule.delete();
    Instant deleted = health("database").checkedAt();
    await().until(() -> health("database").checkedAt().isAfter(deleted.plusSeconds(1)));
    assertThat(schedule.describe().getSchedule().getSpec().getEndAt()).isAfter(deleted);
  }

  private static Health health(String name) {
    return store.all().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElse(new Health(name, false, 0, "", Instant.EPOCH, Instant.EPOCH, true));
  }

  private static boolean told(String reason, String message) {
    return stack
        .kubernetes
        .v1()
        .events()
        .inNamespace(Stack.SYSTEM)
        .withField("reason", reason)
        .list()
        .getItems()
        .stream()
        .anyMatch(event -> event.getMessage().startsWith(message));
  }
}
