package dev.shoal.pod.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.protocol.ScriptRequest;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes of this machine's shell. */
@Timeout(120)
class ScriptTest {
  private static final int LONG = 60;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          echo out; echo err >&2          | 0   | out     | err
          printf 'no line'; exit 3        | 3   | no line | ``
          kill -TERM $$                   | 143 | ``      | ``
          cat; echo $SHOAL_X; echo "$0"   | 0   | *       | ``
          """)
  void anEndOfItsOwnIsToldAsAShellTellsIt(String text, int code, String out, String err)
      throws Exception {
    Script script = script(text, LONG);
    Execution.End end = script.run();
    assertThat(end.problem()).isNull();
    assertThat(end.exitCode()).isEqualTo(code);
    if (!out.equals("*")) {
      assertThat(script.stdout().strip()).isEqualTo(out);
      assertThat(Files.readString(folder.resolve("stdout.txt"))).isEqualTo(script.stdout());
    }
    assertThat(script.stderr().strip()).isEqualTo(err);
    assertThat(end.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("stdout.txt", "stderr.txt");
  }

  @Test
  void whatRunsTooLongIsEndedAndWhatItSaidIsKept() throws Exception {
    Script script = script("echo begun; sleep 1000", 1);
    Execution.End end = script.run();
    assertThat(end.problem()).isEqualTo("timeout");
    assertThat(end.message()).isEqualTo("it ran longer than 1 s");
    assertThat(script.stdout()).isEqualTo("begun\n");
  }

  @Test
  void whatPrintsWithoutEndIsEndedAtTheLimit() throws Exception {
    Script script =
        script("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done", LONG);
    Execution.End end = script.run();
    assertThat(end.problem()).isEqualTo("output_too_long");
    assertThat(folder.resolve("stdout.txt")).hasSize(Output.LIMIT);
    assertThat(script.stdout()).hasSize(4_096);
  }

  @Test
  void whatIsAsLongAsTheLimitIsKept() throws Exception {
    Script script = script("head -c %d /dev/zero".formatted(Output.LIMIT), LONG);
    assertThat(script.run().problem()).isNull();
    assertThat(folder.resolve("stdout.txt")).hasSize(Output.LIMIT);
  }

  /** The kernel's own full device stands where output would be written. */
  @Test
  void aFullDiskIsNamed() throws Exception {
    Files.createSymbolicLink(folder.resolve("stdout.txt"), Path.of("/dev/full"));
    Execution.End end = script("echo lost; sleep 1000", LONG).run();
    assertThat(end.problem()).isEqualTo("disk_full");
    assertThat(end.files()).isEmpty();
  }

  @Test
  void whatItForksEndsWithIt() throws Exception {
    Script script = script("sleep 1000 & echo $!; wait", 1);
    assertThat(script.run().problem()).isEqualTo("timeout");
    long forked = Long.parseLong(script.stdout().strip());
    for (ProcessHandle still : ProcessHandle.of(forked).stream().toList()) {
      still.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void anInterpreterThatIsNotThereIsNamed() throws Exception {
    ScriptRequest request = new ScriptRequest("x", "no-such-program", "", LONG);
    Execution.End end = new Script(request, folder, new OomKills(), nowhere(), nowhere()).run();
    assertThat(end.problem()).isEqualTo("no_interpreter");
    assertThat(end.message()).contains("the image has no no-such-program");
    assertThat(end.files()).isEmpty();
  }

  /** The kernel's file, of either version, says that it has killed one while the script ran. */
  @Test
  void aProcessThatTheKernelKillsForWantOfMemoryIsToldApart() throws Exception {
    Path events = Files.writeString(folder.resolve("memory.events"), "oom 0\noom_kill 2\n");
    String text = "echo oom_kill 3 > %s; kill -KILL $$".formatted(events);
    OomKills kills = new OomKills(List.of(folder.resolve("absent"), events));
    ScriptRequest request = new ScriptRequest("x", "sh", text, LONG);
    assertThat(new Script(request, folder, kills, nowhere(), nowhere()).run().problem())
        .isEqualTo("out_of_memory");
    ScriptRequest other = new ScriptRequest("x", "sh", "kill -KILL $$", LONG);
    Execution.End end = new Script(other, folder, kills, nowhere(), nowhere()).run();
    assertThat(end.problem()).isNull();
    assertThat(end.exitCode()).isEqualTo(137);
  }

  @Test
  void theTailDoesNotBeginWithinACharacter() {
    Output output = new Output(folder.resolve("out"), nowhere(), () -> {});
    byte[] text = "ü".repeat(3_000).concat("x").getBytes(StandardCharsets.UTF_8);
    try {
      output.drain(new java.io.ByteArrayInputStream(text)).join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(output.tail()).matches("ü+x").hasSizeBetween(2_047, 2_048);
  }

  private Script script(String text, int timeoutSeconds) {
    ScriptRequest request = new ScriptRequest("x", "sh", text, timeoutSeconds);
    return new Script(request, folder, new OomKills(), nowhere(), nowhere());
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
