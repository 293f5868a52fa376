package dev.shoal.protocol.artifact;

import java.lang.reflect.Type;
import java.util.List;

/** The files of a run. Each has a JSON Schema beside this class's resources, {@code schemas/}. */
public enum ArtifactKind {
  CHAT_LOG("chat_log.json", ChatEntry.class, true),
  ACTIONS("actions.jsonl", ActionEntry.class, false),
  MARKET_CURVES("market_curves.json", MarketCurve.class, true),
  TRADES("trades.json", Trade.class, true),
  AGENT_TRAJECTORIES("agent_trajectories.json", AgentTrajectory.class, true),
  ENGAGEMENT_SUMMARY("engagement_summary.json", EngagementSummary.class, false),
  TOP_POSTS("top_posts.json", PostEntry.class, true),
  POSTS("posts.json", PostEntry.class, true),
  SOCIAL_GRAPH("social_graph.json", SocialGraph.class, false),
  PROFILES("profiles.json", Profile.class, true),
  RELATIONS("relations.json", Relation.class, true),
  GRAPH("graph.json", EntityGraph.class, false),
  INDICATORS("indicators.json", IndicatorPath.class, true),
  ANSWERS("answers.jsonl", RecordedAnswer.class, false),
  STRUCTURED("structured.json", Structured.class, false),
  MANIFEST("manifest.json", Manifest.class, false);

  private final String fileName;
  private final Class<?> element;
  private final boolean array;

  ArtifactKind(String fileName, Class<?> element, boolean array) {
    this.fileName = fileName;
    this.element = element;
    this.array = array;
  }

  /** Name of the file, without a path. */
  public String fileName() {
    return fileName;
  }

  /** Type of the file's value, or of its elements where it is an array, or of its lines. */
  public Type element() {
    return element;
  }

  /** Whether the file is a JSON array of elements. */
  public boolean array() {
    return array;
  }

  /** Name of the file's JSON Schema; for JSON lines it is that of a line. */
  public String schemaName() {
    return fileName.substring(0, fileName.lastIndexOf('.')) + ".schema.json";
  }

  /** MIME type. */
  public String contentType() {
    return fileName.endsWith(".jsonl") ? "application/x-ndjson" : "application/json";
  }

  /** All kinds but the manifest, which names the others. */
  public static List<ArtifactKind> listedInManifest() {
    return List.of(values()).stream().filter(kind -> kind != MANIFEST).toList();
  }
}
