package dev.shoal.activity;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import dev.shoal.job.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.regex.Pattern;

/** What it means that the API server does not create something. */
final class Refusal {
  private static final int INVALID = 422;

  /** Kubernetes gives a quota's refusal no reason of its own. */
  private static final Pattern QUOTA = Pattern.compile("exceeded quota|status unknown for quota");

  private Refusal() {}

  /** Whether the namespace has no room for it now. */
  static boolean byQuota(KubernetesClientException e) {
    return e.getCode() == HTTP_FORBIDDEN && QUOTA.matcher(said(e)).find();
  }

  /** What the step fails by; the exception itself where it is no refusal. */
  static RuntimeException of(String what, KubernetesClientException e) {
    if (namespaceEnds(e)) {
      return Failures.permanent(Reason.CANCELLED, "the job's namespace was deleted");
    }
    String refusal = message(what, e);
    if (e.getCode() == INVALID) {
      return Failures.permanent(Reason.POD_INVALID, refusal);
    }
    if (byQuota(e)) {
      return Failures.permanent(Reason.QUOTA_EXCEEDED, refusal);
    }
    return e.getCode() == HTTP_FORBIDDEN
        ? Failures.temporary(Reason.POD_INVALID, refusal, e) // a right may be on its way
        : e;
  }

  static String message(String what, KubernetesClientException e) {
    return "the API server refuses the %s: %s".formatted(what, said(e));
  }

  /** The API server's words; a proxy before it may answer without any. */
  private static String said(KubernetesClientException e) {
    return e.getStatus() == null
        ? "HTTP " + e.getCode()
        : String.valueOf(e.getStatus().getMessage());
  }

  private static boolean namespaceEnds(KubernetesClientException e) {
    return e.getStatus() != null
        && e.getStatus().getDetails() != null
        && e.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }
}
