package io.tertulia.testkit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.client.CreateUserParams;
import io.tertulia.client.SetUserParams;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UserOnlineSnapshot;
import io.tertulia.testkit.People;
import io.tertulia.testkit.Recorder;
import io.tertulia.testkit.Scissors;
import io.tertulia.testkit.TertuliaExtension;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TertuliaExtension.class)
class OnlineTest {
  private final Recorder<@Nullable UserOnlineSnapshot> seen = new Recorder<>();

  @Test
  void whoever_has_a_subscription_is_online(People people) {
    people.create("bob");
    people.session("alice").user("bob").subscribeOnline(seen);
    assertThat(seen.next()).matches(is("Bob", false));
    people.session("bob").currentUser().subscribe(null);
    assertThat(seen.next()).matches(is("Bob", true));
  }

  @Test
  void whoever_closed_the_last_device_is_offline_ten_seconds_later(People people) {
    TalkSession phone = people.device("bob");
    TalkSession laptop = people.device("bob");
    phone.user("bob").subscribe(null).connected().join();
    laptop.user("bob").subscribe(null).connected().join();
    people.session("alice").user("bob").subscribeOnline(seen);
    assertThat(seen.next()).matches(is("Bob", true));
    phone.close();
    // What follows is told of the last one, which may still be online for ten seconds.
    laptop.close();
    assertThat(seen.next()).matches(is("Bob", false));
  }

  @Test
  void whoever_idles_is_offline_though_the_session_is_held(People people) {
    people.create("bob");
    TalkSession bob =
        people.stranger(
            "bob", options -> options.forceNew(true).idleTimeout(Duration.ofMillis(100)));
    bob.user("bob").get().join();
    people.session("alice").user("bob").subscribeOnline(seen);
    seen.awaitUntil(is("Bob", false));
    bob.user("bob").get().join();
    seen.awaitUntil(is("Bob", true));
  }

  @Test
  void whoever_does_not_exist_is_seen_when_created(People people) {
    TalkSession stranger = people.stranger("zoe", options -> options);
    stranger.currentUser().subscribe(null).connected().join();
    people.session("alice").user("zoe").subscribeOnline(seen);
    assertThat(seen.next()).isNull();
    stranger.currentUser().createIfNotExists(CreateUserParams.builder("Zoe").build()).join();
    assertThat(seen.next()).matches(is("Zoe", true));
    stranger.currentUser().set(SetUserParams.builder().name("Zoé").build()).join();
    assertThat(seen.next()).matches(is("Zoé", true));
  }

  @Test
  void a_short_cut_of_the_watched_or_the_watcher_shows_nothing(People people, Scissors scissors) {
    TalkSession bob = people.session("bob", scissors);
    bob.currentUser().subscribe(null).connected().join();
    TalkSession alice = people.session("alice", scissors);
    alice.user("bob").subscribeOnline(seen);
    assertThat(seen.next()).matches(is("Bob", true));
    scissors.cut();
    bob.user("alice").get().join();
    alice.user("bob").get().join();
    bob.currentUser().set(SetUserParams.builder().name("Rob").build()).join();
    assertThat(seen.next()).matches(is("Rob", true));
  }

  private static Predicate<@Nullable UserOnlineSnapshot> is(String name, boolean online) {
    return now -> now != null && now.user().name().equals(name) && now.isConnected() == online;
  }
}
