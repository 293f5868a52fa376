package dev.shoal.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoal.job.Reason;
import dev.shoal.kube.JobSecrets;
import dev.shoal.kube.StepJobFactory;
import dev.shoal.kube.StepJobs;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.Places;
import dev.shoal.persistence.WorkStore;
import dev.shoal.training.TrainingFindings;
import dev.shoal.training.TrainingPlan;
import dev.shoal.training.TrainingStep;
import dev.shoal.work.Work;
import dev.shoal.workflow.JobRef;
import dev.shoal.workflow.TrainingActivities;
import dev.shoal.workflow.TrainingOutline;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Steps of a training, with the API server, the object store and the row. */
public final class TrainingActivitiesImpl implements TrainingActivities {
  private static final int LONGEST_METRICS = 64 * 1024;
  private static final int MOST_METRICS = 50;
  private static final int LONGEST_NAME = 100;

  /** As long as S3 lets a link be. */
  private static final Duration LINKS_VALID = Duration.ofDays(7);

  private static final Duration GONE_POLL = Duration.ofMillis(500);

  private final WorkStore<TrainingPlan, TrainingFindings> store;
  private final StepJobs jobs;
  private final StepMonitor monitor;
  private final DatasetCheck datasets;
  private final Places places;
  private final Optional<String> storeAuthority;
  private final FixedLimits limits;
  private final RunMarks<TrainingPlan, TrainingFindings> marks;

  /**
   * Of an installation.
   *
   * @param storeAuthority certificates, in PEM, of authorities that the store has of its own
   */
  public TrainingActivitiesImpl(
      WorkStore<TrainingPlan, TrainingFindings> store,
      StepJobs jobs,
      StepMonitor monitor,
      DatasetCheck datasets,
      Places places,
      Optional<String> storeAuthority,
      FixedLimits limits,
      Clock clock) {
    this.store = store;
    this.jobs = jobs;
    this.monitor = monitor;
    this.datasets = datasets;
    this.places = places;
    this.storeAuthority = storeAuthority;
    this.limits = limits;
    this.marks = new RunMarks<>(store, clock);
  }

  @Override
  public TrainingOutline begin(JobRef job) {
    TrainingPlan plan = marks.begin(job).map(Work::plan).orElse(null);
    return new TrainingOutline(
        plan != null,
        plan != null && plan.preprocessing() != null,
        plan != null && plan.inference() != null,
        limits.ofTraining());
  }

  @Override
  public void validateDataset(JobRef job) {
    LongStep.run(
        alive -> {
          store.note(job.jobId(), job.run(), TrainingFindings.at("dataset"));
          TrainingPlan.Dataset dataset = store.get(job.jobId()).plan().dataset();
          long records = datasets.records(job.namespace(), dataset, alive);
          store.note(job.jobId(), job.run(), TrainingFindings.counted(records));
          return true;
        });
  }

  @Override
  public void createJob(JobRef job, TrainingStep step) {
    Work<TrainingPlan, TrainingFindings> work = store.get(job.jobId());
    if (!work.state().open() || work.run() != job.run()) {
      throw Failures.permanent(
          Reason.CANCELLED, "run %d is over, says its row".formatted(job.run()));
    }
    store.note(job.jobId(), job.run(), TrainingFindings.at(step.title()));
    Map<String, String> links = links(work);
    Job created = create(StepJobFactory.job(work, step));
    jobs.createIfAbsent(StepJobFactory.links(created, links));
  }

  private Job create(Job job) {
    try {
      return jobs.createOrAdopt(job);
    } catch (KubernetesClientException e) {
      throw Refusal.of("Job", e);
    }
  }

