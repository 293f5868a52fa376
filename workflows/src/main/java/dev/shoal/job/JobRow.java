package dev.shoal.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's row, less its large texts. */
public record JobRow(
    String jobId,
    String namespace,
    String name,
    int run,
    JobPhase phase,
    JobPlan plan,
    @Nullable LiveStatus liveStatus,
    List<Artifact> artifacts,
    boolean simDataAvailable,
    List<MarketResult> resultMarkets,
    @Nullable String keyInsight,
    @Nullable String workflowId,
    @Nullable String workflowRunId,
    @Nullable Instant startedAt,
    @Nullable Instant deadlineAt,
    @Nullable Instant completedAt,
    @Nullable Failure failure) {}
