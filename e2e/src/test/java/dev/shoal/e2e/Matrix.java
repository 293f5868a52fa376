package dev.shoal.e2e;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts runs and violations by row of the fault matrix, and prints the table at the end. */
final class Matrix implements BeforeAllCallback, TestWatcher {
  /** Runs of a row's tests; a violation is any of its assertions, the invariants among them. */
  private record Count(int runs, int violations) {
    Count plus(boolean violated) {
      return new Count(runs + 1, violations + (violated ? 1 : 0));
    }
  }

  /** All rows so far; closed, and printed, when the whole run is over. */
  private static final class Table implements AutoCloseable {
    private final Map<Integer, Count> rows = new ConcurrentSkipListMap<>();

    void add(int row, boolean violated) {
      rows.merge(row, new Count(0, 0).plus(violated), (old, one) -> old.plus(violated));
    }

    @Override
    public void close() {
      if (rows.isEmpty()) {
        return;
      }
      System.out.println("| row | runs | violations |\n|---|---|---|");
      rows.forEach(
          (row, count) ->
              System.out.printf("| %d | %d | %d |%n", row, count.runs(), count.violations()));
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    table(context);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    add(context, false);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    add(context, true);
  }

  private static void add(ExtensionContext context, boolean violated) {
    Optional<Row> row = context.getTestMethod().map(method -> method.getAnnotation(Row.class));
    row.ifPresent(
        found -> {
          table(context).add(found.value(), violated);
          System.out.printf(
              "row %d: %s %s%n",
              found.value(), context.getDisplayName(), violated ? "VIOLATED" : "holds");
        });
  }

  private static Table table(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Matrix.class))
        .computeIfAbsent(Table.class, key -> new Table(), Table.class);
  }
}
