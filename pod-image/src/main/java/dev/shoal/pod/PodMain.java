package dev.shoal.pod;

import dev.shoal.pod.artifact.Uploader;
import dev.shoal.pod.execution.Executions;
import dev.shoal.pod.execution.Installation;
import dev.shoal.pod.http.LastContact;
import dev.shoal.pod.http.PodServer;
import dev.shoal.pod.job.JobRunner;
import dev.shoal.pod.llm.ChatModel;
import dev.shoal.pod.llm.ModelProbe;
import dev.shoal.pod.llm.ModelWatch;
import dev.shoal.pod.llm.VllmProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point of the pod's worker: serves one attempt and exits when nobody asks for it. */
public final class PodMain {
  private static final Logger LOG = LoggerFactory.getLogger(PodMain.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private PodMain() {}

  /**
   * Serves; or with {@code fetch-weights LINKS FOLDER} fetches a model's files and ends; or with
   * {@code install FOLDER} puts itself there and ends.
   *
   * @param args none, or those
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length == 3 && args[0].equals("fetch-weights")) {
      try {
        Uploader store = new Uploader(PodConfig.storeTrust(System.getenv()));
        new WeightsFetch(store, Path.of(args[2])).run(Path.of(args[1]));
      } catch (IOException | IllegalArgumentException e) {
        System.err.println("shoal pod: " + e.getMessage());
        System.exit(1);
      }
      return;
    }
    if (args.length == 2 && args[0].equals("install")) {
      try {
        new Installation(
                Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"),
                PodMain.class.getName())
            .into(Path.of(args[1]));
      } catch (IOException e) {
        System.err.println("shoal pod: it can't be installed: " + e);
        System.exit(1);
      }
      return;
    }
    serve();
  }

  private static void serve() throws InterruptedException {
    PodConfig config;
    try {
      config = PodConfig.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("shoal pod: " + e.getMessage());
      System.exit(2);
      return;
    }
    Clock clock = Clock.systemUTC();
    LastContact contact = new LastContact(clock);
    String model = config.model();
    ModelProbe probe =
        model == null ? ModelProbe.NOT_NEEDED : new VllmProbe(config.modelServer(), model);
    ModelWatch watch = new ModelWatch(probe, System::nanoTime);
    Uploader uploader = new Uploader(config.storeTrust());
    JobRunner runner =
        new JobRunner(
            config.folder(),
            engineBuild(),
            uploader,
            model == null ? null : new ChatModel(config.modelServer(), model, config.answers()),
            config.modelArguments(),
            watch::problem,
            clock);
    Executions executions = new Executions(config.folder(), uploader);
    PodServer server =
        new PodServer(
            runner, executions, watch, contact, LogRing.installed(), config.token(), config.gpu());
    server.start(config.port());
    Runtime.getRuntime().addShutdownHook(new Thread(runner::shutDown));
    Runtime.getRuntime().addShutdownHook(new Thread(executions::shutDown));
    while (!contact.olderThan(config.orphanTimeout())) {
      watch.look();
      Thread.sleep(LOOK_EVERY);
    }
    LOG.warn("no contact for {}: giving the GPU back", config.orphanTimeout());
    System.exit(0);
  }

  private static String engineBuild() {
    String version = PodMain.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
