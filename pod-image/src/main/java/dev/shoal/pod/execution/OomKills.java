package dev.shoal.pod.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many processes of this container the kernel has killed because it needs too much memory. */
final class OomKills {
  private static final String WORD = "oom_kill ";
  private final List<Path> files;

  /** Of this container, whichever version of control groups it is in. */
  OomKills() {
    this(
        List.of(
            Path.of("/sys/fs/cgroup/memory.events"),
            Path.of("/sys/fs/cgroup/memory/memory.oom_control")));
  }

  OomKills(List<Path> files) {
    this.files = files;
  }

  /** So far; 0 where the kernel does not tell. */
  long count() {
    return files.stream().filter(Files::isReadable).mapToLong(OomKills::in).sum();
  }

  private static long in(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(WORD))
          .mapToLong(line -> Long.parseLong(line.substring(WORD.length()).strip()))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
