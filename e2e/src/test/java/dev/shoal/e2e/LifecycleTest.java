package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.api.v1alpha1.AttemptStatus;
import dev.shoal.api.v1alpha1.Phase;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.Attempt;
import dev.shoal.job.JobPhase;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One job through every real part, and what its owner may ask of it. */
@Tag("e2e")
@Alongside
class LifecycleTest extends JobTest {
  @Test
  void happyPathLeavesArtifactsReportAndNoPod() throws IOException {
    String name = submit("test-fast", 20);
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    String id = job.getMetadata().getUid();
    assertThat(job.getStatus().artifacts()).hasSize(ARTIFACTS);
    for (var artifact : job.getStatus().artifacts()) {
      assertThat(stack.store.stat(artifact.key()))
          .hasValueSatisfying(stored -> assertThat(stored.bytes()).isEqualTo(artifact.bytes()));
    }
    assertThat(job.getStatus().keyInsight()).isNotBlank();
    assertThat(job.getStatus().markets()).isNotEmpty();
    assertThat(stack.row(id).phase()).isEqualTo(JobPhase.COMPLETED);
    assertThat(stack.pods(id)).isEmpty();
    assertThat(job.getMetadata().getFinalizers()).isEmpty();
    assertThat(condition(job, "Complete")).isEqualTo("True");
    assertThat(condition(job, "Failed")).isEqualTo("False");
  }

  /** As kubectl replace --force does it: the one before may still be on its way out. */
  @Test
  void aJobThatIsMadeAnewUnderItsNameIsLookedAtEachTime() {
    String name = submit("test-no-node", 5);
    for (int time = 0; time < 10; time++) {
      SimulationJob before = stack.awaitJob(name, job -> true);
      SimulationJob again = stack.job(name);
      again.setMetadata(new ObjectMetaBuilder().withName(name).withNamespace(NAMESPACE).build());
      again.setStatus(null);
      stack.kubernetes.resource(before).delete();
      await().until(() -> stack.job(name) == null);
      stack.kubernetes.resource(again).create();
    }
    stack.awaitJob(name, job -> phase(job) == Phase.PROVISIONING);
    deleted(name, stack.job(name).getMetadata().getUid());
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    String spec = spec("test-fast", 15);
    SimulationJob first = tornDown(submitSpec(spec), Phase.COMPLETED);
    SimulationJob second = tornDown(submitSpec(spec), Phase.COMPLETED);
    assertThat(digest(second, "chat_log.json")).isEqualTo(digest(first, "chat_log.json"));
    assertThat(digest(second, "trades.json")).isEqualTo(digest(first, "trades.json"));
  }

  @Test
  void seedsAreReadFromTheObjectStore() throws IOException {
    byte[] seed = "The harbour board of Elmouth votes on the new quay.".getBytes(UTF_8);
    String key = "inputs/" + NAMESPACE + "/" + UUID.randomUUID() + ".md";
    String name = submit("test-fast", 5, "seedFrom: {objectRef: {key: " + key + "}}");
    stack.awaitJob(name, job -> "SeedNotFound".equals(stalledReason(job)));
    stack.store.write(key, seed, "text/markdown");
    tornDown(name, Phase.COMPLETED);
  }

