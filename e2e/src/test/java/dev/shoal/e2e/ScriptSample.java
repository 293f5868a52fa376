package dev.shoal.e2e;

import io.fabric8.kubernetes.client.utils.Serialization;

/** Small scripts. */
final class ScriptSample {
  /** A shell beside Debian's libc; no Python. */
  static final String IMAGE = "localhost/script:1";

  private ScriptSample() {}

  /** A spec of a script of the shell. */
  static String spec(String script) {
    return "{image: %s, script: %s}".formatted(IMAGE, Serialization.asJson(script).strip());
  }

  /** Has begun once its output says so, and goes on for a while. */
  static String lasting() {
    return spec("echo begun; sleep 25; echo over");
  }
}
