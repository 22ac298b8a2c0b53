package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.client.ConversationSnapshot;
import io.tertulia.client.UserOnlineSnapshot;
import io.tertulia.client.UserSnapshot;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The moment of truth: the network is whole, everybody is silent, and what each subscription shows
/// must be what a fresh one shows.
final class Checkpoint {
  /// From the healing of the network until the last answer: a session waits up to ten seconds
  /// before it connects again.
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  /// From the last answer until all are equal.
  private static final Duration TO_AGREE = Duration.ofSeconds(10);

  private static final AtomicLong FENCES = new AtomicLong();

  private final World world;

  Checkpoint(World world) {
    this.world = world;
  }

  /// One subscription of the script and one that was just made, of the same kind by the same
  /// person.
  private record Pair(Watch lived, Watch fresh) {}

  /// @param fenced whether everybody is also told something new at the end, and must show that too
  /// @throws Breach when something differs, or was seen that may not be
  void hold(boolean fenced) {
    becomeQuiet();
    Map<Device, Seat> sessions = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    try {
      for (Device device : world.devices()) {
        for (Watch watch : device.watches()) {
          Seat session = sessions.computeIfAbsent(device, this::newSession);
          pairs.add(new Pair(watch, watch.afresh(session)));
        }
      }
      world.figures().comparisons(pairs.size());
      mustAgree(pairs);
      mustHide(pairs);
      if (fenced) {
        tellAll(pairs);
        mustAgree(pairs);
      }
    } finally {
      sessions.values().forEach(Seat::close);
    }
    world.mustBeFlawless();
  }

  private void becomeQuiet() {
    world.devices().forEach(device -> device.scissors().heal());
    world.promises().awaitAll(TO_ANSWER);
    // An answer to this means that the line is up, or that the session has ended.
    do {
      world.revive();
      for (Device device : world.devices()) {
        world.promises().add("sign of life of " + device, signOfLife(device));
      }
      world.promises().awaitAll(TO_ANSWER);
    } while (world.revive());
    world.mustBeFlawless();
  }

  private static CompletableFuture<?> signOfLife(Device device) {
    return device
        .seat()
        .get(new Thing.User("nobody"))
        .whenComplete((nobody, failure) -> {
          if (Promises.says(failure, ErrorCode.SESSION_CLOSED)) {
            device.ended();
          }
        });
  }

  /// Takes the way of the device: the URLs of files begin with it.
  private Seat newSession(Device device) {
    return SdkSeat.sit(
        world.people(), device.userId(), device.scissors().uri(), (code, error) -> {});
  }

  private void mustAgree(List<Pair> pairs) {
    if (!world.pulse().await(TO_AGREE, () -> pairs.stream().allMatch(this::agrees))) {
      world.mustBeFlawless();
      Pair first = pairs.stream().filter(pair -> !agrees(pair)).findFirst().orElse(null);
      if (first != null) {
        throw new Breach(
            first.lived() + Difference.between(first.lived().state(), first.fresh().state()));
      }
    }
  }

  /// Nobody knows meanwhile when a new role counts; now everybody does.
  private void mustHide(List<Pair> pairs) {
    Map<String, Boolean> masked = new HashMap<>();
    for (Pair pair : pairs) {
      String viewer = pair.lived().viewer();
      if (masked.computeIfAbsent(viewer, this::isMasked)
          && Leak.in(pair.lived().snapshot(), viewer)) {
        throw new Breach(pair.lived().shown() + " shows what is hidden");
      }
    }
  }

  private boolean isMasked(String user) {
    Backend.Answer answer = world.people().backend().get("users", user);
    return answer.isDone() && Fields.of(answer.body(), "").text("role").equals("masked");
  }

  private boolean agrees(Pair pair) {
    if (!(pair.lived().state() instanceof Active<?> lived)
        || !(pair.fresh().state() instanceof Active<?> fresh)) {
      return false;
    }
    if (lived.latestSnapshot() instanceof List<?> shown
        && fresh.latestSnapshot() instanceof List<?> known) {
      if (known.size() < shown.size() && !fresh.loadedAll()) {
        widen(pair.fresh(), shown.size() - known.size());
        return false;
      }
      return isBeginning(shown, known)
          && lived.loadedAll() == (fresh.loadedAll() && known.size() == shown.size());
    }
    return lived.equals(fresh);
  }

  private static boolean isBeginning(List<?> shown, List<?> known) {
    return shown.size() <= known.size() && shown.equals(known.subList(0, shown.size()));
  }

  /// A call while another is under way only widens that.
  private static void widen(Watch fresh, int missing) {
    var _ = fresh.loadMore(Math.min(missing, fresh.kind().most()));
  }

  /// Tells every person and every conversation something new, and waits until it is seen wherever
  /// it can be.
  private void tellAll(List<Pair> pairs) {
    String fence = "" + FENCES.incrementAndGet();
    Json change = Json.object().putAll("custom", Map.of("fence", fence)).build();
    Backend backend = world.people().backend();
    for (int i = 0; i < World.CONVERSATIONS; i++) {
      if (backend.get("conversations", World.place(i)).isDone()) {
        backend.put(change, "conversations", World.place(i)).orThrow();
      }
    }
    for (Device device : world.devices()) {
      if (backend.get("users", device.userId()).isDone()) {
        backend.put(change, "users", device.userId()).orThrow();
      }
    }
    if (!world.pulse().await(TO_AGREE, () -> pairs.stream().allMatch(p -> shows(p, fence)))) {
      Pair first = pairs.stream().filter(p -> !shows(p, fence)).findFirst().orElse(null);
      throw new Breach(
          "fence " + fence + " is not seen: " + (first == null ? "" : first.lived().shown()));
    }
  }

  private static boolean shows(Pair pair, String fence) {
    @Nullable Object seen = pair.lived().snapshot();
    return switch (seen) {
      case UserSnapshot user -> fence.equals(user.custom().get("fence"));
      case UserOnlineSnapshot online -> fence.equals(online.user().custom().get("fence"));
      case ConversationSnapshot conversation -> fence.equals(conversation.custom().get("fence"));
      case null, default -> true;
    };
  }
}
