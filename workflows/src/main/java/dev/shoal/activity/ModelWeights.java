package dev.shoal.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shoal.job.Reason;
import dev.shoal.job.TierPlan;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.protocol.WeightsFile;
import dev.shoal.protocol.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links to the files of a tier's model in the installation's bucket, for one pod to fetch. */
public final class ModelWeights {
  /** A Secret holds a mebibyte, and a link about half a kibibyte. */
  private static final int MOST_FILES = 1_000;

  private static final Duration SLACK = Duration.ofHours(1);

  private final ObjectStore store;

  public ModelWeights(ObjectStore store) {
    this.store = store;
  }

  /** The links as JSON, a list of {@link WeightsFile}; empty for a tier that needs none. */
  Optional<String> links(TierPlan tier) {
    String prefix = tier.serving().weightsPrefix();
    if (prefix == null || !tier.engine().equals("llm")) {
      return Optional.empty();
    }
    Duration validFor =
        Duration.ofSeconds(tier.limits().provisionSeconds() + tier.limits().healthSeconds())
            .plus(SLACK);
    try {
      Map<String, Long> found = store.list(prefix, MOST_FILES + 1);
      if (found.isEmpty() || found.size() > MOST_FILES) {
        throw Failures.permanent(
            Reason.MODEL_NOT_FOUND,
            "modelCache.objectStorePrefix of tier %s: the bucket has %s below %s: upload the model's files, at most %d"
                .formatted(
                    tier.name(),
                    found.isEmpty() ? "nothing" : "more than " + MOST_FILES + " objects",
                    prefix,
                    MOST_FILES));
      }
      List<WeightsFile> files = new ArrayList<>();
      for (Map.Entry<String, Long> object : found.entrySet()) {
        files.add(
            new WeightsFile(
                object.getKey().substring(prefix.length()),
                object.getValue(),
                store.presignRead(object.getKey(), validFor)));
      }
      return Optional.of(Wire.json().writeValueAsString(files));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
