package dev.shoal.operator.work;

import dev.shoal.api.v1alpha1.EmailSpec;
import dev.shoal.api.v1alpha1.ReportChannel;
import dev.shoal.api.v1alpha1.WebhookSpec;
import dev.shoal.briefing.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as a plan has it. Pure. */
public final class ChannelPlan {
  private ChannelPlan() {}

  /** Of a spec; null where it names none. */
  public static @Nullable Channel of(ReportChannel channel) {
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
