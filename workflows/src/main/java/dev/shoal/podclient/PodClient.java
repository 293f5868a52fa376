package dev.shoal.podclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.shoal.protocol.CompoundRequest;
import dev.shoal.protocol.ExecutionStatus;
import dev.shoal.protocol.Health;
import dev.shoal.protocol.JobRequest;
import dev.shoal.protocol.Problem;
import dev.shoal.protocol.ScriptRequest;
import dev.shoal.protocol.UploadGrant;
import dev.shoal.protocol.Wire;
import dev.shoal.protocol.WorkerStatus;
import dev.shoal.tracing.Tracing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Speaks to the worker API of one attempt's pod. */
public final class PodClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Bytes; what is in the pod may be its user's, and say anything. */
  private static final long LARGEST_ANSWER = 4 * 1024 * 1024;

  private final HttpClient http;
  private final URI base;
  private final String token;

  PodClient(HttpClient http, URI base, String token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** The worker refused a request; the message names the field. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }

    /** HTTP status. */
    public int status() {
      return status;
    }
  }

  /** Health; an unhealthy worker answers too. */
  public Health health() throws IOException, InterruptedException {
    HttpResponse<String> response = send(request("/health", TIMEOUT).GET());
    if (response.statusCode() != 200 && response.statusCode() != 503) {
      throw refused(response);
    }
    return Wire.json().readValue(response.body(), Health.class);
  }

  /** Submits; the same job again is the same. */
  public WorkerStatus submit(JobRequest job) throws IOException, InterruptedException {
    return post("/job", job, WorkerStatus.class);
  }

  /** Status once it is newer than a version, or after a wait. */
  public WorkerStatus status(long since, Duration wait) throws IOException, InterruptedException {
    String path = "/status?since=" + since + "&wait=" + wait.toSeconds();
    return answer(send(request(path, wait.plus(TIMEOUT)).GET()), WorkerStatus.class);
  }

  /** Hands over upload URLs. */
  public WorkerStatus grant(UploadGrant grant) throws IOException, InterruptedException {
    return post("/uploads", grant, WorkerStatus.class);
  }

  /** Hands a script over; the same again is the same. */
  public ExecutionStatus execute(ScriptRequest script) throws IOException, InterruptedException {
    return post("/execute", script, ExecutionStatus.class);
  }

  /** Hands simulations over; the same again is the same. */
  public ExecutionStatus simulate(CompoundRequest compound)
      throws IOException, InterruptedException {
    return post("/simulate", compound, ExecutionStatus.class);
  }

  /** The execution's status once it is newer than a version, or after a wait. */
  public ExecutionStatus execution(long since, Duration wait)
      throws IOException, InterruptedException {
    String path = "/execution?since=" + since + "&wait=" + wait.toSeconds();
    return answer(send(request(path, wait.plus(TIMEOUT)).GET()), ExecutionStatus.class);
  }

  /** Hands over upload URLs of the execution's files. */
  public ExecutionStatus grantExecution(UploadGrant grant)
      throws IOException, InterruptedException {
    return post("/execution/uploads", grant, ExecutionStatus.class);
  }

  private <T> T post(String path, Object body, Class<T> answer)
      throws IOException, InterruptedException {
    return answer(
        send(
            request(path, TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Wire.json().writeValueAsString(body)))),
        answer);
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token);
    Tracing.headers().forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.build(),
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST_ANSWER));
  }

  private static <T> T answer(HttpResponse<String> response, Class<T> type) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw refused(response);
    }
    return Wire.json().readValue(response.body(), type);
  }

  private static Refused refused(HttpResponse<String> response) {
    String detail = "HTTP " + response.statusCode();
    try {
      detail += ": " + Wire.json().readValue(response.body(), Problem.class).detail();
    } catch (JsonProcessingException e) {
      detail += ", not a problem document";
    }
    return new Refused(response.statusCode(), detail);
  }
}
