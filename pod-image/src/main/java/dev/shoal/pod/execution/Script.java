package dev.shoal.pod.execution;

import dev.shoal.protocol.ScriptRequest;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A script as a process of this container. Where we are the container's first process, what it
 * forks stays below us, and ends with it.
 */
final class Script implements Execution {
  private static final String OURS = "SHOAL_";

  /** Tries to kill what may be forking meanwhile, and their pause. */
  private static final int KILLS = 50;

  private static final long KILL_PAUSE_MILLIS = 20;
  private static final int KILLED = 137;
  private final ScriptRequest request;
  private final Path folder;
  private final Output stdout;
  private final Output stderr;
  private final OomKills oomKills;
  private final AtomicBoolean stopped = new AtomicBoolean();

  /**
   * A script.
   *
   * @param folder that it runs in; it and its files lie there
   * @param out where its output is repeated, likewise {@code err}
   */
  Script(ScriptRequest request, Path folder, OomKills oomKills, PrintStream out, PrintStream err) {
    this.request = request;
    this.folder = folder;
    this.oomKills = oomKills;
    this.stdout = new Output(folder.resolve("stdout.txt"), out, this::killAll);
    this.stderr = new Output(folder.resolve("stderr.txt"), err, this::killAll);
  }

  @Override
  public End run() throws InterruptedException {
    long killsBefore = oomKills.count();
    Process process;
    try {
      process = start();
    } catch (IOException e) {
      return noProcess(e);
    }
    Thread out = stdout.drain(process.getInputStream());
    Thread err = stderr.drain(process.getErrorStream());
    boolean inTime = process.waitFor(request.timeoutSeconds(), TimeUnit.SECONDS);
    killAll(); // destroying the process itself would close what it wrote before it is read
    int code = process.waitFor();
    out.join();
    err.join();
    return end(code, inTime, killsBefore);
  }

  private Process start() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path file = Files.writeString(folder.resolve("script"), request.script());
    ProcessBuilder builder =
        new ProcessBuilder(List.of(request.interpreter(), file.toString()))
            .directory(home.toFile())
            .redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith(OURS));
    environment.putIfAbsent("HOME", home.toString());
    return builder.start();
  }

  private End noProcess(IOException e) {
    String why = String.valueOf(e.getMessage());
    return why.contains("No space left on device")
        ? new End(null, "disk_full", why, null, List.of())
        : new End(
            null,
            "no_interpreter",
            "the image has no %s that can be run: %s".formatted(request.interpreter(), why),
            null,
            List.of());
  }

  private End end(int code, boolean inTime, long killsBefore) {
    List<Path> files = List.of(stdout.file(), stderr.file());
    IOException broken = stdout.broken() != null ? stdout.broken() : stderr.broken();
    if (broken != null) {
      return new End(code, "disk_full", "what it wrote can't be kept: " + broken, null, List.of());
    }
    if (stdout.tooLong() || stderr.tooLong()) {
      return new End(
          code,
          "output_too_long",
          "it wrote more than %d bytes to standard %s"
              .formatted(Output.LIMIT, stdout.tooLong() ? "output" : "error"),
          null,
          files);
    }
    if (stopped.get()) {
      return new End(code, "engine", "the pod was told to end", null, files);
    }
    if (!inTime) {
      return new End(
          code,
          "timeout",
          "it ran longer than %d s".formatted(request.timeoutSeconds()),
          null,
          files);
    }
    if (code == KILLED && oomKills.count() > killsBefore) {
      return new End(
          code, "out_of_memory", "it needed more memory than the container has", null, files);
    }
    return new End(code, null, null, null, files);
  }

  /** What it forked may have left it; it may be forking while we look. */
  private void killAll() {
    for (int kill = 0; kill < KILLS; kill++) {
      List<ProcessHandle> left =
          ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      try {
        Thread.sleep(KILL_PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public String stdout() {
    return stdout.tail();
  }

  @Override
  public String stderr() {
    return stderr.tail();
  }

  @Override
  public void stop() {
    stopped.set(true);
    killAll();
  }
}
