package dev.shoal.fetch;

import dev.shoal.kube.JobSecrets;
import dev.shoal.net.GuardedSockets;
import dev.shoal.objectstore.Places;
import dev.shoal.persistence.ForeignDatabase;
import dev.shoal.source.SourceSyncPlan.Source;
import dev.shoal.training.TrainingPlan.Place;
import java.time.Duration;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Readers of sources, with what their Secrets say. */
public final class SourceReaders {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final JobSecrets secrets;
  private final Places places;
  private final OkHttpClient client = GuardedSockets.client(LIMIT);

  public SourceReaders(JobSecrets secrets, Places places) {
    this.secrets = secrets;
    this.places = places;
  }

  /** The reader of a source of a namespace. */
  public SourceReader of(String namespace, Source source) throws Refused {
    @Nullable String secret = source.secret();
    try {
      return switch (source.type()) {
        case HTTP ->
            new HttpReader(
                client,
                Objects.requireNonNull(source.uri()),
                secret == null ? null : secrets.value(namespace, secret, "token").strip(),
                source.cursor());
        case S3 -> {
          Place place = new Place(Objects.requireNonNull(source.uri()), null, null, secret);
          yield new ObjectReader(places.at(namespace, place), place.key());
        }
        case POSTGRES ->
            new TableReader(
                new ForeignDatabase(
                    secrets.value(namespace, Objects.requireNonNull(secret), "url")),
                source.key(),
                source.cursor());
      };
    } catch (JobSecrets.Unreadable | ForeignDatabase.Refused e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }
}
