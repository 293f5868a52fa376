package dev.shoal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.job.Artifact;
import dev.shoal.job.Reason;
import dev.shoal.protocol.CompoundResult;
import dev.shoal.protocol.DeclaredArtifact;
import dev.shoal.protocol.ExecutionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptEndTest {
  private static final String DIGEST = "0".repeat(64);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          0   | -               | -                     | -
          3   | -               | SCRIPT_FAILED         | the script ended with exit code 3; status.stderr has
          143 | -               | SCRIPT_FAILED         | exit code 143, as by signal 15
          137 | timeout         | RUN_TIME_EXCEEDED     | said: raise spec.timeoutSeconds
          137 | output_too_long | OUTPUT_TOO_LONG       | said: write less
          -   | no_interpreter  | INTERPRETER_NOT_FOUND | said: set spec.interpreter
          137 | out_of_memory   | OUT_OF_MEMORY         | said: raise spec.resources.limits.memory
          -   | disk_full       | DISK_FULL             | said
          -   | made-up         | ENGINE_FAILED         | said
          -   | -               | ENGINE_FAILED         | it ended without a result
          """)
  void anEndIsReadOfCodeAndProblem(
      @Nullable Integer code,
      @Nullable String problem,
      @Nullable Reason reason,
      @Nullable String message) {
    ScriptEnd end = ScriptEnd.of(status(code, problem, "said", null, List.of()), name -> name);
    if (reason == null) {
      assertThat(end.failure()).isNull();
    } else {
      assertThat(end.failure().reason()).isEqualTo(reason);
      assertThat(end.failure().message()).contains(message);
    }
    assertThat(end.findings().exitCode()).isEqualTo(code);
  }

  @Test
  void simulationsSucceedByTheirResult() {
    CompoundResult result =
        new CompoundResult("mean", 0.4, List.of(new CompoundResult.Outcome("a", 0.4, 0.5)));
    ScriptEnd end = ScriptEnd.of(status(null, null, null, result, List.of()), name -> name);
    assertThat(end.failure()).isNull();
    assertThat(end.findings().probability()).isEqualTo(0.4);
    assertThat(end.findings().outcomes()).containsExactly(new ScriptFindings.Outcome("a", 0.4));
  }

  /** The pod's image is its user's: it may say anything. */
  @Test
  void nothingIsBelievedOfFilesThatCannotBe() {
    ScriptEnd end =
        ScriptEnd.of(
            status(
                0,
                null,
                null,
                null,
                List.of(
                    new DeclaredArtifact("stdout.txt", 5, DIGEST),
                    new DeclaredArtifact("../../other/stdout.txt", 5, DIGEST),
                    new DeclaredArtifact("result.json", ScriptEnd.LARGEST_FILE + 1, DIGEST),
                    new DeclaredArtifact("stderr.txt", 5, "no digest"))),
            name -> "key/" + name);
    assertThat(end.findings().artifacts())
        .containsExactly(new Artifact("stdout.txt", "key/stdout.txt", 5, DIGEST));
  }

  /** PostgreSQL keeps no NUL in JSON, and a terminal obeys an escape. */
  @Test
  void whatItSaidHasNoControlCharacters() {
    String escape = String.valueOf((char) 0x1b);
    String nul = String.valueOf((char) 0);
    String half = String.valueOf((char) 0xd83d);
    String whole = new String(Character.toChars(0x1f41f));
    assertThat(ScriptEnd.text("a" + nul + escape + "[2J" + half + "b" + whole + "\n\t"))
        .isEqualTo("a??[2J?b".replace('?', (char) 0xfffd) + whole + "\n\t");
  }

  @Test
  void onlyTheEndOfALongTextIsKept() {
    assertThat(ScriptEnd.text("x".repeat(10_000) + "\tend\n")).hasSize(4_096).endsWith("\tend\n");
  }

  private static ExecutionStatus status(
      @Nullable Integer code,
      @Nullable String problem,
      @Nullable String message,
      @Nullable CompoundResult result,
      List<DeclaredArtifact> files) {
    return new ExecutionStatus(
        7, ExecutionStatus.State.ENDED, "x", code, problem, message, "", "", result, files);
  }
}
