package dev.shoal.operator.reportrun;

import dev.shoal.api.v1alpha1.BuiltInReport;
import dev.shoal.api.v1alpha1.EmailSpec;
import dev.shoal.api.v1alpha1.MarketOutcome;
import dev.shoal.api.v1alpha1.ReportChannel;
import dev.shoal.api.v1alpha1.ReportRun;
import dev.shoal.api.v1alpha1.ReportRunSpec;
import dev.shoal.api.v1alpha1.WebhookSpec;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Planning;
import dev.shoal.reportrun.ReportRunPlan;
import dev.shoal.reportrun.ReportRunPlan.Channel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            Boolean.FALSE.equals(spec.send()) ? null : channel(spec.channel())));
  }

  private static int days(ReportRunSpec spec) {
    Integer days = spec.days();
    return days != null ? days : spec.report() == BuiltInReport.MARKET_ACCURACY ? A_YEAR : 1;
  }

  private static @Nullable Channel channel(@Nullable ReportChannel channel) {
    if (channel == null) {
      return null;
    }
    if (channel.slack() != null) {
      return webhook(Channel.Type.SLACK, channel.slack());
    }
    if (channel.webhook() != null) {
      return webhook(Channel.Type.WEBHOOK, channel.webhook());
    }
    EmailSpec email = channel.email();
    return email == null
        ? null
        : new Channel(
            Channel.Type.EMAIL,
            null,
            email.serverSecretRef().name(),
            null,
            email.to(),
            email.from());
  }

  private static Channel webhook(Channel.Type type, WebhookSpec webhook) {
    return webhook.secretRef() == null
        ? new Channel(type, webhook.url(), null, null, List.of(), null)
        : new Channel(
            type, null, webhook.secretRef().name(), webhook.secretRef().key(), List.of(), null);
  }
}
