package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.api.v1alpha1.SimulationJob;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server refuses, and what a job waits for, with the message that a user sees. */
@Tag("e2e")
@Alongside
class BadInputTest {
  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = new Stack();
    stack
        .kubernetes
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("not-for-stores")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToStringData("password", "x")
                .build())
        .serverSideApply();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {goal: g, tier: small}                                          | set exactly one of spec.seed, spec.seedFrom and spec.replayOf
          {goal: g, tier: small, seed: s, seedFrom: {configMapKeyRef: {name: a, key: b}}} | set exactly one of spec.seed, spec.seedFrom and spec.replayOf
          {goal: g, tier: small, replayOf: 5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11} | spec.replayOf repeats all of that job: remove goal
          {goal: g, tier: small, seed: s, pod: {labels: {shoal.dev/attempt: "7"}}} | spec.pod.labels can't have shoal.dev/
          {goal: g, tier: small, seed: s, pod: {labels: {team: "-x"}}}    | spec.pod.labels has a key or value that is no label
          {goal: g, tier: small, seed: s, pod: {resources: {limits: {nvidia.com/gpu: "8"}}}} | resources knows cpu, memory and ephemeral-storage
          {goal: g, tier: small, seed: s, pod: {resources: {limits: {memory: much}}}} | resources has a malformed quantity
          {goal: g, tier: small, seed: s, pod: {securityContext: {privileged: true}}} | unknown field "spec.pod.securityContext"
          {goal: g, tier: small, seed: s, pod: {volumes: [{hostPath: {path: /}}]}} | unknown field "spec.pod.volumes"
          {goal: g, tier: small, seed: s, pod: {env: [{name: SHOAL_TOKEN_FILE, value: x}]}} | unknown field "spec.pod.env"
          {goal: g, tier: small, seed: s, activeDeadlineSeconds: 5m}      | spec.activeDeadlineSeconds in body must be of type integer
          {goal: g, tier: small, seed: s, podRetention: {seconds: 5}}     | spec.podRetention.policy: Required value
          {goal: g, tier: small, seed: s, podRetention: {policy: Always}} | spec.podRetention.policy: Unsupported value
          {goal: g, tier: small, seed: s, podRetention: {policy: OnFailure, seconds: 999999}} | spec.podRetention.seconds in body should be less than or equal to 14400
          {goal: g, tier: small, seed: s, report: {notify: [{}]}}         | set exactly one of url and secretRef
          {goal: g, tier: small, seed: s, report: {notify: [{url: "file:///etc/passwd"}]}} | spec.report.notify[0].url in body should match
          {goal: g, tier: small, seed: s, report: {enabled: false, notify: [{url: "https://example.org/hook"}]}} | spec.report.notify tells of a report
          {goal: g, tier: small, seed: s, budget: {maxGpuSeconds: 0}}     | spec.budget.maxGpuSeconds in body should be greater than or equal to 1
          {tier: small, replayOf: my-job}                                 | spec.replayOf in body should
          {goal: g, tier: small, seed: "  "}                              | spec.seed is empty
          {goal: " ", tier: small, seed: s}                               | spec.goal is empty
          {goal: "a\\u202Eb", tier: small, seed: s}                       | spec.goal has control or bidirectional
          {goal: "a\\u0007b", tier: small, seed: s}                       | spec.goal has control or bidirectional
          {goal: g, tier: small, seed: s, rounds: 0}                      | spec.rounds in body should be greater than or equal to 1
          {goal: g, tier: small, seed: s, agents: 1}                      | spec.agents in body should be greater than or equal to 2
          {goal: g, tier: small, seed: s, activeDeadlineSeconds: 5}       | spec.activeDeadlineSeconds in body should be greater than or equal to 60
          {goal: g, tier: small, seed: s, ttlSecondsAfterFinished: -1}    | spec.ttlSecondsAfterFinished in body should be greater than or equal to 0
          {goal: g, tier: small, seed: s, markets: [{id: a, question: q}, {id: a, question: r}]} | spec.markets[].id must be unique
          {goal: g, tier: small, seed: s, markets: [{id: A, question: q}]} | spec.markets[0].id in body should match
          {goal: g, tier: small, seed: s, markets: [{id: a, question: q, initialProbability: 0.99}]} | should be less than or equal to 0.95
          {goal: g, tier: small, seed: s, seedFrom: {configMapKeyRef: {name: a, key: b, namespace: other}}} | unknown field "spec.seedFrom.configMapKeyRef.namespace"
          {goal: g, tier: small, seed: s, colour: blue}                   | unknown field "spec.colour"
          {tier: small, seed: s}                                          | spec.goal is missing: ask the question
          {goal: g, tier: small, seedFrom: {}}                            | set exactly one of spec.seedFrom.configMapKeyRef, spec.seedFrom.objectRef and spec.seedFrom.source
          {goal: g, tier: small, seedFrom: {objectRef: {key: inputs/e2e/../x}}} | spec.seedFrom.objectRef.key has an empty, '.' or '..' segment
          {goal: g, tier: small, seedFrom: {objectRef: {key: k, bucket: other}}} | set bucket and secretRef together
          {goal: g, tier: small, seedFrom: {objectRef: {key: k, endpoint: "http://s3"}}} | endpoint and region need bucket and secretRef
          {goal: g, tier: small, seedFrom: {objectRef: {key: k, bucket: other, endpoint: "file:///etc", secretRef: {name: s}}}} | spec.seedFrom.objectRef.endpoint in body should match
          """)
  void aBadJobIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("SimulationJob", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {engine: llm, maxRounds: 5, targetAgents: 5}                      | engine llm needs modelId and vllmImage
          {engine: scripted, maxRounds: 5, targetAgents: 5, gpuCount: -1}   | spec.gpuCount in body should be greater than or equal to 0
          {engine: scripted, maxRounds: 5, targetAgents: 5, pricePerGpuHour: cheap} | pricePerGpuHour must be a decimal number in quotes
          {engine: llm, modelId: m, vllmImage: i, maxRounds: 5, targetAgents: 5, modelCache: {}} | set exactly one of modelCache.persistentVolumeClaim and modelCache.objectStorePrefix
          {engine: magic, maxRounds: 5, targetAgents: 5}                    | spec.engine: Unsupported value
          """)
  void aBadTierIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("SimulationTier", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {dataset: {uri: "https://x/y", format: csv}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | spec.dataset.uri in body should match
          {dataset: {uri: "s3://bucket/a/../b", format: csv}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | uri has an empty, '.' or '..' segment
          {dataset: {uri: "s3://bucket/d", format: xml}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | spec.dataset.format: Unsupported value
          {dataset: {uri: "s3://bucket/d/", format: csv, sha256: "SUM"}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | sha256 is of one object
          {dataset: {uri: "s3://bucket/d", format: csv, endpoint: "http://s3"}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | endpoint and region need secretRef
          {dataset: {uri: "s3://bucket/d", format: csv, minRecords: 0}, training: {image: i}, output: {uri: "s3://bucket/o/"}} | spec.dataset.minRecords in body should be greater than or equal to 1
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i, gpuCount: -1}, output: {uri: "s3://bucket/o/"}} | spec.training.gpuCount in body should be greater than or equal to 0
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i, activeDeadlineSeconds: 86401}, output: {uri: "s3://bucket/o/"}} | spec.training.activeDeadlineSeconds in body should be less than or equal to 86400
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i, env: {SHOAL_X: y}}, output: {uri: "s3://bucket/o/"}} | begins with SHOAL_, which is Shoal's
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i, resources: {limits: {nvidia.com/gpu: "8"}}}, output: {uri: "s3://bucket/o/"}} | resources knows cpu, memory and ephemeral-storage
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i}, output: {uri: "s3://bucket/o"}} | spec.output.uri in body should match
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i}, output: {uri: "s3://bucket/o/", files: [a, a]}} | files has a name twice
          {dataset: {uri: "s3://bucket/d", format: csv}, training: {image: i}, output: {uri: "s3://bucket/o/", files: ["../x"]}} | no plain file name
          """)
  void aBadTrainingIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("TrainingJob", name(), spec.replace("SUM", "0".repeat(64))))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {schedule: "every day", template: {simulationJob: {goal: g, tier: t, seed: s}}} | spec.schedule in body should match
          {schedule: "@daily", template: {}}                                              | set exactly one of simulationJob, trainingJob, reportRun and sourceSync
          {schedule: "@daily", template: {simulationJob: {goal: g, seed: s}}}             | spec.template.simulationJob.tier
          {schedule: "@daily", template: {simulationJob: {goal: g, tier: t, seed: s, rounds: 0}}} | spec.template.simulationJob.rounds in body should be greater than or equal to 1
          {schedule: "@daily", concurrencyPolicy: Sometimes, template: {simulationJob: {goal: g, tier: t, seed: s}}} | spec.concurrencyPolicy: Unsupported value
          {schedule: "@daily", timeZone: "../etc", template: {simulationJob: {goal: g, tier: t, seed: s}}} | spec.timeZone in body should match
          {schedule: "@daily", startingDeadlineSeconds: 1, template: {simulationJob: {goal: g, tier: t, seed: s}}} | spec.startingDeadlineSeconds in body should be greater than or equal to 10
          {schedule: "@daily", template: {labels: {shoal.dev/x: y}, simulationJob: {goal: g, tier: t, seed: s}}} | labels can't have shoal.dev/
          """)
  void aBadScheduleIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("WorkflowSchedule", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {report: Weather, send: false}                                  | spec.report
          {report: DailyJobs}                                             | spec.channel says where the report goes: set it, or set spec.send to false
          {report: DailyJobs, send: false, days: 0}                       | spec.days
          {report: DailyJobs, send: false, days: 367}                     | spec.days
          {report: MarketAccuracy, send: false}                           | spec.outcomes says what happened: MarketAccuracy needs it, other reports can't have it
          {report: GpuCost, send: false, outcomes: [{job: j, happened: true}]} | spec.outcomes says what happened
          {report: MarketAccuracy, send: false, outcomes: [{job: j}]}     | spec.outcomes[0].happened
          {report: DailyJobs, channel: {}}                                | set exactly one of slack, webhook and email
          {report: DailyJobs, channel: {slack: {}}}                       | set exactly one of url and secretRef
          {report: DailyJobs, channel: {webhook: {url: "ftp://a"}}}       | spec.channel.webhook.url
          {report: DailyJobs, channel: {email: {to: [], from: a@b, serverSecretRef: {name: s}}}} | spec.channel.email.to
          {report: DailyJobs, channel: {email: {to: ["a@b, c@d"], from: a@b, serverSecretRef: {name: s}}}} | spec.channel.email.to[0]
          """)
  void aBadReportIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("ReportRun", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {sources: []}                                                   | spec.sources
          {sources: [{name: a, type: ftp, resources: [r]}]}               | spec.sources[0].type
          {sources: [{name: a, type: http, resources: [r]}]}              | uri is http(s)://host/path for http
          {sources: [{name: a, type: http, uri: "s3://abc/d/", resources: [r]}]} | uri is http(s)://host/path for http
          {sources: [{name: a, type: s3, uri: "s3://abc/d", resources: [r]}]} | s3://bucket/prefix/ for s3
          {sources: [{name: a, type: s3, uri: "s3://abc/d/", resources: [r], cursor: at}]} | cursor is a field of records: s3 goes by objects that changed
          {sources: [{name: a, type: postgres, resources: [r]}]}          | secretRef is needed for postgres
          {sources: [{name: a, type: postgres, resources: ["r; DROP"], secretRef: {name: s}}]} | spec.sources[0].resources[0]
          {sources: [{name: a, type: postgres, resources: ["r;"], secretRef: {name: s}}]} | resources of postgres are tables: name or schema.name
          {sources: [{name: a, type: http, uri: "https://h/", resources: [r]}, {name: a, type: http, uri: "https://h/", resources: [r]}]} | spec.sources: two have the same name: rename one
          {sources: [{name: a, type: http, uri: "https://h/", resources: [r]}], notifyOnFailure: true} | spec.channel says who is told
          {sources: [{name: a, type: http, uri: "https://h/", resources: [r]}], channel: {slack: {url: "https://s/"}}} | spec.channel says who is told
          """)
  void aBadSyncIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("SourceSync", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                              | set exactly one of spec.script and spec.compound
          {script: "true", image: i, compound: {goal: g, seed: s, simulations: [{name: a}]}} | set exactly one of spec.script and spec.compound
          {script: "true"}                                                | spec.image is what spec.script runs in
          {script: "true", image: i, interpreter: perl}                   | spec.interpreter: Unsupported value
          {script: "true", image: i, timeoutSeconds: 0}                   | spec.timeoutSeconds in body should be greater than or equal to 1
          {script: "true", image: i, maxAttempts: 11}                     | spec.maxAttempts in body should be less than or equal to 10
          {script: "true", image: i, env: {SHOAL_X: y}}                   | begins with SHOAL_, which is Shoal's
          {script: "true", image: i, resources: {limits: {nvidia.com/gpu: "8"}}} | resources knows cpu, memory and ephemeral-storage
          {compound: {goal: g, simulations: [{name: a}]}}                 | seed is missing: set it, or one for each of simulations
          {compound: {goal: g, seed: " ", simulations: [{name: a}]}}      | seed is empty
          {compound: {goal: g, seed: s, simulations: []}}                 | spec.compound.simulations
          {compound: {goal: g, seed: s, simulations: [{name: a}, {name: a}]}} | simulations[].name must be unique: rename one of them
          {compound: {goal: g, seed: s, simulations: [{name: a, rounds: 0}]}} | spec.compound.simulations[0].rounds in body should be greater than or equal to 1
          {compound: {goal: g, seed: s, simulations: [{name: a}], aggregation: Sum}} | spec.compound.aggregation: Unsupported value
          {compound: {goal: g, seed: s, simulations: [{name: a}]}, interpreter: sh} | spec.interpreter and spec.env are about spec.script
          """)
  void aBadScriptIsRefusedByNameOfTheField(String spec, String message) {
    assertThatThrownBy(() -> create("ScriptRun", name(), spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aScriptOverTheLimitIsRefused() {
    assertThatThrownBy(
            () -> create("ScriptRun", name(), "{image: i, script: " + "x".repeat(100_001) + "}"))
        .hasMessageContaining("spec.script");
  }

  @Test
  void aSeedOverTheLimitIsRefused() {
    assertThatThrownBy(
            () ->
                create(
                    "SimulationJob",
                    name(),
                    "{goal: g, tier: small, seed: " + "x".repeat(50_001) + "}"))
        .hasMessageContaining("spec.seed");
  }

  @Test
  void aNameOverTheLimitIsRefused() {
    assertThatThrownBy(
            () -> create("SimulationJob", "n".repeat(53), "{goal: g, tier: small, seed: s}"))
        .hasMessageContaining("metadata.name must have at most 52 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {goal: g, tier: nope, seed: s}                                  | TierNotFound    | there is no SimulationTier nope; there are: large, medium, scripted, small
          {goal: g, tier: small, seed: s, rounds: 101}                    | RoundsAboveTier | spec.rounds is 101, tier small allows at most 100
          {goal: g, tier: small, seed: s, agents: 16}                     | AgentsAboveTier | spec.agents is 16, tier small allows at most 15
          {tier: small, replayOf: 5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11}   | ReplayNotFound  | spec.replayOf: namespace e2e has no completed job 5a0c9d1e-7c58-4a57-9f0b-6f1c2f6f0e11 with a model's answers: give the UID of one
          {goal: g, tier: small, seedFrom: {source: {name: nope}}}        | SeedNotFound    | spec.seedFrom.source: there are no records of source nope in namespace e2e: run a SourceSync
          {goal: g, tier: small, seedFrom: {configMapKeyRef: {name: nope, key: k}}} | SeedNotFound | there is no ConfigMap nope in namespace e2e
          {goal: g, tier: small, seedFrom: {configMapKeyRef: {name: kube-root-ca.crt, key: k}}} | SeedNotFound | has no key k; it has: ca.crt
          {goal: g, tier: small, seedFrom: {objectRef: {key: inputs/other/a.md}}} | SeedNotFound | spec.seedFrom.objectRef.key is inputs/other/a.md: without secretRef it has to begin with inputs/e2e/
          {goal: g, tier: small, seedFrom: {objectRef: {key: inputs/e2e/nope.md}}} | SeedNotFound | spec.seedFrom.objectRef.key: there is no object inputs/e2e/nope.md: upload it
          {goal: g, tier: small, seedFrom: {objectRef: {key: k, bucket: other, secretRef: {name: nope}}}} | SeedNotFound | spec.seedFrom.objectRef.secretRef: there is no Secret nope in namespace e2e
          {goal: g, tier: small, seedFrom: {objectRef: {key: k, bucket: other, secretRef: {name: not-for-stores}}}} | SeedNotFound | Secret not-for-stores needs the keys access-key and secret-key
          """)
  void whatIsMissingIsWaitedForAndNamed(String spec, String reason, String message) {
    String name = name();
    create("SimulationJob", name, spec);
    SimulationJob job =
        stack.awaitJob(name, j -> j.getStatus() != null && stalled(j).getStatus().equals("True"));
    assertThat(stalled(job).getReason()).isEqualTo(reason);
    assertThat(stalled(job).getMessage()).contains(message);
    assertThat(job.getMetadata().getFinalizers()).isEmpty();
    stack.kubernetes.resource(job).delete();
  }

  /** The message names what was asked for, since nobody else can mend it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {goal: g, tier: test-unschedulable, seed: nodes, rounds: 5}                         | Unschedulable   | its nodeSelector is nvidia.com/gpu.product=NVIDIA-NONE
          {goal: g, tier: test-no-image, seed: images, pod: {imagePullSecrets: [team-registry]}} | ImagePullFailed | image localhost/none:1 can't be pulled with pull secret team-registry
          {goal: g, tier: test-no-weights, seed: weights, rounds: 5}                          | ModelNotFound   | models/none/
          """)
  void whatIsRefusedAtRunTimeFailsTheJobAndIsNamed(String spec, String reason, String message) {
    String name = name();
    create("SimulationJob", name, spec);
    SimulationJob job =
        stack.awaitJob(name, j -> j.getStatus() != null && j.getStatus().failure() != null);
    assertThat(job.getStatus().failure().reason()).isEqualTo(reason);
    assertThat(job.getStatus().failure().message()).contains(message);
    stack.kubernetes.resource(job).delete();
    Stack.await().until(() -> stack.job(name) == null);
  }

  @Test
  void aStartedJobsSpecIsFixed() {
    String name = name();
    create(
        "SimulationJob", name, "{goal: g, tier: test-no-node, seed: fixed, rounds: 5, agents: 5}");
    SimulationJob job =
        stack.awaitJob(name, j -> j.getStatus() != null && j.getStatus().startTime() != null);
    assertThatThrownBy(
            () ->
                stack
                    .kubernetes
                    .resources(SimulationJob.class)
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"rounds\":6}}"))
        .hasMessageContaining("spec.rounds can't change once the job has started");
    stack.kubernetes.resource(job).delete();
    Stack.await().until(() -> stack.job(name) == null);
  }

  private static Condition stalled(SimulationJob job) {
    return job.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals("Stalled"))
        .findFirst()
        .orElseThrow();
  }

  private static String name() {
    return "bad-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** As kubectl does it: strict validation of fields. */
  private static void create(String kind, String name, String spec) {
    HasMetadata resource =
        Serialization.unmarshal(
            "apiVersion: shoal.dev/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s"
                .formatted(kind, name, spec),
            GenericKubernetesResource.class);
    String path =
        kind.equals("SimulationTier")
            ? "/apis/shoal.dev/v1alpha1/simulationtiers"
            : "/apis/shoal.dev/v1alpha1/namespaces/%s/%ss"
                .formatted(NAMESPACE, kind.toLowerCase(Locale.ROOT));
    stack.kubernetes.raw(path + "?fieldValidation=Strict", "POST", resource);
  }
}
