package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Test inputs beside the tests: a JSON array of objects.
final class Resource {
  private Resource() {}

  static Stream<Fields> objects(String name) {
    try (InputStream resource = Resource.class.getResourceAsStream(name)) {
      Json.Arr array = (Json.Arr) Json.parse(resource.readAllBytes());
      return array.items().stream().map(item -> Fields.of(item, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(String name) {
    try (InputStream resource = Resource.class.getResourceAsStream(name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
