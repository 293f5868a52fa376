package dev.shoal.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.protocol.StoreTrust;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the pod's worker, from environment variables that the Temporal worker puts into the
 * pod.
 *
 * @param port {@code SHOAL_PORT}, default 5000
 * @param token first line of the file that {@code SHOAL_TOKEN_FILE} names
 * @param orphanTimeout {@code SHOAL_ORPHAN_TIMEOUT_SECONDS}, default 1800
 * @param folder {@code SHOAL_WORK_DIR}, default /work: where artifacts are written
 * @param model {@code SHOAL_MODEL_ID}, where the engine needs a model
 * @param modelServer {@code SHOAL_MODEL_URL}, default http://127.0.0.1:8000
 * @param answers {@code SHOAL_MODEL_ANSWERS}, how the server is asked for answers of a given shape
 * @param modelArguments {@code SHOAL_MODEL_ARGS}, a JSON array: command line of its server
 * @param gpu {@code SHOAL_GPU}, name of the GPU resource that the pod holds
 * @param storeTrust {@code SHOAL_STORE_CA}, in PEM: authorities of the object store's own
 */
record PodConfig(
    int port,
    String token,
    Duration orphanTimeout,
    Path folder,
    @Nullable String model,
    URI modelServer,
    ChatModel.Format answers,
    List<String> modelArguments,
    @Nullable String gpu,
    @Nullable StoreTrust storeTrust) {

  static PodConfig from(Map<String, String> env) {
    return new PodConfig(
        number(env, "SHOAL_PORT", 5000),
        token(env.get("SHOAL_TOKEN_FILE")),
        Duration.ofSeconds(number(env, "SHOAL_ORPHAN_TIMEOUT_SECONDS", 1800)),
        Path.of(env.getOrDefault("SHOAL_WORK_DIR", "/work")),
        env.get("SHOAL_MODEL_ID"),
        URI.create(env.getOrDefault("SHOAL_MODEL_URL", "http://127.0.0.1:8000")),
        format(env.getOrDefault("SHOAL_MODEL_ANSWERS", "json_schema")),
        arguments(env.getOrDefault("SHOAL_MODEL_ARGS", "[]")),
        env.get("SHOAL_GPU"),
        storeTrust(env));
  }

  static @Nullable StoreTrust storeTrust(Map<String, String> env) {
    String pem = env.get("SHOAL_STORE_CA");
    try {
      return pem == null ? null : StoreTrust.of(pem);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("SHOAL_STORE_CA " + e.getMessage(), e);
    }
  }

  private static String token(@Nullable String file) {
    if (file == null) {
      throw new IllegalArgumentException("SHOAL_TOKEN_FILE is not set: name the token's file");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("SHOAL_TOKEN_FILE can't be read", e);
    }
  }

  private static ChatModel.Format format(String name) {
    try {
      return ChatModel.Format.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "SHOAL_MODEL_ANSWERS must be json_schema, json_object or tools", e);
    }
  }

  private static List<String> arguments(String json) {
    try {
      return Wire.json().readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("SHOAL_MODEL_ARGS must be a JSON array of strings", e);
    }
  }

  private static int number(Map<String, String> env, String key, int otherwise) {
    String given = env.get(key);
    if (given == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " must be a whole number", e);
    }
  }
}
