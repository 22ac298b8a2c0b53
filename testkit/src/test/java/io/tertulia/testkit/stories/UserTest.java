package io.tertulia.testkit.stories;

import static io.tertulia.testkit.stories.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UserRef;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.TertuliaExtension;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class UserTest {
  @Test
  void who_does_not_exist_is_nobody_until_created(People people) {
    UserRef me = stranger(people).currentUser();
    var seen = new Recorder<UserSnapshot>();
    me.subscribe(seen);
    assertThat(seen.next()).isNull();
    assertThat(me.get().join()).isEmpty();
    me.createIfNotExists(CreateUserParams.builder("Zoë").build()).join();
    UserSnapshot zoe = new UserSnapshot("zoë/42", "Zoë", Map.of(), null, null, "default", null);
    assertThat(seen.next()).isEqualTo(zoe);
    assertThat(me.get().join()).contains(zoe);
  }

  @Test
  void creating_again_changes_nothing(People people) {
    UserRef me = people.session("alice").currentUser();
    me.createIfNotExists(CreateUserParams.builder("Somebody else").build()).join();
    assertThat(me.get().join().orElseThrow().name()).isEqualTo("Alice");
  }

  @Test
  void setting_creates_and_changes(People people) {
    UserRef me = stranger(people).currentUser();
    me.set(SetUserParams.builder().name("Zoë").custom("colour", "red").role("guest").build())
        .join();
    me.set(SetUserParams.builder().custom("size", "xl").locale("de-DE").build()).join();
    assertThat(me.get().join())
        .contains(
            new UserSnapshot(
                "zoë/42",
                "Zoë",
                Map.of("colour", "red", "size", "xl"),
                "de-DE",
                null,
                "guest",
                null));
  }

  @Test
  void setting_creates_nobody_without_a_name(People people) {
    assertRefused(
        stranger(people).currentUser().set(SetUserParams.builder().locale("de-DE").build()),
        ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void what_is_cleared_falls_back_to_its_default(People people) {
    UserRef me = people.session("alice").currentUser();
    me.set(
            SetUserParams.builder()
                .custom(Map.of("a", "1", "b.c", "2", "d", "3"))
                .photoUrl("https://example.com/a.png")
                .role("guest")
                .build())
        .join();
    me.set(SetUserParams.builder().clearPhotoUrl().removeCustom("a").build()).join();
    me.deleteFields("custom.b.c", "role").join();
    assertThat(me.get().join())
        .contains(
            new UserSnapshot("alice", "Alice", Map.of("d", "3"), null, null, "default", null));
    me.deleteFields("custom").join();
    assertThat(me.get().join().orElseThrow().custom()).isEmpty();
  }

  @Test
  void a_name_cannot_be_deleted_nor_what_does_not_exist(People people) {
    UserRef me = people.session("alice").currentUser();
    assertRefused(me.deleteFields("name"), ErrorCode.INVALID_ARGUMENT);
    assertRefused(me.deleteFields("shoes"), ErrorCode.INVALID_ARGUMENT);
    assertRefused(stranger(people).currentUser().deleteFields("locale"), ErrorCode.NOT_FOUND);
  }

  @Test
  void everybody_may_see_everybody_and_hears_of_changes(People people) {
    people.create("bob");
    var seen = new Recorder<UserSnapshot>();
    people.session("alice").user("bob").subscribe(seen);
    assertThat(seen.next().name()).isEqualTo("Bob");
    people.session("bob").currentUser().set(SetUserParams.builder().name("Robert").build()).join();
    assertThat(seen.next().name()).isEqualTo("Robert");
  }

  @Test
  void nobody_may_change_others_unless_the_app_lets_them(People people) {
    people.create("bob");
    UserRef bob = people.session("alice").user("bob");
    var change = SetUserParams.builder().name("Bobby").build();
    assertRefused(bob.set(change), ErrorCode.PERMISSION_DENIED);
    people.change(settings -> settings.withSelfOnly(false));
    TalkSession again = people.device("alice");
    again.user("bob").set(change).join();
    assertThat(bob.get().join().orElseThrow().name()).isEqualTo("Bobby");
  }

  @Test
  void without_user_sync_clients_change_no_user(People people) {
    people.create("alice");
    people.change(settings -> settings.withUserSync(false));
    UserRef me = people.session("alice").currentUser();
    assertRefused(me.set(SetUserParams.builder().name("Alicia").build()), ErrorCode.SYNC_DISABLED);
    assertRefused(me.deleteFields("locale"), ErrorCode.SYNC_DISABLED);
    me.createIfNotExists(CreateUserParams.builder("Alicia").build()).join();
    assertRefused(
        stranger(people).currentUser().createIfNotExists(CreateUserParams.builder("Zoë").build()),
        ErrorCode.SYNC_DISABLED);
    assertThat(me.get().join().orElseThrow().name()).isEqualTo("Alice");
  }

  private static TalkSession stranger(People people) {
    return people.stranger("zoë/42", UnaryOperator.identity());
  }
}
