package io.tertulia.testkit.law;

import io.tertulia.protocol.content.FileToken;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Which files were uploaded, and which of them a message named at some time, by what people were
/// told. Safe for use by any thread.
final class Papers {
  private final List<FileToken> tokens = new CopyOnWriteArrayList<>();
  private final Map<FileToken, String> texts = new ConcurrentHashMap<>();
  private final Set<FileToken> named = ConcurrentHashMap.newKeySet();

  void uploaded(FileToken token, String text) {
    texts.put(token, text);
    tokens.add(token);
  }

  /// The server said that a message names it.
  void named(FileToken token) {
    named.add(token);
  }

  /// Some file that was uploaded; null when there is none.
  @Nullable FileToken any(int pick) {
    List<FileToken> known = List.copyOf(tokens);
    return known.isEmpty() ? null : known.get(pick % known.size());
  }

  /// What is in each file.
  Map<FileToken, String> texts() {
    return texts;
  }

  /// Whether a message certainly named it at some time.
  boolean wasNamed(FileToken token) {
    return named.contains(token);
  }
}
