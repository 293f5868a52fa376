package dev.shoal.reportrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.briefing.Briefing;
import dev.shoal.briefing.MarkdownTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BriefingTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  @Test
  void daysBeginAtMidnight() {
    assertThat(Period.ending(NOON, 1).from()).isEqualTo("2026-11-25T00:00:00Z");
    assertThat(Period.ending(NOON, 7).from()).isEqualTo("2026-11-19T00:00:00Z");
    assertThat(Period.ending(NOON, 7)).hasToString("2026-11-19 00:00 to 2026-11-25 12:00 UTC");
  }

  @Test
  void costIsPriceTimesHours() {
    GpuCost cost =
        new GpuCost(
            List.of(
                new GpuCost.Line("a", "large", 2, 5_400, new BigDecimal("3.50")),
                new GpuCost.Line("b", "TrainingJob", 1, 1_800, null)));
    Briefing briefing = cost.briefing("all namespaces", Period.ending(NOON, 1));
    assertThat(briefing.summary())
        .isEqualTo("2.00 GPU hours, 5.25 in cost where a price is known.");
    assertThat(briefing.html()).contains("<td>5.25</td>", "<td>unknown</td>");
  }

  /** Questions are what somebody wrote. */
  @Test
  void whatOthersWroteIsTextAlone() {
    MarkdownTable table = new MarkdownTable("Question");
    table.row("<script>alert(1)</script> | [x](javascript:y)\n# **b** `c`");
    Briefing briefing = new Briefing("t", "s", table.toString());
    assertThat(briefing.html())
        .contains("<td>&lt;script&gt;alert(1)&lt;/script&gt; | [x](javascript:y) # **b** `c`</td>")
        .doesNotContain("<script", "<a ", "<strong");
    assertThat(briefing.text()).contains("[x](javascript:y) # **b** `c`");
  }

  @Test
  void nothingIsSaidToBeNothing() {
    Period period = Period.ending(NOON, 1);
    assertThat(new DailyJobs(List.of(), List.of()).briefing("s", period).text())
        .contains("0 submitted, 0 completed, 0 failed.", "Nothing was submitted");
    assertThat(new GpuCost(List.of()).briefing("s", period).text()).contains("No GPU was held.");
  }
}
