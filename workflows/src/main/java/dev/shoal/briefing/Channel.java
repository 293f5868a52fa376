package dev.shoal.briefing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, or addresses of a mail.
 *
 * @param url of a webhook, unless a Secret holds it
 * @param secret of the run's namespace
 * @param key of the Secret that holds a webhook's URL
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Channel(
    Type type,
    @Nullable String url,
    @Nullable String secret,
    @Nullable String key,
    List<String> to,
    @Nullable String from) {

  /** Kinds of channels. */
  public enum Type {
    SLACK("slack"),
    WEBHOOK("webhook"),
    EMAIL("email");

    private final String title;

    Type(String title) {
      this.title = title;
    }

    /** As the spec has it. */
    public String title() {
      return title;
    }
  }
}
