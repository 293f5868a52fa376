package dev.shoal.operator.reportrun;

import dev.shoal.api.v1alpha1.BuiltInReport;
import dev.shoal.api.v1alpha1.MarketOutcome;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ReportRunSpec;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.work.ChannelPlan;
import dev.shoal.reportrun.ReportRunPlan;
import java.util.List;
import java.util.Optional;

/**
 * Makes a plan of a ReportRun, or says what is in the way. Pure.
 *
 * @param installation its namespace: a report there is about all namespaces
 */
record ReportRunPlanner(String installation) {
  private static final int A_YEAR = 366;

  Planning<ReportRunPlan> plan(ReportRun run) {
    ReportRunSpec spec = run.getSpec();
    String namespace = run.getMetadata().getNamespace();
    boolean everywhere = installation.equals(namespace);
    List<MarketOutcome> outcomes = spec.outcomes() == null ? List.of() : spec.outcomes();
    Optional<String> elsewhere =
        outcomes.stream()
            .map(MarketOutcome::job)
            .filter(job -> job.contains("/") && !job.startsWith(namespace + "/"))
            .findFirst();
    if (elsewhere.isPresent() && !everywhere) {
      return new Planning.Unready<>(
          Reason.PLACE_REFUSED,
          "spec.outcomes: job %s is of another namespace: a report about it can only run in namespace %s"
              .formatted(elsewhere.get(), installation));
    }
    return new Planning.Ready<>(
        new ReportRunPlan(
            ReportRunPlan.Kind.valueOf(spec.report().name()),
            days(spec),
            everywhere,
            outcomes.stream()
                .map(
                    one ->
                        new ReportRunPlan.Outcome(
                            one.job(), one.market(), Boolean.TRUE.equals(one.happened())))
                .toList(),
            Boolean.FALSE.equals(spec.send()) || spec.channel() == null
                ? null
                : ChannelPlan.of(spec.channel())));
  }

  private static int days(ReportRunSpec spec) {
    Integer days = spec.days();
    return days != null ? days : spec.report() == BuiltInReport.MARKET_ACCURACY ? A_YEAR : 1;
  }
}
