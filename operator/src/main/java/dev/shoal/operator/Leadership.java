package dev.shoal.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease that lets one replica act. A replica that is told to stop gives it up, so that the next
 * one needn't wait until it runs out; one that loses it otherwise ends its process at once.
 */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final String LEASE = "shoal-operator";
  private static final Duration LASTS = Duration.ofSeconds(15);
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);
  private static final Duration TRIED_EVERY = Duration.ofSeconds(2);

  private final String namespace;
  private final String identity;
  private volatile boolean stopping;
  private volatile @Nullable CompletableFuture<?> campaign;

  /**
   * @param identity of this replica, in the lease; one that was killed and is back under the same
   *     needn't wait for its own lease to run out
   */
  Leadership(String namespace, String identity) {
    this.namespace = namespace;
    this.identity = identity;
  }

  /** Waits for the lease, without an end, then has this replica lead. */
  void campaign(KubernetesClient client, Runnable lead) {
    campaign =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfig(
                    new ObservedLease(namespace, LEASE, identity, Clock.systemUTC()),
                    LASTS,
                    RENEWED_WITHIN,
                    TRIED_EVERY,
                    new LeaderCallbacks(
                        () -> Thread.ofPlatform().name("lead").start(() -> lead(lead)),
                        this::lost,
                        leader -> LOG.info("leader is {}", leader)),
                    false,
                    LEASE))
            .build()
            .start()
            .whenComplete((done, failure) -> ended(failure));
  }

  private static void lead(Runnable lead) {
    LOG.info("this replica leads");
    try {
      lead.run();
    } catch (RuntimeException e) {
      LOG.error("this replica can't lead", e);
      System.exit(1);
    }
  }

  /** A campaign that ends by itself would leave a replica that never leads. */
  private void ended(@Nullable Throwable failure) {
    if (!stopping) {
      LOG.error("the campaign for the lease has ended", failure);
      lost();
    }
  }

  /** From now on the end of leadership is no accident. */
  void stopping() {
    stopping = true;
  }

  /** Gives the lease up, if this replica has it; call it once nothing acts any more. */
  void release(KubernetesClient client) {
    CompletableFuture<?> running = campaign;
    if (running != null) {
      running.cancel(true);
    }
    LeaseLock lock = new LeaseLock(namespace, LEASE, identity);
    try {
      LeaderElectionRecord held = lock.get(client);
      if (held == null || !identity.equals(held.getHolderIdentity())) {
        return;
      }
      ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
      lock.update(
          client,
          new LeaderElectionRecord(
              null, Duration.ofSeconds(1), now, now, held.getLeaderTransitions()));
    } catch (KubernetesClientException e) {
      LOG.warn("the lease runs out by itself: {}", e.getMessage());
    }
  }

  /** Another thread ends the process: the elector's own holds a lock that the end needs. */
  private void lost() {
    if (!stopping) {
      LOG.error("this replica leads no more: it ends, so that two never act");
      Thread.ofPlatform().name("lost-lease").start(() -> System.exit(1));
    }
  }
}
