package dev.shoal.activity;

import dev.shoal.dataset.RecordCount;
import dev.shoal.job.Reason;
import dev.shoal.kube.JobSecrets;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.Places;
import dev.shoal.protocol.Sha256;
import dev.shoal.training.TrainingPlan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;

/** Looks whether a data set is there and is what its spec says, before a GPU is held for it. */
public final class DatasetCheck {
  private static final String FIELD = "spec.dataset: ";

  private final Places places;

  public DatasetCheck(Places places) {
    this.places = places;
  }

  /** The number of records; throws what the workflow fails by if the data set will not do. */
  long records(String namespace, TrainingPlan.Dataset dataset, HeartbeatThread alive) {
    try {
      ObjectStore store = places.at(namespace, dataset.place());
      long records = 0;
      for (String key : keys(store, dataset)) {
        alive.check();
        records += records(store, key, dataset);
        alive.tell(records);
      }
      if (records < dataset.minRecords()) {
        throw invalid(
            "%s has %d records, minRecords is %d: give more, or ask for fewer"
                .formatted(dataset.place().uri(), records, dataset.minRecords()));
      }
      return records;
    } catch (JobSecrets.Unreadable e) {
      throw Failures.permanent(Reason.DATASET_NOT_FOUND, FIELD + e.getMessage());
    } catch (IOException e) {
      throw Failures.temporary(
          Reason.STORE_UNAVAILABLE,
          FIELD + "%s can't be read: %s".formatted(dataset.place().uri(), e.getMessage()),
          e);
    }
  }

  private static List<String> keys(ObjectStore store, TrainingPlan.Dataset dataset)
      throws IOException {
    String key = dataset.place().key();
    boolean folder = key.isEmpty() || key.endsWith("/");
    List<String> found =
        folder
            ? List.copyOf(store.list(key, TrainingPlan.Dataset.MOST_OBJECTS + 1).keySet())
            : store.stat(key).isPresent() ? List.of(key) : List.of();
    if (found.isEmpty() || found.size() > TrainingPlan.Dataset.MOST_OBJECTS) {
      throw Failures.permanent(
          Reason.DATASET_NOT_FOUND,
          FIELD
              + "there is %s at %s: upload the data set, or mend uri"
                  .formatted(
                      found.isEmpty()
                          ? "nothing"
                          : "more than " + TrainingPlan.Dataset.MOST_OBJECTS + " objects",
                      dataset.place().uri()));
    }
    return found;
  }

  private static long records(ObjectStore store, String key, TrainingPlan.Dataset dataset)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    long records;
    try (InputStream in = new BufferedInputStream(new DigestInputStream(store.open(key), digest))) {
      records = RecordCount.of(dataset.format(), in);
    } catch (RecordCount.Malformed e) {
      throw invalid("%s is not %s: %s".formatted(key, dataset.format(), e.getMessage()));
    }
    String wanted = dataset.sha256();
    String is = Sha256.hex(digest);
    if (wanted != null && !wanted.equals(is)) {
      throw invalid(
          "%s has SHA-256 %s, sha256 is %s: it is another data set".formatted(key, is, wanted));
    }
    return records;
  }

  private static RuntimeException invalid(String message) {
    return Failures.permanent(Reason.DATASET_INVALID, FIELD + message);
  }
}
