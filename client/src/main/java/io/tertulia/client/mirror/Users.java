package io.tertulia.client.mirror;

import io.tertulia.protocol.fact.UserFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The users who are known. Belongs to the turn.
public final class Users {
  private final Map<String, UserFact> byId = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /// Users who were there: what is older than this is told too late.
  private final Map<String, Long> ended = new HashMap<>();

  public @Nullable UserFact get(String id) {
    return byId.get(id);
  }

  /// The version known of a user, 0 for none.
  public long version(String id) {
    UserFact known = byId.get(id);
    return known == null ? 0 : known.version();
  }

  /// Takes a user, if it is newer.
  public void put(UserFact fact) {
    if (fact.version() > version(fact.id())
        && fact.version() >= ended.getOrDefault(fact.id(), 0L)) {
      byId.put(fact.id(), fact);
      changed.add(fact.id());
    }
  }

  /// Takes that a user is no longer there, as far as it is known in older versions than this one:
  /// somebody else may have the id since.
  public void end(String id, long version) {
    ended.merge(id, version, Math::max);
    UserFact known = byId.get(id);
    if (known != null && known.version() < version) {
      byId.remove(id);
      changed.add(id);
    }
  }

  /// The users who changed since this was last asked.
  Set<String> takeChanged() {
    Set<String> taken = Set.copyOf(changed);
    changed.clear();
    return taken;
  }

  void retain(Collection<String> ids) {
    byId.keySet().retainAll(ids);
    ended.keySet().retainAll(ids);
  }
}
