package dev.shoal.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time as the API server has it, so that what one process writes down agrees with what another, and
 * the API server itself, say of the same pod, also where a node's clock is wrong. While it is right
 * within two seconds, which is as exact as the {@code Date} of an answer tells, it is taken as it
 * is.
 */
public final class ServerClock extends Clock {
  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
  private static final Duration RIGHT = Duration.ofSeconds(2);
  private static final Duration SAME = Duration.ofSeconds(2);
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final Clock local;
  private volatile Duration offset = Duration.ZERO;

  public ServerClock(Clock local) {
    this.local = local;
  }

  /** A client whose answers set this clock. */
  public KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("clock", new Setter()))
        .build();
  }

  @Override
  public Instant instant() {
    return local.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return local.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }

  /** Takes the {@code Date} of an answer in; whole seconds, so their middle is the best guess. */
  void heard(String date) {
    Duration seen;
    try {
      Instant server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      seen = Duration.between(local.instant(), server.plus(HALF_A_SECOND));
    } catch (DateTimeException e) {
      return; // no clock at all is worse than ours
    }
    Duration wanted = seen.abs().compareTo(RIGHT) <= 0 ? Duration.ZERO : seen;
    if (wanted.minus(offset).abs().compareTo(SAME) > 0) {
      LOG.warn("this machine's clock differs from the API server's by {} s", -wanted.toSeconds());
      offset = wanted;
    }
  }

  private final class Setter implements Interceptor {
    @Override
    public void after(
        HttpRequest request,
        HttpResponse<?> response,
        AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      response.headers("Date").stream().findFirst().ifPresent(ServerClock.this::heard);
    }
  }
}
