package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.api.v1alpha1.WorkflowSchedule;
import dev.shoal.api.v1alpha1.WorkflowScheduleStatus;
import dev.shoal.schedule.ScheduleNames;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.client.schedules.ScheduleBackfill;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules in the local stack; starts are backfilled, so that no test waits for the clock. */
@Tag("e2e")
@Alongside
class ScheduleTest extends JobTest {
  private static final Instant THEN = Instant.parse("2026-01-01T12:00:00Z");
  private static final String YEARS = "31536000";

  private final String name = "sched-" + UUID.randomUUID().toString().substring(0, 8);

  @AfterEach
  void delete() {
    WorkflowSchedule schedule = schedule();
    if (schedule != null) {
      schedules().delete();
      await().until(() -> schedule() == null);
      await().until(() -> !exists(temporal(schedule)));
      await().until(() -> made(schedule).isEmpty());
    }
  }

  @Test
  void theExampleIsScheduled() throws Exception {
    WorkflowSchedule example =
        Serialization.unmarshal(
            Files.readString(Path.of("../examples/nightly.yaml")), WorkflowSchedule.class);
    example.getMetadata().setName(name);
    example.getMetadata().setNamespace(NAMESPACE);
    stack.kubernetes.resource(example).create();
    await().until(() -> is("Ready", "True") && status().nextScheduleTime() != null);
    ZonedDateTime next =
        Instant.parse(status().nextScheduleTime()).atZone(ZoneId.of("Europe/Berlin"));
    assertThat(next.getHour()).isEqualTo(2);
    assertThat(next.getMinute()).isEqualTo(30);
  }

