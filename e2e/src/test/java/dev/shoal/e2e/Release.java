package dev.shoal.e2e;

import java.util.ArrayList;
import java.util.List;

/** The installed release of the chart, as Helm sees it. */
final class Release {
  private Release() {}

  /** The revision that is deployed. */
  static String revision() throws Exception {
    return Tool.lines(
            "",
            "kubectl",
            "-n",
            Stack.SYSTEM,
            "get",
            "secrets",
            "-o",
            "name",
            "-l",
            "owner=helm,name=shoal,status=deployed")
        .getFirst()
        .replaceAll(".*\\.v", "");
  }

  /** Upgrades it with more values, each {@code name=value}, and waits for it. */
  static void upgrade(List<String> values) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("helm", "upgrade", "shoal", "../helm/shoal", "-n", Stack.SYSTEM, "--wait"));
    command.addAll(List.of("--reuse-values", "--skip-crds", "--set", String.join(",", values)));
    Tool.lines("", command.toArray(String[]::new));
  }

  /** Goes back to a revision and waits for it. */
  static void rollBack(String revision) throws Exception {
    Tool.lines("", "helm", "rollback", "shoal", revision, "-n", Stack.SYSTEM, "--wait");
  }
}
