package dev.shoal.operator.config;

import java.util.HashMap;
import java.util.Map;

/** The settings that an operator can't start without. */
public final class SampleSettings {
  private SampleSettings() {}

  /** All required settings, and one more or another value for one of them. */
  public static Map<String, String> with(String key, String value) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "DATABASE_URL", "postgresql://u:secret@h/d",
                "POD_NAMESPACE", "n",
                "S3_ENDPOINT", "http://s3",
                "S3_BUCKET", "b",
                "S3_ACCESS_KEY", "a",
                "S3_SECRET_KEY", "secret"));
    settings.put(key, value);
    return settings;
  }
}
