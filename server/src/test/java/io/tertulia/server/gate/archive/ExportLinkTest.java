package io.tertulia.server.gate.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Fields;
import io.tertulia.server.Server;
import io.tertulia.server.gate.rest.DescribedClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// A browser fetches an archive by a link.
class ExportLinkTest {
  @Test
  void a_link_opens_the_export_once_without_a_credential() throws Exception {
    try (Server server = Site.empty()) {
      Site shop = new Site(server, "shop");
      Site other = new Site(server, "other");
      shop.ok("PUT", "/users/alice", "{\"name\":\"Alice\"}");
      String path = Fields.of(shop.ok("POST", "/export", ""), "").text("path");
      assertThat(path).startsWith("/v1/shop/export?ticket=").doesNotContain("sk_");
      HttpResponse<String> export = fetch(server, path);
      assertThat(export.statusCode()).isEqualTo(200);
      assertThat(export.body()).contains("\"alice\"");
      assertThat(export.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"shop.jsonl\"");
      assertThat(export.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(fetch(server, path).statusCode()).isEqualTo(401);
      String foreign = Fields.of(other.ok("POST", "/export", ""), "").text("path");
      assertThat(fetch(server, foreign.replace("other", "shop")).statusCode()).isEqualTo(401);
      assertThat(fetch(server, "/v1/shop/users?ticket=" + path).statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> fetch(Server server, String path) throws Exception {
    return DescribedClient.shared()
        .send(
            HttpRequest.newBuilder(URI.create(server.uri() + path)).build(),
            BodyHandlers.ofString());
  }
}
