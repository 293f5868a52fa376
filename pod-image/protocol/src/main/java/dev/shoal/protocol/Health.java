package dev.shoal.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Answer of {@code GET /health}.
 *
 * @param status {@code ok} or {@code waiting}
 * @param gpu name of the GPU resource that the pod holds, if any
 * @param bootError why the worker can't become healthy, if it can't
 */
public record Health(
    String status,
    boolean vllmReady,
    WorkerState jobStatus,
    WorkerPhase phase,
    @Nullable String gpu,
    @Nullable String bootError) {}
