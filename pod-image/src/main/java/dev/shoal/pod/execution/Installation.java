package dev.shoal.pod.execution;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts this worker, with its Java runtime, into a folder, so that it can run in a container of
 * another image: {@code FOLDER/java/bin/java @FOLDER/worker.args}.
 */
public final class Installation {
  /** Small: what a script needs of the container's memory is its own. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx64m",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError");

  private final Path java;
  private final String classPath;
  private final String mainClass;

  /**
   * Of a running worker.
   *
   * @param java home of its runtime
   */
  public Installation(Path java, String classPath, String mainClass) {
    this.java = java;
    this.classPath = classPath;
    this.mainClass = mainClass;
  }

  /** Installs. */
  public void into(Path folder) throws IOException {
    copy(java, folder.resolve("java"));
    List<String> installed = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      if (Files.exists(from)) {
        Path to = folder.resolve("app").resolve(installed.size() + "-" + from.getFileName());
        copy(from, to);
        installed.add(to.toString());
      }
    }
    List<String> arguments = new ArrayList<>(FLAGS);
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, installed));
    arguments.add(mainClass);
    Files.write(folder.resolve("worker.args"), arguments);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path copied = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(copied);
        } else {
          Files.createDirectories(copied.getParent());
          Files.copy(one, copied);
          copied.toFile().setExecutable(Files.isExecutable(one), false);
        }
      }
    }
  }
}