  /** By the name of the file that holds each in the step's container. */
  private Map<String, String> links(Work<TrainingPlan, TrainingFindings> work) {
    TrainingPlan plan = work.plan();
    Map<String, String> links = new TreeMap<>();
    try {
      TrainingPlan.Place dataset = plan.dataset().place();
      if (!dataset.key().endsWith("/")) {
        links.put(
            "dataset",
            places.at(work.namespace(), dataset).presignRead(dataset.key(), LINKS_VALID));
      } else {
        ObjectStore store = places.at(work.namespace(), dataset);
        StringBuilder all = new StringBuilder();
        for (String key : store.list(dataset.key(), TrainingPlan.Dataset.MOST_OBJECTS).keySet()) {
          all.append(store.presignRead(key, LINKS_VALID)).append('\n');
        }
        links.put("dataset", all.toString());
      }
      ObjectStore output = places.at(work.namespace(), plan.output().place());
      for (String file : plan.output().files()) {
        String key = plan.output().place().key() + file;
        links.put("put." + file, output.presignOverwrite(key, LINKS_VALID));
        links.put("get." + file, output.presignRead(key, LINKS_VALID));
      }
    } catch (JobSecrets.Unreadable e) {
      throw Failures.permanent(Reason.PLACE_REFUSED, "spec: " + e.getMessage());
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
    storeAuthority.ifPresent(pem -> links.put("ca.crt", pem));
    return links;
  }

  @Override
  public void monitorJob(JobRef job, TrainingStep step) {
    LongStep.run(alive -> monitor.follow(job, step, alive));
  }

  @Override
  public void cleanupResources(JobRef job) {
    LongStep.run(
        alive -> {
          OptionalDouble cost = OptionalDouble.empty();
          while (true) {
            List<Job> left = jobs.of(job.namespace(), job.jobId());
            List<Pod> pods = jobs.podsOf(job.namespace(), job.jobId());
            if (left.isEmpty() && pods.isEmpty()) {
              monitor.noteCost(job, cost);
              return true;
            }
            OptionalDouble now = monitor.cost(pods);
            if (cost.isEmpty()) {
              monitor.noteCost(job, now);
            }
            cost = now.isPresent() ? now : cost;
            left.stream()
                .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
                .forEach(jobs::delete);
            alive.check();
            Thread.sleep(GONE_POLL);
          }
        });
  }

  @Override
  public void finish(JobRef job) {
    TrainingPlan plan = store.get(job.jobId()).plan();
    if (plan.output().files().contains(TrainingPlan.METRICS)) {
      store.note(job.jobId(), job.run(), TrainingFindings.measured(metrics(job.namespace(), plan)));
    }
    marks.succeed(job);
  }

  private Map<String, String> metrics(String namespace, TrainingPlan plan) {
    TrainingPlan.Place place = plan.output().place();
    String key = place.key() + TrainingPlan.METRICS;
    try {
      Optional<byte[]> content = places.at(namespace, place).readAtMost(key, LONGEST_METRICS);
      if (content.isEmpty()) {
        throw Failures.permanent(
            Reason.ARTIFACTS_MISSING,
            "spec.output.files has metrics.json, but no step wrote %s: PUT it to the URL in"
                    .formatted(key)
                + " /shoal/put.metrics.json, or leave it out");
      }
      return numbers(content.get());
    } catch (IOException e) {
      throw Failures.temporary(Reason.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /** What a container wrote is not to be trusted: bounded, and numbers alone. */
  private static Map<String, String> numbers(byte[] json) {
    if (json.length > LONGEST_METRICS) {
      throw metricsInvalid("is longer than %d bytes".formatted(LONGEST_METRICS));
    }
    JsonNode root;
    try {
      root = new JsonMapper().readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw metricsInvalid("is no JSON: " + e.getOriginalMessage());
    }
    if (root == null || !root.isObject() || root.size() > MOST_METRICS) {
      throw metricsInvalid("is no object of at most %d numbers".formatted(MOST_METRICS));
    }
    Map<String, String> numbers = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().length() <= LONGEST_NAME && entry.getValue().isNumber()) {
        numbers.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return numbers;
  }

  private static RuntimeException metricsInvalid(String what) {
    return Failures.permanent(Reason.STEP_FAILED, "metrics.json " + what);
  }

  @Override
  public void markFailed(JobRef job, Reason reason, String message) {
    marks.fail(job, reason, message);
  }

  @Override
  public void markSuspended(JobRef job) {
    marks.suspend(job);
  }
}
