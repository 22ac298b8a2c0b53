package io.tertulia.client;

import io.tertulia.client.link.Environment;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sessions of this process, held weakly but for those that are in use. Any thread; guarded by
/// itself.
///
/// Lock order: [Pins], then this; nothing else is locked inside.
final class Registry {
  private final Supplier<Environment> environment;
  private @Nullable Environment machine;
  private final ReferenceQueue<TalkSession> collected = new ReferenceQueue<>();
  private final Map<Key, Slot> slots = new HashMap<>();

  /// All slots of sessions that were not collected, also of those that no call finds; or they could
  /// not be swept.
  private final Set<Slot> all = new HashSet<>();

  private final Map<Pins, TalkSession> busy = new HashMap<>();

  private record Key(URI baseUri, String appId, String userId) {}

  /// Where a session stands. Holds neither the session nor its core: a callback of the application
  /// may hold both.
  private static final class Slot extends WeakReference<TalkSession> {
    private final @Nullable Key key;
    private final WeakReference<Session> core;

    Slot(TalkSession session, ReferenceQueue<TalkSession> queue, @Nullable Key key, Session core) {
      super(session, queue);
      this.key = key;
      this.core = new WeakReference<>(core);
    }
  }

  /// @param environment asked once, by the first session
  Registry(Supplier<Environment> environment) {
    this.environment = environment;
  }

  TalkSession get(TalkSessionOptions options) {
    sweep();
    return find(options);
  }

  private synchronized TalkSession find(TalkSessionOptions options) {
    if (options.forceNew()) {
      return open(options, null);
    }
    Key key = new Key(options.baseUri(), options.appId(), options.userId());
    Slot slot = slots.get(key);
    TalkSession found = slot == null ? null : slot.get();
    return found == null || found.over() ? open(options, key) : found;
  }

  /// Closes the cores of sessions that were collected.
  void sweep() {
    takeCollected().forEach(Session::close);
  }

  private synchronized List<Session> takeCollected() {
    List<Session> cores = new ArrayList<>();
    for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
      if (gone instanceof Slot slot) {
        free(slot);
        Session core = slot.core.get();
        if (core != null) {
          cores.add(core);
        }
      }
    }
    return cores;
  }

  synchronized void hold(Pins pins, TalkSession session) {
    busy.put(pins, session);
  }

  synchronized void release(Pins pins) {
    busy.remove(pins);
  }

  private TalkSession open(TalkSessionOptions options, @Nullable Key key) {
    Pins pins = new Pins(this);
    Session core = new Session(options, machine(), pins, this::sweep);
    TalkSession session = new TalkSession(options, core, pins);
    Slot slot = new Slot(session, collected, key, core);
    all.add(slot);
    if (key != null) {
      slots.put(key, slot);
    }
    core.whenOver(() -> free(slot));
    return session;
  }

  private synchronized Environment machine() {
    Environment known = machine;
    if (known == null) {
      known = environment.get();
      machine = known;
    }
    return known;
  }

  private synchronized void free(Slot slot) {
    all.remove(slot);
    if (slot.key != null) {
      slots.remove(slot.key, slot);
    }
  }
}
