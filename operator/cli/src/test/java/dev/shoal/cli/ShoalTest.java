package dev.shoal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ShoalTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatIsWrongIsOneLineThatSaysWhatToDo() throws Exception {
    assertThat(shoal("fly")).isEqualTo(Shoal.WRONG);
    assertThat(err.toString()).startsWith("shoal: Unmatched argument").hasLineCount(1);
  }

  @Test
  void nothingAskedForIsWrongToo() {
    assertThat(shoal()).isEqualTo(Shoal.WRONG);
    assertThat(err.toString()).isEqualToIgnoringNewLines("shoal: say what to do: see shoal --help");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(shoal("run", "no-such.yaml")).isEqualTo(Shoal.WRONG);
    assertThat(err.toString()).contains("no-such.yaml can't be read");
  }

  @Test
  void aDocumentNeedsAQuestionAndATier() throws Exception {
    Path seed = Files.writeString(folder.resolve("seed.md"), "text");
    assertThat(shoal("run", seed.toString())).isEqualTo(Shoal.WRONG);
    assertThat(err.toString()).contains("--goal").contains("--tier");
  }

  @Test
  void helpNamesEachCommandAndTheExitCodes() {
    assertThat(shoal("--help")).isEqualTo(Shoal.DONE);
    assertThat(out.toString())
        .contains("run", "list", "describe", "logs", "cancel", "rerun", "cost", "trigger")
        .contains(
            "report",
            "chat",
            "artifacts",
            "schedules",
            "tiers",
            "generate-completion",
            "Exit codes: 0 done");
  }

  @Test
  void completionIsAScriptForTheShell() {
    assertThat(shoal("generate-completion")).isEqualTo(Shoal.DONE);
    assertThat(out.toString()).contains("#!/usr/bin/env bash").contains("_complete_shoal");
  }

  @Test
  void whatAgentsSaidCannotSteerTheTerminal() {
    assertThat(ChatCommand.plain("a\u001b[2Jb\r\nc")).isEqualTo("a [2Jb c");
  }

  @Test
  void columnsAreAsWideAsTheyHaveToBe() {
    Table table = new Table("A", "LONGER");
    table.row("value", "b");
    table.row("v", "two\nlines");
    assertThat(table.toString())
        .isEqualTo(
            """
            A       LONGER
            value   b
            v       two lines""");
  }

  private int shoal(String... args) {
    CommandLine command = Shoal.commandLine();
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
