package dev.shoal.operator.status;

import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.api.v1alpha1.ArtifactGrantStatus;
import dev.shoal.operator.decision.Decision;
import java.time.Instant;
import java.util.Optional;

/** Maps what became of a grant to the status that users see. Pure. */
public final class GrantStatus {
  private GrantStatus() {}

  /** Of a grant whose links are in a Secret. */
  public static ArtifactGrantStatus granted(
      ArtifactGrant grant, String secret, Instant expiresAt, Instant now) {
    ConditionList conditions = conditions(grant, now);
    conditions.add("Ready", true, "Granted", "");
    conditions.underWay(false, Optional.empty());
    return new ArtifactGrantStatus(
        grant.getMetadata().getGeneration(),
        secret,
        ConditionList.seconds(expiresAt),
        conditions.all());
  }

  /** Of a grant that has no links. */
  public static ArtifactGrantStatus waiting(
      ArtifactGrant grant, Decision.Waiting why, Instant now) {
    ConditionList conditions = conditions(grant, now);
    conditions.add("Ready", false, why.reason().title(), why.message());
    conditions.underWay(true, Optional.of(why));
    return new ArtifactGrantStatus(
        grant.getMetadata().getGeneration(), null, null, conditions.all());
  }

  private static ConditionList conditions(ArtifactGrant grant, Instant now) {
    ArtifactGrantStatus before = grant.getStatus();
    return new ConditionList(grant, before == null ? null : before.conditions(), now);
  }
}
