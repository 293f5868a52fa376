package dev.shoal.report;

import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Profile;
import dev.shoal.protocol.artifact.Structured;
import java.util.List;

/** A run for tests; {@code hostile} stands in every place that a seed can reach. */
final class SampleRun {
  private SampleRun() {}

  static RunData with(String hostile) {
    PostEntry post = new PostEntry(1, 1, 0, hostile, hostile, 3, 1, 2, 1, 0.5);
    Structured structured =
        new Structured(
            hostile,
            hostile,
            List.of(
                new Structured.Finding("outcome", hostile, hostile, List.of(1), List.of(hostile))),
            40,
            List.of(new Structured.Coalition("early", "for", 3, List.of(hostile))),
            List.of(),
            List.of(),
            List.of(1),
            hostile,
            new Structured.Scale(10, 2, 5, 6),
            0.5);
    return new RunData(
        hostile,
        structured,
        List.of(
            new MarketCurve(
                "m",
                hostile,
                100,
                List.of(
                    new MarketCurve.Point(0, 0.5, 0.5, 0.5, 0),
                    new MarketCurve.Point(2, 0.4, 0.45, 0.44, 12)))),
        List.of(post),
        List.of(post),
        List.of(new Profile(0, hostile, "person", true, 0, 0.5, 0.5, 0.5)),
        new Manifest(1, "j", 1, 7, "scripted", "scripted", 0, "0.1.0", List.of()));
  }
}
