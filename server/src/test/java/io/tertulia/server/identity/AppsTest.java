package io.tertulia.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.server.db.Database;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppsTest {
  @TempDir Path folder;
  private Database database;
  private Apps apps;
  private Admission admission;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(folder.resolve("test.db"), 1, 10);
    apps = apps();
    admission = new Admission(apps, new Tokens(InstantSource.system()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_new_app_is_found_with_its_settings() throws Exception {
    var settings =
        new AppSettings(
            false,
            false,
            ConversationSync.INVITE,
            false,
            true,
            true,
            "de",
            RestVersion.ORDERED,
            Map.of("a", "b"),
            Map.of("seller", Role.DEFAULT),
            new AllowedOrigins(List.of("https://shop.example")));
    apps.create("shop", settings);
    assertThat(apps().find("shop").join().settings()).isEqualTo(settings);
  }

  @Test
  void an_app_that_does_not_exist_is_unknown_until_it_is_created() throws Exception {
    assertRefused(() -> apps.find("shop").join(), ErrorCode.UNKNOWN_APP);
    apps.create("shop", AppSettings.DEFAULT);
    assertThat(apps.find("shop").join().id()).isEqualTo("shop");
  }

  @Test
  void an_id_cannot_be_taken_twice() throws Exception {
    apps.create("shop", AppSettings.DEFAULT);
    assertThatThrownBy(() -> apps.create("shop", AppSettings.DEFAULT))
        .isInstanceOf(Refusal.class)
        .hasMessage("app: shop exists already");
  }

  @Test
  void a_key_can_be_replaced_while_it_is_in_use() throws Exception {
    var shop = apps.create("shop", AppSettings.DEFAULT);
    var second = apps.addKey(shop.app());
    var third = apps.addKey(shop.app());
    String bySecond = Tokens.user(second, "shop", "alice", null);
    String byThird = Tokens.user(third, "shop", "alice", null);
    assertThat(admission.user("shop", "alice", bySecond).join().actor().userId())
        .isEqualTo("alice");
    remove(shop.app(), second);
    assertRefused(
        () -> admission.user("shop", "alice", bySecond).join(), ErrorCode.UNAUTHENTICATED);
    assertThat(admission.user("shop", "alice", byThird).join().actor().app().id())
        .isEqualTo("shop");
  }

  @Test
  void the_key_that_signs_webhooks_cannot_be_removed() throws Exception {
    var shop = apps.create("shop", AppSettings.DEFAULT);
    assertThat(apps.signingKey("shop").join()).isEqualTo(shop.key());
    assertThatThrownBy(() -> remove(shop.app(), shop.key())).isInstanceOf(Refusal.class);
  }

  private void remove(App app, SecretKey key) throws Exception {
    database.write(sql -> Apps.removeKey(sql, app, key.id()));
    apps.forget(app.id());
  }

  @Test
  void a_changed_setting_counts_at_once() throws Exception {
    var shop = apps.create("shop", AppSettings.DEFAULT);
    assertRefused(() -> admission.user("shop", "alice", null).join(), ErrorCode.UNAUTHENTICATED);
    apps.change(shop.app(), settings -> settings.withVerifyIdentity(false));
    assertThat(admission.user("shop", "alice", null).join().endsAt()).isNull();
  }

  @Test
  void an_id_that_can_be_no_user_is_refused() throws Exception {
    apps.create("shop", AppSettings.DEFAULT.withVerifyIdentity(false));
    for (String id : new String[] {"", "a\u0000b", "x".repeat(256)}) {
      assertRefused(() -> admission.user("shop", id, null).join(), ErrorCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void a_user_token_does_not_speak_for_the_app() throws Exception {
    var shop = apps.create("shop", AppSettings.DEFAULT);
    String user = Tokens.user(shop.key(), "shop", "alice", null);
    String app = Tokens.app(shop.key(), "shop", null);
    assertRefused(() -> admission.app("shop", user).join(), ErrorCode.UNAUTHENTICATED);
    assertRefused(() -> admission.app("shop", null).join(), ErrorCode.UNAUTHENTICATED);
    assertThat(admission.app("shop", app).join().app().id()).isEqualTo("shop");
    assertThat(admission.app("shop", shop.key().reveal()).join().app().id()).isEqualTo("shop");
  }

  private Apps apps() {
    return new Apps(database, InstantSource.system(), new SecureRandom());
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
