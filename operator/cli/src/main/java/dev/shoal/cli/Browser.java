package dev.shoal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens a page as the desktop does. */
final class Browser {
  private Browser() {}

  static void open(Path page) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", page.toString())
            : system.contains("win")
                ? List.of("cmd", "/c", "start", "", page.toString())
                : List.of("xdg-open", page.toString());
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new Trouble(
          "%s can't be started: open %s in a browser".formatted(command.getFirst(), page));
    }
  }
}
