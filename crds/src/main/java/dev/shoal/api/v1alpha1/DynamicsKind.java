package dev.shoal.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The models of opinion dynamics that a job can choose. */
public enum DynamicsKind {
  @JsonProperty("Feed")
  FEED,
  @JsonProperty("DeGroot")
  DEGROOT,
  @JsonProperty("FriedkinJohnsen")
  FRIEDKIN_JOHNSEN,
  @JsonProperty("HegselmannKrause")
  HEGSELMANN_KRAUSE,
  @JsonProperty("Deffuant")
  DEFFUANT,
  @JsonProperty("Voter")
  VOTER;

  /** The name in the request to the pod. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