  @Test
  void seedsAreReadFromWhereASecretOpens() throws IOException {
    byte[] seed = "The harbour board of Elmouth votes on the new quay.".getBytes(UTF_8);
    String key = "elsewhere/" + UUID.randomUUID() + ".md";
    stack.store.write(key, seed, "text/markdown");
    stack
        .kubernetes
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("seed-store")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("access-key", Stack.env("S3_ACCESS_KEY"))
                .addToStringData("secret-key", Stack.env("S3_SECRET_KEY"))
                .build())
        .serverSideApply();
    String name =
        submit(
            "test-fast",
            5,
            "seedFrom: {objectRef: {key: %s, bucket: %s, secretRef: {name: seed-store}}}"
                .formatted(key, Stack.env("S3_BUCKET")));
    tornDown(name, Phase.COMPLETED);
  }

  @Test
  void suspendingGivesTheGpuBackAndResumingRunsAnew() {
    String name = submit("test-slow", 30);
    SimulationJob job = running(name);
    edit(name, "{\"spec\":{\"suspend\":true}}");
    stack.awaitJob(name, j -> phase(j) == Phase.DRAFT);
    await().until(() -> stack.pods(job.getMetadata().getUid()).isEmpty());
    edit(name, "{\"spec\":{\"suspend\":false}}");
    SimulationJob done = tornDown(name, Phase.COMPLETED);
    assertThat(done.getStatus().run()).isEqualTo(2);
    assertThat(done.getStatus().attempts()).extracting(AttemptStatus::number).containsExactly(1, 2);
  }

  /** The next run is asked for while the workflow of the one before is about to end. */
  @Test
  void resumingBeforeTheSuspendedRunHasEndedLosesNothing() {
    String name = submit("test-slow", 20);
    String id = running(name).getMetadata().getUid();
    edit(name, "{\"spec\":{\"suspend\":true}}");
    await().until(() -> stack.signalled(id));
    edit(name, "{\"spec\":{\"suspend\":false}}");
    SimulationJob job = tornDown(name, Phase.COMPLETED);
    assertThat(job.getStatus().run()).isEqualTo(2);
  }

  @Test
  void anEndedJobRunsAgainFromItsReportOrFromTheStart() {
    String name = submitSpec(spec("test-fast", 10) + "\nrerun: {nonce: at-first, from: Start}");
    SimulationJob first = tornDown(name, Phase.COMPLETED);
    assertThat(first.getStatus().run()).isEqualTo(1);
    edit(name, "{\"spec\":{\"rerun\":{\"nonce\":\"again\",\"from\":\"Report\"}}}");
    stack.awaitJob(name, job -> Integer.valueOf(2).equals(job.getStatus().run()));
    SimulationJob reported = tornDown(name, Phase.COMPLETED);
    assertThat(reported.getStatus().attempts()).hasSize(1);
    assertThat(digest(reported, "manifest.json")).isEqualTo(digest(first, "manifest.json"));
    edit(name, "{\"spec\":{\"rerun\":{\"nonce\":\"anew\",\"from\":\"Start\"}}}");
    stack.awaitJob(name, job -> Integer.valueOf(3).equals(job.getStatus().run()));
    SimulationJob anew = tornDown(name, Phase.COMPLETED);
    assertThat(anew.getStatus().attempts()).hasSize(2);
    assertThat(digest(anew, "manifest.json")).isEqualTo(digest(first, "manifest.json"));
  }

  @Test
  void theBudgetEndsTheJobAndMayGrowMeanwhile() {
    String name = submitSpec(spec("test-slow", 40) + "\nbudget: {maxGpuSeconds: 600}");
    running(name);
    assertThatThrownBy(() -> edit(name, "{\"spec\":{\"budget\":{\"maxGpuSeconds\":5}}}"))
        .hasMessageContaining("spec.budget.maxGpuSeconds can only grow");
    edit(name, "{\"spec\":{\"budget\":{\"maxGpuSeconds\":700}}}");
    tornDown(name, Phase.COMPLETED);

    SimulationJob job =
        tornDown(submitSpec(spec("test-slow", 40) + "\nbudget: {maxGpuSeconds: 5}"), Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("BudgetExceeded");
    assertThat(job.getStatus().gpuSeconds()).isBetween(5L, 12L);
  }

  @Test
  void theDeadlineEndsTheJob() {
    String name = submitSpec(spec("test-no-node", 5) + "\nactiveDeadlineSeconds: 60");
    SimulationJob job = tornDown(name, Phase.FAILED);
    assertThat(job.getStatus().failure().reason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void aFinishedJobGoesAfterItsTimeToLive() {
    String name = submitSpec(spec("test-fast", 5) + "\nttlSecondsAfterFinished: 1");
    String id = await().until(() -> stack.job(name), Objects::nonNull).getMetadata().getUid();
    await().until(() -> stack.job(name) == null);
    assertThat(stack.row(id).phase()).isEqualTo(JobPhase.COMPLETED);
  }

  @Test
  void theLedgerAgreesWithTheApiServer() {
    String name = submit("test-fast", 10);
    String id = tornDown(name, Phase.COMPLETED).getMetadata().getUid();
    Attempt attempt = stack.attempts.of(id).getFirst();
    assertThat(attempt.boundAt()).isNotNull();
    assertThat(attempt.goneAt()).isAfter(attempt.boundAt());
    assertThat(attempt.gpuSeconds()).isPositive();
  }

  @Test
  void aJobWithoutAReportCompletesWithItsArtifacts() {
    SimulationJob job =
        stack.awaitJob(
            submitSpec(spec("test-fast", 5) + "\nreport: {enabled: false}"),
            j -> phase(j) == Phase.COMPLETED && "True".equals(condition(j, "TornDown")));
    assertThat(condition(job, "Complete")).isEqualTo("True");
    assertThat(condition(job, "ReportReady")).isEqualTo("False");
    assertThat(job.getStatus().artifacts()).hasSize(ARTIFACTS - 2);
  }

  @Test
  void webhooksAreToldOfTheReport() throws IOException {
    try (WebhookReceiver webhook = new WebhookReceiver()) {
      stack
          .kubernetes
          .resource(
              new SecretBuilder()
                  .withNewMetadata()
                  .withName("webhook")
                  .withNamespace(NAMESPACE)
                  .endMetadata()
                  .addToStringData("url", webhook.url())
                  .build())
          .serverSideApply();
      String name =
          submitSpec(
              spec("test-fast", 5)
                  + "\nreport: {notify: [{url: \"%s\"}, {secretRef: {name: webhook, key: url}}]}"
                      .formatted(webhook.url()));
      stack.awaitJob(name, job -> "True".equals(condition(job, "Notified")));
      assertThat(webhook.told)
          .hasSize(2)
          .allSatisfy(told -> assertThat(told).contains(NAMESPACE + "/" + name));
      tornDown(name, Phase.COMPLETED);
    }
  }

  /** The pod goes when its owner no longer asks for it, long before its time. */
  @Test
  void aPodThatMadeItsJobFailIsKeptWhileItsOwnerAsksForIt() {
    String name =
        submitSpec(spec("test-bad-host", 5) + "\npodRetention: {policy: OnFailure, seconds: 3600}");
    SimulationJob job =
        stack.awaitJob(
            name, j -> phase(j) == Phase.FAILED && "PodRetained".equals(reason(j, "TornDown")));
    assertThat(job.getStatus().attempts()).hasSize(2);
    assertThat(pod(job).getMetadata().getName())
        .isEqualTo(job.getStatus().attempts().getLast().pod());
    await()
        .during(Duration.ofSeconds(8))
        .untilAsserted(() -> assertThat(pod(job).getMetadata().getDeletionTimestamp()).isNull());
    edit(name, "{\"spec\":{\"podRetention\":{\"policy\":\"Never\"}}}");
    assertThat(tornDown(name, Phase.FAILED).getStatus().failure().reason()).isEqualTo("BadHost");
  }
}
