package dev.shoal.pod.run;

import dev.shoal.protocol.JobRequest;
import java.util.List;

/** Requests for tests. */
public final class SampleRequests {
  /** A seed with people, bodies and places. */
  public static final String SEED =
      """
      # A congestion charge for Hafenstadt

      Hafenstadt has drafted a congestion charge for its old town. The Greens and the Social Democrats
      back the draft; the Christian Democrats oppose it. The chamber of commerce, led by Birgit
      Aldinger, expects to lose customers. The tenants' league supports the charge. Dr. Jonas
      Petersen points to Stockholm, where support rose after the trial. The mayor, Leyla Demir, called
      the article misleading. The police union doubts that evasion can be enforced.
      """;

  private SampleRequests() {}

  public static JobRequest request(int rounds, int agents, long seed) {
    return new JobRequest(
        "7c7b7b0d-2fe1-4c8a-afb4-70aa4fc657c1",
        1,
        SEED,
        "Will the council adopt the charge?",
        rounds,
        agents,
        90,
        List.of(
            new JobRequest.Market("adopt", "Will the council adopt it?", 0.5),
            new JobRequest.Market("sue", "Will the suburbs sue?", 0.3)),
        List.of(new JobRequest.Event(2, "The review is out.")),
        seed,
        "scripted",
        0);
  }
}
