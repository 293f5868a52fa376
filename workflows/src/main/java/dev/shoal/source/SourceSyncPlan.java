package dev.shoal.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shoal.briefing.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync reads, and who is told.
 *
 * @param channel null to tell nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSyncPlan(
    List<Source> sources,
    boolean notifyOnSuccess,
    boolean notifyOnFailure,
    @Nullable Channel channel) {

  /** Kinds of places. */
  public enum Type {
    HTTP,
    S3,
    POSTGRES
  }

  /**
   * A place that records come from.
   *
   * @param uri below which resources are; null for a database
   * @param secret of the sync's namespace
   * @param key field that tells records apart
   * @param cursor field that grows; null to read all each time
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Source(
      String name,
      Type type,
      @Nullable String uri,
      List<String> resources,
      @Nullable String secret,
      String key,
      @Nullable String cursor) {}

  /** The source of a name. */
  public Source source(String name) {
    return sources.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source " + name));
  }
}
