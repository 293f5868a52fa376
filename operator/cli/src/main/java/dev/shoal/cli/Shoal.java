package dev.shoal.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shoal}, which kubectl also finds as {@code kubectl shoal}. */
@Command(
    name = "shoal",
    mixinStandardHelpOptions = true,
    version = "shoal 0.1.0",
    description = "Runs simulations, trainings and schedules in the cluster of your kubeconfig.",
    footer = {
      "",
      "Exit codes: 0 done, 1 the work failed, 2 the command was wrong, 3 the cluster could not be asked."
    },
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      DescribeCommand.class,
      LogsCommand.class,
      ReportCommand.class,
      ChatCommand.class,
      ArtifactsCommand.class,
      CancelCommand.class,
      RerunCommand.class,
      CostCommand.class,
      TriggerCommand.class,
      SchedulesCommand.class,
      TiersCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    })
public final class Shoal implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG = 2;
  static final int UNREACHABLE = 3;

  private static final int UNPROCESSABLE = 422;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: see shoal --help");
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Shoal())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (e, args) -> {
              e.getCommandLine().getErr().println("shoal: " + e.getMessage());
              return WRONG;
            })
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println("shoal: " + message(e));
              return e instanceof Trouble || refused(e) ? WRONG : UNREACHABLE;
            });
  }

  /** What was asked for is not what the cluster takes. */
  private static boolean refused(Exception e) {
    return e instanceof KubernetesClientException api
        && (api.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
            || api.getCode() == HttpURLConnection.HTTP_CONFLICT
            || api.getCode() == UNPROCESSABLE);
  }

  private static String message(Exception e) {
    if (e instanceof KubernetesClientException api && api.getStatus() != null) {
      String said = String.valueOf(api.getStatus().getMessage());
      return switch (api.getCode()) {
        case HttpURLConnection.HTTP_FORBIDDEN ->
            said + ": ask who runs the cluster for the role edit in this namespace";
        case HttpURLConnection.HTTP_UNAUTHORIZED -> said + ": log in to the cluster again";
        case HttpURLConnection.HTTP_NOT_FOUND ->
            said + ": is Shoal installed in this cluster (helm list -A)?";
        default -> said;
      };
    }
    return e instanceof KubernetesClientException
        ? "the cluster can't be reached: does kubectl get nodes answer? (" + root(e) + ")"
        : String.valueOf(e.getMessage());
  }

  private static String root(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
