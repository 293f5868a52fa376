package dev.shoal.llm;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.time.Duration;

/** Clients that end, retries included, within the three minutes of a step before the GPU. */
final class OpenAiClients {
  private static final Duration TIMEOUT = Duration.ofSeconds(80);
  private static final int RETRIES = 1;

  private OpenAiClients() {}

  static OpenAIClient open(String baseUrl, String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(baseUrl)
        .apiKey(key)
        .timeout(TIMEOUT)
        .maxRetries(RETRIES)
        .build();
  }
}
