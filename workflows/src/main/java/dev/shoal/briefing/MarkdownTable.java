package dev.shoal.briefing;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table in Markdown; what is in a cell can't be taken for anything but text. */
public final class MarkdownTable {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|<>&~]");

  private final StringBuilder text = new StringBuilder();

  public MarkdownTable(String... columns) {
    text.append(line(columns)).append("|---".repeat(columns.length)).append("|\n");
  }

  /** Adds a line. */
  public void row(Object... cells) {
    text.append(
        line(
            Arrays.stream(cells)
                .map(cell -> escaped(String.valueOf(cell)))
                .toArray(String[]::new)));
  }

  /** Text that Markdown shows as it is. */
  public static String escaped(String text) {
    return SPECIAL.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
  }

  private static String line(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