  @Test
  void aStartMakesAJobOnce() {
    create("Allow", "scripted", 5);
    backfill(THEN);
    String child = ScheduleNames.child(name, THEN);
    SimulationJob job = tornDown(child, Phase.COMPLETED);
    assertThat(job.getMetadata().getLabels()).containsEntry("team", "research");
    await().until(() -> "Started".equals(status().lastOutcome()));
    assertThat(status().lastScheduleTime()).isEqualTo(THEN.toString());
    await().until(() -> status().lastSuccessfulTime() != null && status().active() == null);
    forgotten(THEN);
    backfill(THEN);
    await().until(() -> starts() == 1);
    assertThat(made(schedule())).containsExactly(child);
    assertThat(stack.job(child).getMetadata().getUid()).isEqualTo(job.getMetadata().getUid());
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("Started: " + child));
  }

  @Test
  void aStartMayMakeAReport() {
    create("Allow", "scripted", 1);
    patch(
        "{\"spec\":{\"template\":{\"simulationJob\":null,\"reportRun\":{\"report\":\"GpuCost\",\"send\":false}}}}");
    backfill(THEN);
    await().until(() -> status().lastSuccessfulTime() != null);
    ReportRun report =
        stack
            .kubernetes
            .resources(ReportRun.class)
            .inNamespace(NAMESPACE)
            .withName(ScheduleNames.child(name, THEN))
            .get();
    assertThat(report.getStatus().phase()).isEqualTo(WorkPhase.SUCCEEDED);
    assertThat(report.getStatus().summary()).contains("GPU hours");
  }

  /** Temporal is away over the minute at which the second start is due. */
  @Alone
  @Test
  void aScheduleFiresAndMakesUpForWhatAnOutageKeptFromIt() {
    create("* * * * *", "Allow", "scripted", 5);
    await().until(() -> status().lastScheduleTime() != null);
    Instant first = Instant.parse(status().lastScheduleTime());
    Instant second = first.plusSeconds(60);
    stack.machine.signalServer("temporal", "STOP");
    try {
      await().until(() -> Clock.systemUTC().instant().isAfter(second.plusSeconds(5)));
    } finally {
      stack.machine.signalServer("temporal", "CONT");
    }
    for (Instant due : List.of(first, second)) {
      String child = ScheduleNames.child(name, due);
      await().until(() -> stack.job(child) != null);
      tornDown(child, Phase.COMPLETED);
    }
  }

  @ParameterizedTest
  @CsvSource({"Allow, Started, 2", "Forbid, EarlierOneRuns, 1", "Replace, Started, 1"})
  void whatRunsStaysGivesWayOrIsNotJoined(String policy, String outcome, int left) {
    create(policy, "test-slow", 40);
    backfill(THEN);
    String first = ScheduleNames.child(name, THEN);
    running(first);
    Instant then = THEN.plusSeconds(60);
    backfill(then);
    await()
        .until(
            () ->
                then.toString().equals(status().lastScheduleTime())
                    && outcome.equals(status().lastOutcome()));
    await().until(() -> made(schedule()).size() == left);
    assertThat(made(schedule()).contains(first)).isEqualTo(!policy.equals("Replace"));
  }

  @Test
  void whatIsMoreThanTheLimitGoes() {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"successfulHistoryLimit\":1}}");
    for (int minute = 0; minute < 3; minute++) {
      backfill(THEN.plusSeconds(60L * minute));
    }
    await().until(() -> status() != null && status().lastSuccessfulTime() != null);
    await().until(() -> made(schedule()).size() == 1 && status().active() == null);
  }

  @Test
  void aStartThatComesTooLateIsLeftOut() {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"startingDeadlineSeconds\":60}}");
    await().until(() -> schedule().getStatus().observedGeneration() == 2);
    backfill(THEN);
    await().until(() -> "TooLate".equals(status().lastOutcome()));
    assertThat(made(schedule())).isEmpty();
    assertThat(stack.events(name)).anyMatch(event -> event.startsWith("TooLate: "));
  }

  @Test
  void aSuspendedScheduleIsPausedAndGoesOn() {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"suspend\":true}}");
    await()
        .until(
            () ->
                temporal(schedule()).describe().getSchedule().getState().isPaused()
                    && status().nextScheduleTime() == null);
    patch("{\"spec\":{\"suspend\":false}}");
    await().until(() -> status().nextScheduleTime() != null && is("Ready", "True"));
  }

  @Test
  void whatSomebodyDidToTheScheduleInTemporalIsUndone() {
    create("Allow", "scripted", 1);
    temporal(schedule()).delete();
    patch("{\"metadata\":{\"annotations\":{\"look\":\"1\"}}}");
    await().until(() -> exists(temporal(schedule())));
    temporal(schedule()).pause("by hand");
    patch("{\"spec\":{\"successfulHistoryLimit\":2}}");
    await().until(() -> !temporal(schedule()).describe().getSchedule().getState().isPaused());
  }

  @Test
  void aScheduleThatCannotBeReadSaysSoAndIsMended() {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"schedule\":\"99 * * * *\"}}");
    await().until(() -> is("Stalled", "True"));
    assertThat(condition("Stalled").getReason()).isEqualTo("ScheduleInvalid");
    assertThat(condition("Stalled").getMessage()).startsWith("spec.schedule and spec.timeZone: ");
    patch("{\"spec\":{\"schedule\":\"9 * * * *\",\"timeZone\":\"Europe/Atlantis\"}}");
    await().until(() -> is("Stalled", "True"));
    patch("{\"spec\":{\"timeZone\":\"Europe/Berlin\"}}");
    await().until(() -> is("Stalled", "False") && is("Ready", "True"));
  }

  /** Clocks in New York skip 2:30 on 14 March 2027. */
  @Test
  void anHourThatClocksSkipIsLeftOut() {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"schedule\":\"30 2 * * *\",\"timeZone\":\"America/New_York\"}}");
    await().until(() -> schedule().getStatus().observedGeneration() == 2 && is("Ready", "True"));
    assertThat(due("2027-03-13T00:00:00-05:00", "2027-03-16T00:00:00-04:00"))
        .containsExactly(
            Instant.parse("2027-03-13T07:30:00Z"), Instant.parse("2027-03-15T06:30:00Z"));
  }

  /**
   * Clocks in New York had 1:30 twice on 1 November 2026, at 5:30 and at 6:30 UTC; those in Berlin
   * had 2:30 twice on 25 October, of which Temporal gives the later one alone.
   */
  @ParameterizedTest
  @CsvSource({
    "30 1 1 11 *,  America/New_York, 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z, ClockSetBack",
    "30 2 25 10 *, Europe/Berlin,    2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z, Started",
  })
  void anHourThatClocksRepeatComesOnce(
      String cron, String zone, Instant first, Instant second, String outcome) {
    create("Allow", "scripted", 1);
    patch("{\"spec\":{\"schedule\":\"%s\",\"timeZone\":\"%s\"}}".formatted(cron.strip(), zone));
    await().until(() -> schedule().getStatus().observedGeneration() == 2 && is("Ready", "True"));
    backfill(first);
    if (outcome.equals("ClockSetBack")) {
      await().until(() -> "Started".equals(status().lastOutcome()));
    }
    backfill(second);
    await()
        .until(
            () ->
                second.toString().equals(status().lastScheduleTime())
                    && outcome.equals(status().lastOutcome()));
    assertThat(made(schedule())).hasSize(1);
  }

  private List<Instant> due(String from, String to) {
    WorkflowSchedule schedule = schedule();
    var request =
        ListScheduleMatchingTimesRequest.newBuilder()
            .setNamespace(stack.temporal.client().getOptions().getNamespace())
            .setScheduleId(ScheduleNames.scheduleId(schedule.getMetadata().getUid()))
            .setStartTime(timestamp(from))
            .setEndTime(timestamp(to))
            .build();
    return stack
        .temporal
        .stubs()
        .blockingStub()
        .listScheduleMatchingTimes(request)
        .getStartTimeList()
        .stream()
        .map(at -> Instant.ofEpochSecond(at.getSeconds()))
        .toList();
  }

  private static Timestamp timestamp(String time) {
    return Timestamp.newBuilder().setSeconds(OffsetDateTime.parse(time).toEpochSecond()).build();
  }

  /** A schedule that is due in the first minutes of {@link #THEN} alone. */
  private void create(String policy, String tier, int rounds) {
    create("0-5 12 1 1 *", policy, tier, rounds);
  }

  private void create(String cron, String policy, String tier, int rounds) {
    WorkflowSchedule schedule =
        Serialization.unmarshal(
            """
            apiVersion: shoal.dev/v1alpha1
            kind: WorkflowSchedule
            metadata: {name: %s, namespace: %s}
            spec:
              schedule: "%s"
              concurrencyPolicy: %s
              startingDeadlineSeconds: %s
              template:
                labels: {team: research}
                simulationJob:
            """
                    .formatted(name, NAMESPACE, cron, policy, YEARS)
                + spec(tier, rounds).indent(6),
            WorkflowSchedule.class);
    stack.kubernetes.resource(schedule).create();
    await().until(() -> status() != null && is("Ready", "True"));
  }

  /** Has Temporal make a start that was due at a minute. */
  private void backfill(Instant minute) {
    temporal(schedule())
        .backfill(
            List.of(
                new ScheduleBackfill(
                    minute.minusSeconds(1),
                    minute.plusSeconds(1),
                    ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL)));
  }

  /** Neither Temporal nor the database knows of a start any more. */
  private void forgotten(Instant minute) {
    String id = schedule().getMetadata().getUid();
    String workflow = ScheduleNames.scheduleId(id) + "-" + minute;
    stack.deleteWorkflow(workflow);
    await().until(() -> !stack.workflowIsThere(workflow));
    stack
        .database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("DELETE FROM schedule_starts WHERE schedule_id = ?::uuid", id));
  }

  private long starts() {
    return stack
        .database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM schedule_starts WHERE schedule_id = :id::uuid")
                    .bind("id", schedule().getMetadata().getUid())
                    .mapTo(long.class)
                    .one());
  }

  private static ScheduleHandle temporal(WorkflowSchedule schedule) {
    return ScheduleClient.newInstance(stack.temporal.stubs())
        .getHandle(ScheduleNames.scheduleId(schedule.getMetadata().getUid()));
  }

  private static boolean exists(ScheduleHandle handle) {
    try {
      handle.describe();
      return true;
    } catch (ScheduleException e) {
      return false;
    }
  }

  /** Names of what a schedule made and is there. */
  private static List<String> made(WorkflowSchedule schedule) {
    return stack
        .kubernetes
        .resources(SimulationJob.class)
        .inNamespace(NAMESPACE)
        .withLabel(ScheduleNames.SCHEDULE_UID, schedule.getMetadata().getUid())
        .list()
        .getItems()
        .stream()
        .map(job -> job.getMetadata().getName())
        .sorted()
        .toList();
  }

  private void patch(String patch) {
    schedules().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private Resource<WorkflowSchedule> schedules() {
    return stack.kubernetes.resources(WorkflowSchedule.class).inNamespace(NAMESPACE).withName(name);
  }

  private WorkflowSchedule schedule() {
    return schedules().get();
  }

  private WorkflowScheduleStatus status() {
    return schedule().getStatus();
  }

  private boolean is(String type, String holds) {
    return status() != null
        && status().conditions() != null
        && status().conditions().stream()
            .anyMatch(one -> one.getType().equals(type) && one.getStatus().equals(holds));
  }

  private Condition condition(String type) {
    return status().conditions().stream()
        .filter(one -> one.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
