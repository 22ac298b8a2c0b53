package io.tertulia.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The only place that names the scanner library: bytes to [Json] and back.
final class JsonText {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: REDACTED [^;\\]]*; ([^\\]]*)\\]");

  private JsonText() {}

  static Json parse(byte[] utf8) {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new IllegalArgumentException("JSON: nothing (expected: one value)");
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "JSON: something behind the value (expected: one value)");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("JSON: " + firstLine(e), e);
    }
  }

  static byte[] print(Json json) {
    var bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      write(out, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Json value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Str(whole(parser.getText()));
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> new Json.Real(parser.getDoubleValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> Json.Null.NULL;
      default -> throw new IllegalArgumentException("JSON: unexpected " + token);
    };
  }

  private static Json integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Json.Int(parser.getLongValue());
      default -> new Json.Real(parser.getDoubleValue());
    };
  }

  private static Json object(JsonParser parser) throws IOException {
    Members members = new Members();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (!members.add(whole(name), value(parser, parser.nextToken()))) {
        throw new IllegalArgumentException("JSON: Duplicate field '" + whole(name) + "'");
      }
    }
    return new Json.Obj(members);
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      items.add(value(parser, t));
    }
    return new Json.Arr(items);
  }

  private static void write(JsonGenerator out, Json json) throws IOException {
    switch (json) {
      case Json.Obj object -> {
        out.writeStartObject();
        Members members = object.all();
        for (int i = 0; i < members.size(); i++) {
          out.writeFieldName(whole(members.name(i)));
          write(out, members.value(i));
        }
        out.writeEndObject();
      }
      case Json.Arr array -> {
        out.writeStartArray();
        for (Json item : array.items()) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Json.Str string -> out.writeString(whole(string.value()));
      case Json.Int number -> out.writeNumber(number.value());
      case Json.Real number -> out.writeNumber(number.value());
      case Json.Bool bool -> out.writeBoolean(bool.value());
      case Json.Printed printed -> out.writeRawValue(printed.text());
      case Json.Null none -> out.writeNull();
    }
  }

  /// The text with U+FFFD for every half of a character, such as is left when an application cuts a
  /// text by length. UTF-8 has no bytes for a half.
  private static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int[] points = text.codePoints().map(JsonText::whole).toArray();
        return new String(points, 0, points.length);
      }
    }
    return text;
  }

  private static int whole(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
        ? 0xFFFD
        : codePoint;
  }

  /// What the parser says, without its words on the source, which it does not show.
  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    return SOURCE.matcher(first).replaceAll("$1");
  }
}
