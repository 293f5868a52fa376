package dev.shoal.notify;

import static java.net.HttpURLConnection.HTTP_CLIENT_TIMEOUT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.job.JobRow;
import dev.shoal.job.Notice;
import dev.shoal.job.ReportPlan;
import dev.shoal.job.TierPlan;
import dev.shoal.kube.JobSecrets;
import dev.shoal.net.GuardedSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Tells webhooks of reports. Their addresses may be secrets, so nothing here repeats them. */
public final class Webhooks {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int TOO_MANY = 429;

  private final JobSecrets secrets;
  private final OkHttpClient client;

  public Webhooks(JobSecrets secrets) {
    this(secrets, GuardedSockets.client(LIMIT));
  }

  Webhooks(JobSecrets secrets, OkHttpClient client) {
    this.secrets = secrets;
    this.client = client;
  }

  /**
   * Tells those that are not settled yet, each once.
   *
   * @return what came of each, in the order of the spec
   */
  public List<Notice> tell(JobRow row) {
    List<ReportPlan.Webhook> webhooks = row.plan().report().webhooks();
    Notice[] notices = new Notice[webhooks.size()];
    row.notices().stream().filter(Notice::settled).forEach(done -> notices[done.webhook()] = done);
    for (int index = 0; index < notices.length; index++) {
      if (notices[index] == null) {
        notices[index] = tell(index, webhooks.get(index), row);
      }
    }
    return List.of(notices);
  }

  private Notice tell(int index, ReportPlan.Webhook webhook, JobRow row) {
    try {
      HttpUrl url = HttpUrl.parse(address(webhook, row.namespace()).strip());
      if (url == null) {
        return new Notice(index, Notice.State.REFUSED, "its address is no http(s) URL");
      }
      Request request =
          new Request.Builder()
              .url(url)
              .header("X-Shoal-Delivery", row.jobId() + "-r" + row.run())
              .post(RequestBody.create(json(row), JSON))
              .build();
      try (Response response = client.newCall(request).execute()) {
        return new Notice(index, state(response.code()), "it answered " + response.code());
      }
    } catch (JobSecrets.Unreadable e) {
      return new Notice(index, Notice.State.TRIED, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Notice(index, Notice.State.TRIED, "it can't be reached");
    }
  }

  private static String json(JobRow row) {
    try {
      return MAPPER.writeValueAsString(ReportNews.of(row));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  private String address(ReportPlan.Webhook webhook, String namespace) {
    TierPlan.SecretRef secret = webhook.secret();
    return secret == null
        ? String.valueOf(webhook.url())
        : secrets.value(namespace, secret.name(), secret.key());
  }

  private static Notice.State state(int code) {
    if (code / 100 == 2) {
      return Notice.State.DELIVERED;
    }
    boolean final4xx = code / 100 == 4 && code != HTTP_CLIENT_TIMEOUT && code != TOO_MANY;
    return final4xx || code / 100 == 3 ? Notice.State.REFUSED : Notice.State.TRIED;
  }
}
