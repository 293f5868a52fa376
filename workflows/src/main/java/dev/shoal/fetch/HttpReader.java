package dev.shoal.fetch;

import static java.net.HttpURLConnection.HTTP_CLIENT_TIMEOUT;
import static java.net.HttpURLConnection.HTTP_UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.source.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP: an array of records, or an object with one as items, data, results or records.
 * The next page is where the header Link (RFC 8288) or the field next says, on the same server; 429
 * and 503 are waited out as Retry-After says.
 */
final class HttpReader implements SourceReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ENVELOPES = List.of("items", "data", "results", "records");
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,]*rel=\"?next\"?");
  private static final int LONGEST_PAGE = 16 * 1024 * 1024;
  private static final int TOO_MANY = 429;
  private static final int MOST_WAITS = 20;
  private static final long LONGEST_WAIT_SECONDS = 60;
  private static final int MOST_PAGES = 10_000;

  private final OkHttpClient client;
  private final String base;
  private final @Nullable String token;
  private final @Nullable String cursor;

  HttpReader(OkHttpClient client, String base, @Nullable String token, @Nullable String cursor) {
    this.client = client;
    this.base = base;
    this.token = token;
    this.cursor = cursor;
  }

  @Override
  public void read(String resource, Sink sink) throws Refused, IOException, InterruptedException {
    Position position = sink.position(resource);
    HttpUrl first = first(resource, position);
    HttpUrl next = position.page() == null ? first : HttpUrl.parse(position.page());
    for (int pages = 0; next != null; pages++) {
      if (pages == MOST_PAGES) {
        throw new Refused("%s has more than %d pages".formatted(resource, MOST_PAGES));
      }
      HttpUrl url = sameServer(first, next, resource);
      Page page = page(url, resource, sink);
      Optional<String> greatest = Cursors.greatest(page.records(), cursor, resource);
      next = page.next() == null ? null : resolved(url, page.next(), resource);
      if (url.equals(next)) {
        throw new Refused("%s: its page %s is followed by itself".formatted(resource, pages + 1));
      }
      position = next == null ? position.whole(greatest) : position.at(next.toString(), greatest);
      sink.keep(resource, page.records(), position);
    }
  }

  private HttpUrl first(String resource, Position position) throws Refused {
    HttpUrl url = HttpUrl.parse(base + (base.endsWith("/") ? "" : "/") + resource);
    if (url == null) {
      throw new Refused("%s/%s is no URL".formatted(base, resource));
    }
    return cursor == null || position.cursor() == null
        ? url
        : url.newBuilder().setQueryParameter("since", position.cursor()).build();
  }

  /** Another server would be given the token. */
  private static HttpUrl sameServer(HttpUrl first, HttpUrl next, String resource) throws Refused {
    if (!first.scheme().equals(next.scheme())
        || !first.host().equals(next.host())
        || first.port() != next.port()) {
      throw new Refused("%s: its next page is on another server".formatted(resource));
    }
    return next;
  }

  private static HttpUrl resolved(HttpUrl url, String next, String resource) throws Refused {
    HttpUrl resolved = url.resolve(next);
    if (resolved == null) {
      throw new Refused("%s: its next page is no URL".formatted(resource));
    }
    return resolved;
  }

  /**
   * A page.
   *
   * @param next where the next one is; null after the last
   */
  private record Page(List<JsonNode> records, @Nullable String next) {}

  private Page page(HttpUrl url, String resource, Sink sink)
      throws Refused, IOException, InterruptedException {
    Request.Builder request = new Request.Builder().url(url).header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    for (int waits = 0; ; waits++) {
      long wait;
      try (Response response = client.newCall(request.build()).execute()) {
        int code = response.code();
        if (code / 100 == 2) {
          return parsed(response, resource);
        }
        if (code != TOO_MANY && code != HTTP_UNAVAILABLE) {
          if (code / 100 == 5 || code == HTTP_CLIENT_TIMEOUT) {
            throw new IOException("%s answered %d".formatted(resource, code));
          }
          throw new Refused(
              "%s answered %d: look at uri, resources and secretRef".formatted(resource, code));
        }
        wait = seconds(response.header("Retry-After"));
        if (waits == MOST_WAITS) {
          throw new IOException("%s answered %d again and again".formatted(resource, code));
        }
      }
      sink.pause(wait);
    }
  }

  private static long seconds(@Nullable String retryAfter) {
    try {
      return retryAfter == null
          ? 1
          : Math.clamp(Long.parseLong(retryAfter.strip()), 1, LONGEST_WAIT_SECONDS);
    } catch (NumberFormatException e) {
      return LONGEST_WAIT_SECONDS; // a date
    }
  }

  private static Page parsed(Response response, String resource) throws Refused, IOException {
    byte[] body;
    try (InputStream in = response.body().byteStream()) {
      body = in.readNBytes(LONGEST_PAGE + 1);
    }
    if (body.length > LONGEST_PAGE) {
      throw new Refused(
          "%s: a page is longer than %d bytes: have it paged".formatted(resource, LONGEST_PAGE));
    }
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Refused("%s is no JSON: %s".formatted(resource, e.getOriginalMessage()));
    }
    JsonNode records = records(root);
    if (records == null) {
      throw new Refused(
          "%s is no array of records, nor an object with one as %s"
              .formatted(resource, String.join(", ", ENVELOPES)));
    }
    List<JsonNode> all = new ArrayList<>();
    records.forEach(all::add);
    String link = linked(response.headers("Link"));
    JsonNode field = root.get("next");
    return new Page(
        all, link != null || field == null || !field.isTextual() ? link : field.asText());
  }

  private static @Nullable JsonNode records(@Nullable JsonNode root) {
    if (root == null || root.isArray()) {
      return root;
    }
    return ENVELOPES.stream()
        .map(root::get)
        .filter(found -> found != null && found.isArray())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String linked(List<String> headers) {
    Matcher matcher = NEXT.matcher(String.join(", ", headers));
    return matcher.find() ? matcher.group(1) : null;
  }
}
