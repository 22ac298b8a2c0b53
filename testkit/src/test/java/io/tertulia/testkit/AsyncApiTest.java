package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The description of the WebSocket, read by the parser of those who made AsyncAPI.
@ExtendWith(TertuliaExtension.class)
class AsyncApiTest {
  @Test
  void the_parser_of_asyncapi_finds_nothing_wrong(People people) throws Exception {
    NodePackage parser = NodePackage.install("@asyncapi/parser@3.6.3");
    String url = people.server().uri().resolve("/asyncapi.json").toString();
    assertThat(parser.run(Path.of("src/test/resources/asyncapi/check.js"), url))
        .isEqualTo("3.0.0: 11 operations, 26 messages");
  }
}
