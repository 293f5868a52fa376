package dev.shoal.notify;

import static java.net.HttpURLConnection.HTTP_CLIENT_TIMEOUT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.briefing.Channel;
import dev.shoal.kube.JobSecrets;
import dev.shoal.net.GuardedSockets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends reports to where users say. Addresses may be secrets, so nothing here repeats them. */
public final class Channels {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int TOO_MANY = 429;

  /** Slack cuts a message off at 40,000 characters; escaping makes it longer. */
  private static final int SLACK_LONGEST = 30_000;

  private final JobSecrets secrets;
  private final OkHttpClient client;
  private final Mail mail;

  public Channels(JobSecrets secrets) {
    this(secrets, GuardedSockets.client(LIMIT), new Mail(new GuardedSockets()));
  }

  Channels(JobSecrets secrets, OkHttpClient client, Mail mail) {
    this.secrets = secrets;
    this.client = client;
    this.mail = mail;
  }

  /** The channel won't take it, now or later; the message says what to do. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Sends a report.
   *
   * @throws Refused if trying again is no use
   * @throws IOException if it may be
   */
  public void send(Letter letter, Channel channel) throws Refused, IOException {
    try {
      switch (channel.type()) {
        case SLACK -> post(letter, channel, Map.of("text", slack(letter)));
        case WEBHOOK -> post(letter, channel, webhook(letter));
        case EMAIL ->
            mail.send(
                letter,
                channel,
                secrets.values(letter.namespace(), String.valueOf(channel.secret())));
      }
    } catch (JobSecrets.Unreadable e) {
      throw new Refused("spec.channel." + channel.type().title() + ": " + e.getMessage());
    }
  }

  private void post(Letter letter, Channel channel, Map<String, String> body)
      throws Refused, IOException {
    String field = "spec.channel." + channel.type().title();
    HttpUrl url = HttpUrl.parse(address(letter.namespace(), channel).strip());
    if (url == null) {
      throw new Refused(field + ": its address is no http(s) URL: mend it");
    }
    Request request =
        new Request.Builder()
            .url(url)
            .header("X-Shoal-Delivery", letter.delivery())
            .post(RequestBody.create(json(body), JSON))
            .build();
    int code;
    try (Response response = client.newCall(request).execute()) {
      code = response.code();
    } catch (IOException e) {
      throw new IOException(field + " can't be reached"); // its cause would name the address
    }
    if (code / 100 == 2) {
      return;
    }
    if (code / 100 == 5 || code == TOO_MANY || code == HTTP_CLIENT_TIMEOUT) {
      throw new IOException(field + " answered " + code);
    }
    throw new Refused("%s answered %d: look at its address".formatted(field, code));
  }

  private String address(String namespace, Channel channel) {
    return channel.secret() == null
        ? String.valueOf(channel.url())
        : secrets.value(namespace, channel.secret(), String.valueOf(channel.key()));
  }

  private static Map<String, String> webhook(Letter letter) {
    return Map.of(
        "report", letter.about(),
        "namespace", letter.namespace(),
        "name", letter.name(),
        "title", letter.briefing().title(),
        "summary", letter.briefing().summary(),
        "markdown", letter.briefing().markdown(),
        "html", letter.briefing().html());
  }

  /** Slack reads three characters as its own: no text can call a channel or hide a link. */
  private static String slack(Letter letter) {
    String whole = letter.briefing().text();
    String text =
        whole.length() <= SLACK_LONGEST ? whole : whole.substring(0, SLACK_LONGEST) + "\n...";
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String json(Map<String, String> body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can be written", e);
    }
  }
}
