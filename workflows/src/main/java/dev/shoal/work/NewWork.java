package dev.shoal.work;

import java.time.Instant;

/**
 * Work to be accepted.
 *
 * @param id UID of its resource
 * @param firstRun number of the run, if the resource has no row
 * @param <P> the kind's plan
 */
public record NewWork<P>(
    String id, String namespace, String name, int firstRun, P plan, Instant startedAt) {}
