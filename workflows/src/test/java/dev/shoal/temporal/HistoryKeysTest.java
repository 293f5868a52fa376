package dev.shoal.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.shoal.workflow.JobRef;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryKeysTest {
  private static final String OLD = "k1=" + key('a');
  private static final String NEW = "k2=" + key('b');
  private static final JobRef JOB = new JobRef("uid", "research", "canary", 1);

  @Test
  void whatIsWrittenIsReadAgainAndNotByOthers() {
    Payload written = written(converter(OLD));
    assertThat(written.toString()).doesNotContain("canary");
    assertThat(read(converter(OLD), written)).isEqualTo(JOB);
    assertThat(written(converter(OLD))).as("another nonce").isNotEqualTo(written);
    assertThatThrownBy(() -> read(converter(NEW), written))
        .hasStackTraceContaining("a history was written with key k1");
    assertThatThrownBy(() -> read(converter("k1=" + key('c')), written))
        .hasStackTraceContaining("can't be en- or decrypted");
  }

  @Test
  void keysComeAndChangeUnderRunningWorkflows() {
    Payload plain = written(DefaultDataConverter.newDefaultInstance());
    Payload old = written(converter(OLD));
    DataConverter changed = converter(NEW + ", " + OLD);
    assertThat(read(changed, plain)).isEqualTo(JOB);
    assertThat(read(changed, old)).isEqualTo(JOB);
    assertThat(read(converter(NEW), written(changed))).isEqualTo(JOB);
  }

  @Test
  void whatWasTamperedWithIsRefused() {
    Payload written = written(converter(OLD));
    byte[] data = written.getData().toByteArray();
    data[data.length - 1] ^= 1;
    Payload changed = written.toBuilder().setData(ByteString.copyFrom(data)).build();
    assertThatThrownBy(() -> read(converter(OLD), changed))
        .hasStackTraceContaining("can't be en- or decrypted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k1", "=" + "AAAA", "k1=short", "k1=not base64 at all!"})
  void aKeyOfAnotherFormIsRefusedUnseen(String text) {
    assertThatThrownBy(() -> HistoryKeys.read(text))
        .hasMessageStartingWith("must be id=key pairs")
        .hasMessageNotContaining("short");
  }

  private static DataConverter converter(String keys) {
    return HistoryKeys.read(keys).converter();
  }

  private static Payload written(DataConverter converter) {
    return converter.toPayload(JOB).orElseThrow();
  }

  private static JobRef read(DataConverter converter, Payload payload) {
    return converter.fromPayload(payload, JobRef.class, JobRef.class);
  }

  private static String key(char letter) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) letter);
    return Base64.getEncoder().encodeToString(key);
  }
}
