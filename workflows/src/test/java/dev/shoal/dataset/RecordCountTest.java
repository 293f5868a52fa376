package dev.shoal.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCountTest {
  @ParameterizedTest
  @CsvSource({
    "'{\"a\":1}\n{\"a\":2}', 2",
    "'{\"a\":1}\n\n{\"a\":2}\n', 2",
    "'[1,2]\n\"text\"\n3', 3",
    "'{\"a\":\"line\\nbreak\"}\r\n{}\r\n', 2",
    "'', 0",
  })
  void countsLinesOfJson(String text, long records) throws IOException {
    assertThat(count("jsonl", text)).isEqualTo(records);
  }

  /**
   * What RFC 4180 allows: quotes around commas, quotes and line breaks; a line of names is none.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b\n1,2\n3,4'             | 2",
        "'a,b\r\n1,2\r\n'            | 1",
        "'a,b\n\"1,5\",\"say \"\"x\"\"\"\n' | 1",
        "'a,b\n\"two\nlines\",2\n3,4\n'     | 2",
        "'a,b'                       | 0",
      })
  void countsRecordsBelowTheNames(String text, long records) throws IOException {
    assertThat(count("csv", text)).isEqualTo(records);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl   | '{\"a\":1}\n{\"a\":'     | line 2 is no JSON",
        "jsonl   | '{} {}'                  | line 1 has more than one JSON value",
        "csv     | 'a,b\n1,2\n1,2,3'        | record 2 has 3 values, the line of names has 2",
        "parquet | 'PAR1 and nothing else'  | it does not end as Parquet does",
        "parquet | 'a,b'                    | it does not begin as Parquet does",
      })
  void saysWhatIsWrong(String format, String text, String message) {
    assertThatThrownBy(() -> count(format, text))
        .isInstanceOf(RecordCount.Malformed.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "csv"})
  void textHasToBeUtf8(String format) {
    byte[] latin = "\"é\"\n\"é\"".getBytes(ISO_8859_1);
    assertThatThrownBy(() -> RecordCount.of(format, new ByteArrayInputStream(latin)))
        .isInstanceOf(RecordCount.Malformed.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void whatIsBelowTheSampleIsCountedAlone() throws IOException {
    String lines =
        IntStream.range(0, (int) RecordCount.SAMPLE + 5)
            .mapToObj(i -> i < RecordCount.SAMPLE ? "{}" : "not looked at")
            .collect(Collectors.joining("\n"));
    assertThat(count("jsonl", lines)).isEqualTo(RecordCount.SAMPLE + 5);
  }

  /** One value nested 100,000 deep would end a naive parser's stack. */
  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> count("jsonl", "[".repeat(100_000)))
        .isInstanceOf(RecordCount.Malformed.class);
  }

  @Test
  void parquetTellsItsRowsInItsFooter() throws IOException {
    assertThat(RecordCount.of("parquet", new ByteArrayInputStream(parquet(12_345))))
        .isEqualTo(12_345);
  }

  @Test
  void parquetThatIsCutOffIsNoticed() throws IOException {
    byte[] whole = parquet(7);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertThatThrownBy(() -> RecordCount.of("parquet", new ByteArrayInputStream(cut)))
        .isInstanceOf(RecordCount.Malformed.class);
  }

  @Test
  void aFooterLongerThanTheFileIsNoticed() throws IOException {
    byte[] whole = parquet(7);
    ByteBuffer.wrap(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(whole.length - 8, Integer.MAX_VALUE);
    assertThatThrownBy(() -> RecordCount.of("parquet", new ByteArrayInputStream(whole)))
        .isInstanceOf(RecordCount.Malformed.class)
        .hasMessageContaining("a length that can't be");
  }

  private static long count(String format, String text) throws IOException {
    return RecordCount.of(format, new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  /** A file of the format's own writer, larger than the tail that is kept of it. */
  private static byte[] parquet(long rows) throws IOException {
    SchemaElement root = new SchemaElement("root");
    root.setNum_children(0);
    root.setRepetition_type(FieldRepetitionType.REQUIRED);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(new FileMetaData(1, List.of(root), rows, List.of()), footer);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(ParquetFooter.MAGIC);
    file.writeBytes(new byte[Tail.MOST]);
    file.writeBytes(footer.toByteArray());
    file.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.size()).array());
    file.writeBytes(ParquetFooter.MAGIC);
    return file.toByteArray();
  }
}
