package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.SamplePlan;
import dev.shoal.operator.status.StatusMapping;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What kstatus, Argo CD and Flux make of a job in each of its phases, by their own libraries. */
@Tag("e2e")
class GitOpsHealthTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Path EXAMPLES = Path.of("../examples");

  /** Columns: the job; kstatus; Argo CD; Flux (in progress, failed, current). */
  private static final List<String> GOLDEN =
      """
      draft                   | Current    | Suspended: spec.suspend is true: no GPU is held | false false true
      pending                 | InProgress | Progressing: Pending | true false false
      provisioning            | InProgress | Progressing: Provisioning | true false false
      running                 | InProgress | Progressing: Running | true false false
      reporting               | InProgress | Progressing: Reporting | true false false
      completed               | Current    | Healthy: Completed | false false true
      failed                  | Failed     | Degraded: BadHost: no pod became healthy | false true false
      changed since           | InProgress | Progressing: waiting for the operator | true false true
      tier that is not there  | Failed     | Degraded: TierNotFound: make it | false true false
      Temporal away           | InProgress | Progressing: Pending | true true false"""
          .lines()
          .map(line -> line.replaceAll(" +\\| +", " | "))
          .toList();

  @Test
  void eachPhaseIsUnderstood() throws Exception {
    Map<String, SimulationJob> jobs = jobs();
    String documents = documents(jobs.values());
    List<String> kstatus = Tool.lines(documents, "checks", "kstatus");
    List<String> argo =
        Tool.lines(documents, "checks", "lua", EXAMPLES.resolve("argocd/health.lua").toString());
    Map<String, String> flux = fluxExpressions();
    List<String> inProgress = Tool.lines(documents, "checks", "cel", flux.get("inProgress"));
    List<String> failed = Tool.lines(documents, "checks", "cel", flux.get("failed"));
    List<String> current = Tool.lines(documents, "checks", "cel", flux.get("current"));
    List<String> names = List.copyOf(jobs.keySet());
    List<String> table = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      table.add(
          "%s | %s | %s | %s %s %s"
              .formatted(
                  names.get(i),
                  kstatus.get(i),
                  argo.get(i),
                  inProgress.get(i),
                  failed.get(i),
                  current.get(i)));
    }
    assertThat(table).isEqualTo(GOLDEN);
  }

  @Test
  void theScriptInArgosConfigMapIsTheOneThatWasTested() throws IOException {
    Map<String, Map<String, String>> patch =
        new YAMLMapper()
            .readValue(
                Files.readString(EXAMPLES.resolve("argocd/argocd-cm.yaml")),
                new TypeReference<>() {});
    assertThat(patch.get("data").get("resource.customizations.health.shoal.dev_SimulationJob"))
        .isEqualTo(Files.readString(EXAMPLES.resolve("argocd/health.lua")));
  }

  private static Map<String, String> fluxExpressions() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode kustomization =
        yaml.readTree(Files.readString(EXAMPLES.resolve("flux/kustomization.yaml")));
    return yaml.convertValue(
        kustomization.at("/spec/healthCheckExprs/0"), new TypeReference<>() {});
  }

  private static String documents(Iterable<SimulationJob> jobs) {
    StringBuilder all = new StringBuilder();
    jobs.forEach(job -> all.append(Serialization.asYaml(job)).append('\n'));
    return all.toString();
  }

  private static Map<String, SimulationJob> jobs() {
    Map<String, SimulationJob> jobs = new LinkedHashMap<>();
    for (JobPhase phase : JobPhase.values()) {
      if (phase != JobPhase.REFUNDED) {
        jobs.put(phase.name().toLowerCase(Locale.ROOT), with(status(phase)));
      }
    }
    SimulationJob changed = with(status(JobPhase.COMPLETED));
    changed.getMetadata().setGeneration(2L);
    jobs.put("changed since", changed);
    jobs.put("tier that is not there", with(waiting(Reason.TIER_NOT_FOUND, "make it")));
    jobs.put("Temporal away", with(waiting(Reason.TEMPORAL_UNAVAILABLE, "tried again")));
    return jobs;
  }

  private static SimulationJobStatus status(JobPhase phase) {
    return StatusMapping.of(
        with(null), SamplePlan.row(1, phase, NOW, NOW), List.of(), Optional.empty(), NOW);
  }

  private static SimulationJobStatus waiting(Reason reason, String message) {
    return StatusMapping.unstarted(
        with(null), Optional.of(new Decision.Waiting(reason, message)), NOW);
  }

  private static SimulationJob with(@Nullable SimulationJobStatus status) {
    SimulationJob job = new SimulationJob();
    job.setMetadata(
        new ObjectMetaBuilder()
            .withName("job")
            .withNamespace("research")
            .withGeneration(1L)
            .build());
    job.setSpec(SamplePlan.spec(false));
    job.setStatus(status);
    return job;
  }
}
