package dev.shoal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.api.v1alpha1.SimulationJobStatus;
import dev.shoal.api.v1alpha1.TrainingJob;
import dev.shoal.api.v1alpha1.TrainingJobStatus;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.job.JobPhase;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.decision.SamplePlan;
import dev.shoal.operator.decision.WorkSeen;
import dev.shoal.operator.status.StatusMapping;
import dev.shoal.operator.status.WorkSummary;
import dev.shoal.operator.training.TrainingWorkload;
import dev.shoal.training.TrainingFindings;
import dev.shoal.work.Work;
import dev.shoal.work.WorkState;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
          .map(GitOpsHealthTest::row)
          .toList();

  private static final List<String> GOLDEN_OF_TRAININGS =
      """
      suspended               | Current    | Suspended: spec.suspend is true: no GPU is held | false false true
      pending                 | InProgress | Progressing: Pending | true false false
      running                 | InProgress | Progressing: Running, training | true false false
      succeeded               | Current    | Healthy: Succeeded | false false true
      failed                  | Failed     | Degraded: StepFailed: exit code 3 | false true false
      place of another        | Failed     | Degraded: PlaceRefused: mend it | false true false"""
          .lines()
          .map(GitOpsHealthTest::row)
          .toList();

  @Test
  void eachPhaseIsUnderstood() throws Exception {
    assertThat(understood(0, jobs())).isEqualTo(GOLDEN);
  }

  @Test
  void eachPhaseOfATrainingIsUnderstood() throws Exception {
    assertThat(understood(1, trainings())).isEqualTo(GOLDEN_OF_TRAININGS);
  }

  /**
   * The table that the libraries make of resources.
   *
   * @param check which of Flux's expressions are theirs
   */
  private static List<String> understood(int check, Map<String, ? extends HasMetadata> resources)
      throws Exception {
    String documents = documents(resources.values());
    List<String> kstatus = Tool.lines(documents, "checks", "kstatus");
    List<String> argo =
        Tool.lines(documents, "checks", "lua", EXAMPLES.resolve("argocd/health.lua").toString());
    Map<String, String> flux = fluxExpressions(check);
    List<String> inProgress = Tool.lines(documents, "checks", "cel", flux.get("inProgress"));
    List<String> failed = Tool.lines(documents, "checks", "cel", flux.get("failed"));
    List<String> current = Tool.lines(documents, "checks", "cel", flux.get("current"));
    List<String> names = List.copyOf(resources.keySet());
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
    return table;
  }

  private static String row(String line) {
    return line.replaceAll(" +\\| +", " | ");
  }

  @Test
  void theScriptInArgosConfigMapIsTheOneThatWasTested() throws IOException {
    Map<String, Map<String, String>> patch =
        new YAMLMapper()
            .readValue(
                Files.readString(EXAMPLES.resolve("argocd/argocd-cm.yaml")),
                new TypeReference<>() {});
    for (String kind :
        List.of("SimulationJob", "TrainingJob", "ReportRun", "SourceSync", "ScriptRun")) {
      assertThat(patch.get("data").get("resource.customizations.health.shoal.dev_" + kind))
          .isEqualTo(Files.readString(EXAMPLES.resolve("argocd/health.lua")));
    }
  }

  private static Map<String, String> fluxExpressions(int check) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode kustomization =
        yaml.readTree(Files.readString(EXAMPLES.resolve("flux/kustomization.yaml")));
    return yaml.convertValue(
        kustomization.at("/spec/healthCheckExprs/" + check), new TypeReference<>() {});
  }

  private static String documents(Iterable<? extends HasMetadata> resources) {
    StringBuilder all = new StringBuilder();
    resources.forEach(job -> all.append(Serialization.asYaml(job)).append('\n'));
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

  private static Map<String, TrainingJob> trainings() {
    Map<String, TrainingJob> trainings = new LinkedHashMap<>();
    for (WorkState state : WorkState.values()) {
      trainings.put(state.name().toLowerCase(Locale.ROOT), training(state));
    }
    Decision.Waiting refused = new Decision.Waiting(Reason.PLACE_REFUSED, "mend it");
    trainings.put(
        "place of another",
        training(
            WorkSummary.unstarted(
                training((TrainingJobStatus) null), null, false, Optional.of(refused), NOW)));
    return trainings;
  }

  private static TrainingJob training(WorkState state) {
    Work<String, String> row =
        new Work<>(
            "id",
            "research",
            "job",
            1,
            state,
            "plan",
            "findings",
            null,
            null,
            NOW,
            state.terminal() ? NOW : null,
            state == WorkState.FAILED ? new Work.Failure(Reason.STEP_FAILED, "exit code 3") : null,
            NOW);
    TrainingJob job = training((TrainingJobStatus) null);
    WorkSeen<String, String> seen =
        new WorkSeen<>(
            job, null, Optional.of(row), false, null, new Planning.Ready<>("plan"), false, NOW);
    return training(WorkSummary.of(seen, row, Optional.empty()));
  }

  private static TrainingJob training(WorkSummary summary) {
    TrainingFindings findings =
        summary.phase() == WorkPhase.RUNNING
            ? TrainingFindings.at("training")
            : new TrainingFindings(null, null, null, null, null, null);
    return training(TrainingWorkload.told(summary, findings));
  }

  private static TrainingJob training(@Nullable TrainingJobStatus status) {
    TrainingJob job = new TrainingJob();
    job.setMetadata(with(null).getMetadata());
    job.setStatus(status);
    return job;
  }
}
