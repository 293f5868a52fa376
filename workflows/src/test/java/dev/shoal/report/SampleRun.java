package dev.shoal.report;

import dev.shoal.protocol.artifact.ChatEntry;
import dev.shoal.protocol.artifact.EntityGraph;
import dev.shoal.protocol.artifact.IndicatorPath;
import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Structured;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A run for tests; {@code hostile} stands in every place that a seed or a model can reach. */
public final class SampleRun {
  private SampleRun() {}

  public static RunData with(String hostile) {
    PostEntry post = new PostEntry(1, 1, 0, hostile, 0.3, hostile, 3, 1, 2, 1, 0.5);
    return new RunData(
        hostile,
        structured(hostile),
        List.of(
            new MarketCurve(
                "m",
                hostile,
                100,
                List.of(
                    new MarketCurve.Point(0, 0.5, 0.5, 0.5, 0),
                    new MarketCurve.Point(2, 0.4, 0.45, 0.44, 12)))),
        List.of(post),
        Map.of(1, post),
        Set.of(hostile),
        new EntityGraph(
            List.of(
                new EntityGraph.Node(hostile, hostile, List.of(hostile), hostile),
                new EntityGraph.Node("b", hostile, List.of("Person"), hostile)),
            List.of(new EntityGraph.Edge(hostile, "b", hostile, 2)),
            new EntityGraph.Counts(2, 1)),
        List.of(new IndicatorPath(hostile, List.of(100.0, 101.5, 99.0))),
        List.of(
            new ChatEntry(1, 1, 0, hostile, 0, hostile, null, hostile, 3, 1),
            new ChatEntry(2, 2, 60, "reply", 0, hostile, 1, hostile, 0, 0)),
        2,
        new Manifest(2, 7, hostile, hostile, 0, List.of(hostile), "0.1.0", List.of()));
  }

  /** An outcome whose four findings cite post 1. */
  public static Structured structured(String text) {
    return new Structured(
        text,
        text,
        text,
        Stream.of("outcome", "driver", "divide", "dynamics")
            .map(slot -> new Structured.Finding(slot, text, text, List.of(1), List.of(text)))
            .toList(),
        40,
        List.of(new Structured.Coalition("early", "for", 3, List.of(text))),
        List.of(new Structured.StakeholderPosition(text, text, 0.1, 0.2)),
        List.of(new Structured.PhaseBoundary(1, text)),
        List.of(1),
        text,
        new Structured.Scale(10, 2, 5, 6),
        0.5);
  }
}
