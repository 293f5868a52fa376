package dev.shoal.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine that the stack runs on: its processes, their network and their clocks. */
final class Machine {
  /** Kills the processes of one of our Deployments; their kubelet starts them again. */
  void kill(String component) {
    signal(component, "KILL");
  }

  /** Sends a signal to all processes of one of our Deployments. */
  void signal(String component, String signal) {
    String main = component.equals("operator") ? "OperatorMain" : "WorkerMain";
    shell("pkill -" + signal + " -f 'dev.shoal.[a-z]*." + main + "'");
  }

  /** Sends a signal to all processes of a pod but the one that holds its namespaces. */
  void signal(Pod pod, String signal) {
    String uid = pod.getMetadata().getUid();
    shell(
        "for p in /proc/[0-9]*; do grep -q %s $p/cgroup 2>/dev/null && grep -q java $p/comm &&"
                .formatted(uid)
            + " kill -%s ${p#/proc/}; done; true".formatted(signal));
  }

  /** Stops or starts a server of the stack. */
  void server(String verb, String name) {
    shell(Path.of(System.getProperty("shoal.cluster"), "server.sh") + " " + verb + " " + name);
  }

  /** Sends a signal to a server of the stack: STOP holds it still, CONT lets it go on. */
  void signalServer(String name, String signal) {
    String pid = Path.of(System.getProperty("shoal.local"), "pid", name).toString();
    shell("kill -%s -- -$(cat %s)".formatted(signal, pid));
  }

  /** The library that shifts a process' time of day. */
  String compiledClock() {
    String source = Path.of(System.getProperty("shoal.cluster"), "clock.c").toString();
    String library = Path.of(System.getProperty("shoal.local"), "clock.so").toString();
    shell("cc -O2 -shared -fPIC -o %s %s -ldl".formatted(library, source));
    return library;
  }

  /** Copies a file into the root of a pod's main container. */
  void copyInto(Pod pod, String file, String to) {
    shell(
        "for p in /proc/[0-9]*; do grep -q %s $p/cgroup 2>/dev/null && grep -q java $p/comm &&"
                .formatted(pod.getMetadata().getUid())
            + " install -m 755 %s $p/root/%s; done; true".formatted(file, to));
  }

  /** Cuts a pod off the network, or joins it again, from inside its network namespace. */
  void link(Pod pod, String upOrDown) {
    String process = process(pod);
    shell("nsenter -t " + process + " -n ip link set eth0 " + upOrDown);
  }

  /** The machine's own address, as pods reach it. */
  static String address() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(one -> !one.isLoopbackAddress() && one.getAddress().length == 4)
        .findFirst()
        .orElseThrow()
        .getHostAddress();
  }

  private static String process(Pod pod) {
    String uid = pod.getMetadata().getUid();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().matches("\\d+"))
          .filter(path -> contains(path.resolve("cgroup"), uid))
          .map(path -> path.getFileName().toString())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no process of pod " + uid));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      return false; // the process has ended meanwhile
    }
  }

  private static void shell(String command) {
    try {
      Process process =
          new ProcessBuilder("bash", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command, e);
    }
  }
}
