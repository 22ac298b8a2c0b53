package io.tertulia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clients of the original that are published, as they are; but for the address, which leads here.
@ExtendWith(TertuliaExtension.class)
class OldClientsTest {
  @Test
  void a_marketplace_asks_for_a_sellers_conversations(People people) throws Exception {
    people.create("alice", "bob");
    people.conversation("tea", "alice", "bob");
    assertThat(conversations(people, "alice")).containsExactly("tea");
    assertThat(conversations(people, "nobody")).isEmpty();
  }

  private static List<String> conversations(People people, String seller) throws Exception {
    NodePackage client = NodePackage.installAlone("@mercurjs/b2c-core@1.5.3", "zod@3.25.76");
    String said =
        client.run(
            Path.of("src/test/resources/clients/mercur.js"),
            people.server().uri().toString(),
            people.appId(),
            people.secretKey(),
            seller);
    return Fields.of(Json.parse(said), "").objects("conversations", one -> one.text("id"));
  }
}
