package dev.shoal.operator.reportrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.briefing.Channel;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Planning;
import dev.shoal.reportrun.ReportRunPlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class ReportRunPlannerTest {
  private final ReportRunPlanner planner = new ReportRunPlanner("shoal-system");

  @Test
  void aReportIsAboutItsNamespaceAlone() {
    ReportRunPlan plan = ready("ns", "{report: DailyJobs, channel: {slack: {url: 'https://a/b'}}}");
    assertThat(plan.everywhere()).isFalse();
    assertThat(plan.days()).isOne();
    assertThat(plan.channel().type()).isEqualTo(Channel.Type.SLACK);
    assertThat(plan.channel().url()).isEqualTo("https://a/b");
  }

  @Test
  void inTheInstallationsNamespaceItIsAboutAll() {
    assertThat(ready("shoal-system", "{report: GpuCost, send: false, days: 30}").everywhere())
        .isTrue();
  }

  @Test
  void whatIsNotToBeSentHasNoChannel() {
    assertThat(
            ready("ns", "{report: GpuCost, send: false, channel: {webhook: {url: 'https://a/b'}}}")
                .channel())
        .isNull();
  }

  @Test
  void forecastsOfAYearAreScored() {
    ReportRunPlan plan =
        ready(
            "ns",
            "{report: MarketAccuracy, send: false, outcomes: [{job: a, happened: true}, {job: ns/b,"
                + " market: m2, happened: false}]}");
    assertThat(plan.days()).isEqualTo(366);
    assertThat(plan.outcomes())
        .containsExactly(
            new ReportRunPlan.Outcome("a", null, true),
            new ReportRunPlan.Outcome("ns/b", "m2", false));
  }

  @Test
  void jobsOfAnotherNamespaceAreRefused() {
    assertThat(
            planner.plan(
                run("ns", "{report: MarketAccuracy, outcomes: [{job: other/a, happened: true}]}")))
        .isInstanceOfSatisfying(
            Planning.Unready.class,
            unready -> {
              assertThat(unready.reason()).isEqualTo(Reason.PLACE_REFUSED);
              assertThat(unready.message())
                  .startsWith("spec.outcomes: job other/a is of another namespace");
            });
  }

  private ReportRunPlan ready(String namespace, String spec) {
    return ((Planning.Ready<ReportRunPlan>) planner.plan(run(namespace, spec))).plan();
  }

  private static ReportRun run(String namespace, String spec) {
    return Serialization.unmarshal(
        "apiVersion: shoal.dev/v1alpha1\nkind: ReportRun\nmetadata: {name: r, namespace: %s}\nspec: %s"
            .formatted(namespace, spec),
        ReportRun.class);
  }
}
