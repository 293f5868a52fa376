package dev.shoal.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lease that runs out by the clock of who looks at it: counted from when its last change was
 * seen, as Kubernetes' own components do. By the times that stand in it, a replica whose clock is
 * ahead would take the lease from a leader that is well, and one that is behind would leave jobs
 * without a leader.
 */
final class ObservedLease extends LeaseLock {
  private final Clock clock;
  private @Nullable LeaderElectionRecord last;
  private @Nullable ZonedDateTime seenAt;

  ObservedLease(String namespace, String name, String identity, Clock clock) {
    super(namespace, name, identity);
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable LeaderElectionRecord get(KubernetesClient client) {
    LeaderElectionRecord record = super.get(client);
    return record == null ? null : observed(record);
  }

  /** The same with the time at which it was first seen so. */
  LeaderElectionRecord observed(LeaderElectionRecord record) {
    ZonedDateTime seen = seenAt;
    if (seen == null || !Objects.equals(record, last)) {
      last = record;
      seen = ZonedDateTime.now(clock);
      seenAt = seen;
    }
    return new LeaderElectionRecord(
        record.getHolderIdentity(),
        record.getLeaseDuration(),
        record.getAcquireTime(),
        seen,
        record.getLeaderTransitions());
  }
}
