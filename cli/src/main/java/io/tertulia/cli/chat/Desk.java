package io.tertulia.cli.chat;

import java.util.function.BooleanSupplier;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/// Where a person, or a script, sits. Any thread may print; one reads.
interface Desk extends AutoCloseable {
  /// The next line that was typed; null when no more will come.
  @Nullable String read();

  /// Makes [#read] return null, now and from now on.
  void wake();

  /// Shows what belongs to the conversation.
  void print(AttributedString line);

  /// Shows what helps a person; nothing to a script.
  void hint(String line);

  /// Shows what a person should know, apart from the conversation.
  void warn(String line);

  /// Shows apart from everything else what is true now, in the place of what was shown so before;
  /// nothing to a script.
  ///
  /// @param line empty for nothing
  default void show(String line) {}

  /// Has something done whenever a key adds to a line that is to be said.
  default void whenTyping(Runnable task) {}

  /// Has something done when the person asks to stop; when it says that it stopped nothing, no more
  /// lines are read.
  default void whenInterrupted(BooleanSupplier task) {}

  @Override
  void close();
}
