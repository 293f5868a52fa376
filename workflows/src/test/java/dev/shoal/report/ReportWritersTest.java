package dev.shoal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.llm.FakeModelServer;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWritersTest {
  private static final RunData RUN = SampleRun.with("Will it pass?");

  private FakeModelServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeModelServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theBuiltInWriterHasAllSectionsAndSaysWhoWroteIt() {
    Report report = new BuiltInReportWriter().write(RUN);
    assertThat(report.markdown())
        .containsSubsequence(
            "## Executive Summary",
            "## Verdict",
            "## Key Findings",
            "## Agent Coalitions",
            "## Markets",
            "LMSR price",
            "Median belief",
            "Odds-weighted mean",
            "## Method and limits",
            "no language model wrote it");
    assertThat(report.keyInsight()).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void theModelReadsArtifactsByToolAndHandsTheReportIn() {
    server
        .answering(200, message("read_artifact", "{\"name\":\"structured\"}"))
        .answering(200, message("submit_report", submission("Will it pass?", 1, "Will it pass?")));
    Report report = writer().write(RUN);
    assertThat(report.writer()).isEqualTo("claude-test");
    assertThat(report.keyInsight()).isEqualTo("K");
    assertThat(report.structured().findings()).hasSize(4);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getLast()).contains("tool_result", "disagreement_axis");
  }

  @Test
  void aReportThatCitesWhatIsNotThereIsMendedOnce() {
    server
        .answering(200, message("submit_report", submission("Will it pass?", 99, "Nobody")))
        .answering(200, message("submit_report", submission("Will it pass?", 1, "Will it pass?")));
    assertThat(writer().write(RUN).writer()).isEqualTo("claude-test");
    assertThat(server.requests().getLast())
        .contains("post 99 is not among the posts", "there is no agent", "Nobody");
  }

  @Test
  void aReportThatStaysWrongIsWrittenByTheBuiltInWriter() {
    String invented = "the moon is made of the finest green cheese";
    server
        .answering(200, message("submit_report", submission(invented, 1, "Will it pass?")))
        .answering(200, message("submit_report", submission(invented, 1, "Will it pass?")));
    assertThat(writer().write(RUN).writer()).isEqualTo("built-in");
    assertThat(server.requests().getLast()).contains("no post says", invented);
  }

  @Test
  void theBuiltInReportStandsUpToTheCheck() {
    assertThat(ReportCheck.problems(new BuiltInReportWriter().write(RUN), RUN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void whatTryingAgainCannotMendIsPermanent(int status) {
    server.answering(status, "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"no\"}}");
    assertThatThrownBy(() -> writer().write(RUN))
        .isInstanceOf(ReportWriter.PermanentReportException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 529})
  void anOverloadIsTransient(int status) {
    server.answering(status, "{\"type\":\"error\",\"error\":{\"type\":\"x\",\"message\":\"no\"}}");
    assertThatThrownBy(() -> writer().write(RUN))
        .isInstanceOf(ReportWriter.TransientReportException.class);
  }

  private ReportWriter writer() {
    return new AnthropicReportWriter(server.url(), "key", "claude-test", new BuiltInReportWriter());
  }

  private static String submission(String quote, int post, String agent) {
    String finding =
        "{\"slot\":\"outcome\",\"title\":\"T\",\"text\":\"X\",\"posts\":[%d],\"agents\":[\"%s\"]}"
            .formatted(post, agent);
    String markdown =
        "# R\\n## Executive Summary\\n## Verdict\\n## Key Findings\\n> \\\"%s\\\" (post %d)\\n"
                .formatted(quote, post)
            + "## Agent Coalitions\\n## Markets\\n## Method and limits\\n";
    return "{\"markdown\":\"%s\",\"verdict\":\"V\",\"key_insight\":\"K\",\"findings\":[%s]}"
        .formatted(markdown, String.join(",", Collections.nCopies(4, finding)));
  }

  private static String message(String tool, String input) {
    return """
        {"id":"m","type":"message","role":"assistant","model":"claude-test","stop_reason":"tool_use","stop_sequence":null,
         "usage":{"input_tokens":1,"output_tokens":1},"content":[{"type":"tool_use","id":"t1","name":"%s","input":%s}]}"""
        .formatted(tool, input);
  }
}
