package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static dev.shoal.e2e.Stack.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.ArtifactStatus;
import dev.shoal.api.v1alpha1.ScriptOutcome;
import dev.shoal.api.v1alpha1.ScriptRun;
import dev.shoal.api.v1alpha1.WorkPhase;
import dev.shoal.script.ScriptNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts and simulations in pods of their own. */
@Tag("e2e")
@Alongside
class ScriptRunTest extends JobTest {
  private final String name = "s-" + UUID.randomUUID().toString().substring(0, 8);

  /** What has ended has nothing in the cluster. */
  @AfterEach
  void nothingIsLeft() {
    ScriptRun last = resource().get();
    if (last != null) {
      resource().delete();
      await().until(() -> resource().get() == null);
      assertThat(stack.pods(last.getMetadata().getUid())).isEmpty();
    }
  }

  @Test
  void theExampleCountsItsWords() throws IOException {
    create(
        Files.readString(Path.of("../examples/word-count.yaml"))
            .replace("python:3.13-slim", TrainingSample.IMAGE));
    ScriptRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().exitCode()).isZero();
    assertThat(run.getStatus().stdout()).isEqualTo("the 3\nsea 2\nship 1\n");
    assertThat(run.getStatus().artifacts())
        .extracting(ArtifactStatus::name)
        .containsExactly("stdout.txt", "stderr.txt");
    String key = run.getStatus().artifacts().getFirst().key();
    assertThat(new String(stack.store.read(key), UTF_8)).isEqualTo(run.getStatus().stdout());
    await()
        .untilAsserted(
            () ->
                assertThat(stack.events(name))
                    .anyMatch(event -> event.startsWith("Running:"))
                    .anyMatch(event -> event.startsWith("Succeeded:")));
  }

  @Test
  void theExampleOfSimulationsComesToTheSameEachTime() throws IOException {
    String example = Files.readString(Path.of("../examples/what-if.yaml"));
    create(example);
    ScriptRun first = ended(WorkPhase.SUCCEEDED);
    resource().delete();
    await().until(() -> resource().get() == null);
    create(example);
    ScriptRun second = ended(WorkPhase.SUCCEEDED);
    assertThat(first.getStatus().outcomes())
        .extracting(ScriptOutcome::name)
        .containsExactly("as-it-is", "after-a-trial", "after-a-leak");
    assertThat(second.getStatus().outcomes()).isEqualTo(first.getStatus().outcomes());
    List<String> sorted =
        first.getStatus().outcomes().stream().map(ScriptOutcome::probability).sorted().toList();
    assertThat(first.getStatus().probability()).isEqualTo(sorted.get(1)); // the median
    assertThat(first.getStatus().artifacts())
        .singleElement()
        .matches(f -> f.name().equals("result.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {IMAGE, script: "echo why >&2; exit 3"}                 | ScriptFailed        | the script ended with exit code 3
          {IMAGE, script: "kill -TERM $$"}                        | ScriptFailed        | exit code 143, as by signal 15
          {IMAGE, script: "echo $SHOAL_PORT; cat /none"}          | ScriptFailed        | exit code 1
          {IMAGE, script: "sleep 600", timeoutSeconds: 2}         | RunTimeExceeded     | it ran longer than 2 s: raise spec.timeoutSeconds
          {IMAGE, script: "while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"} | OutputTooLong | more than 10000000 bytes to standard output
          {IMAGE, script: "print(1)", interpreter: python3}       | InterpreterNotFound | the image has no python3 that can be run
          {image: "localhost/absent:1", script: "true"}           | ImagePullFailed     | localhost/absent:1 can't be pulled
          {image: "PYTHON", interpreter: python3, script: "bytearray(900000000)", resources: {limits: {memory: 256Mi}}} | OutOfMemory | memory
          """)
  void whatGoesWrongIsNamedAndNotTriedAgain(String spec, String reason, String message) {
    create(
        manifest(
            spec.replace("IMAGE", "image: " + ScriptSample.IMAGE)
                .replace("PYTHON", TrainingSample.IMAGE)));
    ScriptRun run = ended(WorkPhase.FAILED);
    assertThat(run.getStatus().failure().reason()).isEqualTo(reason);
    if (!reason.equals("OutOfMemory")) { // the kernel may take the container whole
      assertThat(run.getStatus().failure().message()).contains(message);
    }
    assertThat(run.getStatus().attempt()).isOne();
  }

  /** It leaves its parent, keeps its output open and would go on for ever. */
  @Test
  void whatAScriptLeavesBehindEndsWithIt() {
    create(manifest(ScriptSample.spec("(sleep 1000 &) ; (sleep 1000; echo late) & echo done")));
    ScriptRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().stdout()).isEqualTo("done\n");
  }

  @Alone
  @Test
  void theEndIsWrittenOnceThoughOperatorAndWorkerDie() throws Exception {
    create(manifest(ScriptSample.lasting()));
    begun();
    stack.machine.kill("operator");
    stack.machine.kill("worker");
    ScriptRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().stdout()).isEqualTo("begun\nover\n");
    assertThat(run.getStatus().attempt()).isOne();
    assertThat(run.getStatus().run()).isOne();
    assertThat(stack.scheduled(ScriptNames.workflowId(id(run)), "ScriptSucceed")).isOne();
  }

  @Test
  void aPodThatIsLostIsFollowedByAnother() {
    create(manifest(ScriptSample.lasting()));
    Pod first = begun();
    stack.kubernetes.resource(first).delete();
    ScriptRun run = ended(WorkPhase.SUCCEEDED);
    assertThat(run.getStatus().attempt()).isEqualTo(2);
    assertThat(run.getStatus().stdout()).isEqualTo("begun\nover\n");
    assertThat(run.getStatus().artifacts().getFirst().key()).contains("/run-1/a2/");
  }

  @Test
  void aSuspendedScriptStartsAnew() {
    create(manifest(ScriptSample.lasting()));
    String id = begun().getMetadata().getOwnerReferences().getFirst().getUid();
    patch("{\"spec\":{\"suspend\":true}}");
    await().until(() -> resource().get().getStatus().phase() == WorkPhase.SUSPENDED);
    await().until(() -> stack.pods(id).isEmpty());
    patch("{\"spec\":{\"suspend\":false}}");
    assertThat(ended(WorkPhase.SUCCEEDED).getStatus().run()).isEqualTo(2);
  }

  @Test
  void aScriptThatIsDeletedTakesItsPodAlong() {
    create(manifest(ScriptSample.lasting()));
    String id = begun().getMetadata().getOwnerReferences().getFirst().getUid();
    resource().delete();
    await().until(() -> resource().get() == null);
    assertThat(stack.pods(id)).isEmpty();
  }

  private Pod begun() {
    await()
        .until(
            () ->
                resource().get().getStatus() != null
                    && "begun\n".equals(resource().get().getStatus().stdout()));
    return stack.pods(id(resource().get())).getFirst();
  }

  private static String manifest(String spec) {
    return "apiVersion: shoal.dev/v1alpha1\nkind: ScriptRun\nmetadata: {}\nspec: " + spec;
  }

  private void create(String manifest) {
    ScriptRun run = Serialization.unmarshal(manifest, ScriptRun.class);
    run.getMetadata().setName(name);
    run.getMetadata().setNamespace(NAMESPACE);
    stack.kubernetes.resource(run).create();
  }

  private void patch(String change) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), change);
  }

  private ScriptRun ended(WorkPhase phase) {
    ScriptRun run =
        await()
            .until(
                () -> resource().get(),
                one ->
                    one.getStatus() != null
                        && one.getStatus().phase() != null
                        && one.getStatus().phase().terminal()
                        && one.getMetadata().getFinalizers().isEmpty());
    assertThat(run.getStatus().phase()).as("%s", run.getStatus()).isEqualTo(phase);
    assertThat(stack.pods(id(run))).isEmpty();
    return run;
  }

  private Resource<ScriptRun> resource() {
    return stack.kubernetes.resources(ScriptRun.class).inNamespace(NAMESPACE).withName(name);
  }

  private static String id(ScriptRun run) {
    return run.getMetadata().getUid();
  }
}
