package io.tertulia.server.gate.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of RFC 9110, section 14, and what is none.
class ByteRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-499|0|500",
        "bytes=500-999|500|500",
        "bytes=-500|9500|500",
        "bytes=9500-|9500|500",
        "bytes=0-0|0|1",
        "bytes=9999-|9999|1",
        "bytes=-1|9999|1",
        "bytes=0-|0|10000",
        "bytes=-20000|0|10000",
        "bytes=9999-99999|9999|1",
        "BYTES=1-1|1|1",
        "bytes = 1-1|1|1",
        "bytes=,, 1-1 ,|1|1",
        "bytes=20000-, 5-6|5|2",
        "bytes=0-99999999999999999999999|0|10000",
        "bytes=10000-|10000|0",
        "bytes=99999999999999999999999-|9223372036854775807|0",
        "bytes=-0|10000|0",
        "bytes=10000-10001, 20000-|10000|0",
      })
  void one_part_is_told_by_where_it_begins_and_how_long_it_is(
      String header, long from, long length) {
    assertThat(ByteRange.parse(header, 10_000)).isEqualTo(new ByteRange(from, length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none",
        "''",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=,",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=0x1-",
        "bytes=--1",
        "bytes=1-2-3",
        "bytes=1 - 2",
        "items=0-5",
        "bytes=0-1,nonsense",
        "bytes=500-600,601-999",
        "bytes=0-0,-1",
      })
  void all_is_sent_when_no_single_part_is_asked_for(String header) {
    assertThat(ByteRange.parse(header, 10_000)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-", "bytes=-5", "bytes=0-0"})
  void an_empty_file_has_no_parts(String header) {
    assertThat(ByteRange.parse(header, 0)).isNull();
  }
}
