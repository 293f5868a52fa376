package dev.shoal.e2e;

import static dev.shoal.e2e.Stack.NAMESPACE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shoal.objectstore.ObjectStore;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small trainings and what they train on. */
record TrainingSample(String name) {
  static final String IMAGE = "localhost/tiny-model:1";
  static final int PAIRS = 200;

  String bucket() {
    return Stack.env("S3_BUCKET");
  }

  String dataset() {
    return "inputs/" + NAMESPACE + "/" + name + ".csv";
  }

  String output() {
    return "outputs/" + NAMESPACE + "/" + name + "/";
  }

  void store(ObjectStore store) throws IOException {
    store.write(dataset(), line().getBytes(UTF_8), "text/csv");
  }

  /** A line, y = 3x + 1, for x up to 10. */
  static String line() {
    return "x,y\n"
        + IntStream.rangeClosed(1, PAIRS)
            .mapToObj(i -> "%.2f,%.2f".formatted(i / 20.0, 3 * i / 20.0 + 1))
            .collect(Collectors.joining("\n"));
  }

  /** A spec with fields of spec.training. */
  String spec(String training) {
    return """
        dataset: {uri: "s3://%s/%s", format: csv}
        training: {%s}
        output: {uri: "s3://%s/%s", files: [go, metrics.json]}"""
        .formatted(bucket(), dataset(), training, bucket(), output());
  }

  /** A training that goes on until it is let go. */
  String waiting() {
    String script =
        """
        import itertools, signal, ssl, sys, time, urllib.request
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        tls = ssl.create_default_context(cafile='/shoal/ca.crt')
        def link(name): return open('/shoal/' + name).read()
        for epoch in itertools.count(1):
            print(f'epoch={epoch} loss={1 / epoch}', flush=True)
            try:
                urllib.request.urlopen(link('get.go'), context=tls)
                break
            except urllib.error.HTTPError:
                time.sleep(1)
        put = urllib.request.Request(link('put.metrics.json'), b'{"waited": 1}', method='PUT')
        urllib.request.urlopen(put, context=tls)
        """;
    return spec(
        "image: %s, command: [python3, -c, %s]"
            .formatted(IMAGE, Serialization.asJson(script).strip()));
  }

  void letGo(ObjectStore store) throws IOException {
    store.write(output() + "go", new byte[] {1}, "text/plain");
  }
}
