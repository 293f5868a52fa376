package dev.shoal.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Reads an object of a data set from its start to its end, in bounded memory: counts its records,
 * and looks closely at the first ones.
 */
public final class RecordCount {
  /** Records that are parsed; the others are counted. */
  static final long SAMPLE = 1_000;

  private static final int LONGEST_LINE = 16 * 1024 * 1024;

  private RecordCount() {}

  /** An object is not of its format; the message says where and how. */
  public static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Counts.
   *
   * @param format {@code jsonl}, {@code csv} or {@code parquet}
   * @throws Malformed if the object is of another format
   */
  public static long of(String format, InputStream in) throws IOException {
    return switch (format) {
      case "jsonl" -> jsonLines(in);
      case "csv" -> csv(in);
      case "parquet" -> parquet(in);
      default -> throw new IllegalArgumentException(format);
    };
  }

  private static long jsonLines(InputStream in) throws IOException {
    JsonMapper json = new JsonMapper();
    long line = 0;
    long records = 0;
    try (BufferedReader reader = text(in)) {
      StringBuilder text = new StringBuilder();
      while (readLine(reader, text)) {
        line++;
        if (text.toString().isBlank()) {
          continue;
        }
        records++;
        if (records <= SAMPLE) {
          try (JsonParser parser = json.createParser(text.toString())) {
            json.readTree(parser);
            if (parser.nextToken() != null) {
              throw new Malformed("line %d has more than one JSON value".formatted(line));
            }
          } catch (JsonProcessingException e) {
            throw new Malformed("line %d is no JSON: %s".formatted(line, e.getOriginalMessage()));
          }
        }
      }
    } catch (CharacterCodingException e) {
      throw new Malformed("it is not text in UTF-8, near line " + (line + 1));
    }
    return records;
  }

  private static boolean readLine(BufferedReader reader, StringBuilder into) throws IOException {
    into.setLength(0);
    int read = reader.read();
    if (read < 0) {
      return false;
    }
    while (read >= 0 && read != '\n') {
      if (into.length() == LONGEST_LINE) {
        throw new Malformed("a line is longer than %d characters".formatted(LONGEST_LINE));
      }
      into.append((char) read);
      read = reader.read();
    }
    return true;
  }

  private static long csv(InputStream in) throws IOException {
    CsvMapper mapper = CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_LINE).build());
    long records = -1;
    int columns = 0;
    try (MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(text(in))) {
      while (rows.hasNextValue()) {
        String[] row = rows.nextValue();
        if (row.length == 1 && row[0].isBlank()) {
          continue;
        }
        records++;
        if (records == 0) {
          columns = row.length;
        } else if (records <= SAMPLE && row.length != columns) {
          throw new Malformed(
              "record %d has %d values, the line of names has %d"
                  .formatted(records, row.length, columns));
        }
      }
    } catch (JsonProcessingException e) {
      throw new Malformed("record %d is no CSV: %s".formatted(records + 1, e.getOriginalMessage()));
    } catch (CharacterCodingException e) {
      throw new Malformed("it is not text in UTF-8, near record " + (records + 1));
    }
    return Math.max(0, records);
  }

  /** The number stands in the footer: the last bytes are its length and a magic word. */
  private static long parquet(InputStream in) throws IOException {
    Tail tail = new Tail();
    try (InputStream all = new BufferedInputStream(in)) {
      byte[] head = all.readNBytes(ParquetFooter.MAGIC.length);
      if (!Arrays.equals(head, ParquetFooter.MAGIC)) {
        throw new Malformed("it does not begin as Parquet does");
      }
      all.transferTo(tail);
    }
    FileMetaData footer = Util.readFileMetaData(ParquetFooter.of(tail.bytes()));
    return footer.getNum_rows();
  }

  private static BufferedReader text(InputStream in) {
    return new BufferedReader(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }
}
