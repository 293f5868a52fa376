package dev.shoal.operator.work;

import dev.shoal.persistence.Database;
import dev.shoal.tracing.Tracing;
import java.time.Clock;

/** What every kind's reconciler works with. */
public record Mechanism(Database database, ResourceEvents events, Tracing tracing, Clock clock) {}
