package io.tertulia.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lists, page by page.
class PagesTest {
  private final Stub server = new Stub();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_list_is_read_page_by_page_and_only_as_far_as_it_is_used() {
    server
        .answers(200, page(0, 100))
        .answers(200, page(100, 100))
        .answers(200, page(0, 100))
        .answers(200, page(100, 0));
    try (TalkBackend backend = server.backend()) {
      assertThat(backend.users().limit(101).map(UserSnapshot::id).toList()).hasSize(101);
      assertThat(server.heard()).hasSize(2);
      assertThat(server.heard().get(0).path()).isEqualTo("/v1/demo/users?limit=100");
      assertThat(server.heard().get(1).path())
          .isEqualTo("/v1/demo/users?limit=100&startingAfter=u99");
      assertThat(backend.users().count()).isEqualTo(100);
    }
    assertThat(server.heard()).hasSize(4);
  }

  @Test
  void nothing_that_was_handed_out_is_needed_for_the_rest() {
    server.answers(200, page(0, 100)).answers(200, page(100, 1));
    try (TalkBackend backend = server.backend()) {
      Iterator<UserSnapshot> users = backend.users().iterator();
      for (int i = 0; i < 99; i++) {
        users.next();
      }
      assertThat(server.heard()).hasSize(1);
      assertThat(users.next().id()).isEqualTo("u99");
      assertThat(server.heard()).hasSize(2);
      assertThat(users.next().id()).isEqualTo("u100");
      assertThat(users.hasNext()).isFalse();
    }
    assertThat(server.heard()).hasSize(2);
  }

  private static String page(int first, int count) {
    List<String> users = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      users.add("{\"id\":\"u" + i + "\",\"name\":\"U\",\"createdAt\":" + i + "}");
    }
    return "{\"data\":[" + String.join(",", users) + "]}";
  }
}
