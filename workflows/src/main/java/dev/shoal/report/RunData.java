package dev.shoal.report;

import dev.shoal.protocol.artifact.Manifest;
import dev.shoal.protocol.artifact.MarketCurve;
import dev.shoal.protocol.artifact.PostEntry;
import dev.shoal.protocol.artifact.Profile;
import dev.shoal.protocol.artifact.Structured;
import java.util.List;

/** What a report is written from: the question and the artifacts of its run. */
public record RunData(
    String goal,
    Structured structured,
    List<MarketCurve> curves,
    List<PostEntry> topPosts,
    List<PostEntry> posts,
    List<Profile> profiles,
    Manifest manifest) {}
