package dev.shoal.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a training does, as its spec said when the run began, defaults filled in.
 *
 * @param queue that its Jobs wait in (Kueue's LocalQueue), if its resource names one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingPlan(
    Dataset dataset,
    @Nullable Container preprocessing,
    Container training,
    @Nullable Container inference,
    Output output,
    @Nullable String queue) {

  /** The resource that a node's GPUs are. */
  public static final String GPUS = "nvidia.com/gpu";

  /** Name of the file whose numbers are shown. */
  public static final String METRICS = "metrics.json";

  /**
   * What is trained on.
   *
   * @param format {@code jsonl}, {@code csv} or {@code parquet}
   * @param sha256 in hexadecimal, if one object with this digest alone will do
   */
  public record Dataset(Place place, String format, long minRecords, @Nullable String sha256) {
    /** Most objects of a folder: a Secret holds a mebibyte, and a link about half a kibibyte. */
    public static final int MOST_OBJECTS = 1_000;
  }

  /**
   * Where files go.
   *
   * @param files names of those that steps may write
   */
  public record Output(Place place, List<String> files) {}

  /**
   * An object, or a folder, in a store.
   *
   * @param uri {@code s3://bucket/key}
   * @param endpoint null for the installation's
   * @param region null for the installation's
   * @param secret name of a Secret with access-key and secret-key; null for the installation's
   */
  public record Place(
      String uri, @Nullable String endpoint, @Nullable String region, @Nullable String secret) {
    private static final String SCHEME = "s3://";

    public String bucket() {
      return uri.substring(SCHEME.length(), uri.indexOf('/', SCHEME.length()));
    }

    public String key() {
      return uri.substring(uri.indexOf('/', SCHEME.length()) + 1);
    }
  }

  /**
   * A step's container.
   *
   * @param requests quantities by resource
   * @param gpuCount 0 for none
   * @param deadlineSeconds of all its pods together
   */
  public record Container(
      String image,
      List<String> command,
      List<String> args,
      Map<String, String> env,
      Map<String, String> requests,
      Map<String, String> limits,
      int gpuCount,
      Map<String, String> nodeSelector,
      List<Toleration> tolerations,
      int backoffLimit,
      long deadlineSeconds) {}

  /** The container of a step, if there is such a step. */
  public Optional<Container> container(TrainingStep step) {
    return Optional.ofNullable(
        switch (step) {
          case PREPROCESSING -> preprocessing;
          case TRAINING -> training;
          case INFERENCE -> inference;
        });
  }
}
