package dev.shoal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a line of names, in columns as wide as they have to be. */
final class Table {
  private static final int LONGEST = 80;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... names) {
    rows.add(List.of(names));
  }

  void row(String... cells) {
    rows.add(
        List.of(cells).stream()
            .map(cell -> cell.replaceAll("\\s+", " "))
            .map(cell -> cell.length() > LONGEST ? cell.substring(0, LONGEST - 1) + "…" : cell)
            .toList());
  }

  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, columns)
                    .mapToObj(
                        column ->
                            row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
                    .collect(Collectors.joining("   "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
