package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Json;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A session as the law knows it: what a device does, whichever client does it.
///
/// What is asked for begins at once, in the order of the calls. Failures are
/// [io.tertulia.client.TalkException] or [Refused].
interface Seat extends AutoCloseable {
  /// Asks for it once.
  CompletableFuture<?> get(Thing thing);

  /// Creates or changes it.
  ///
  /// @param change what is absent stays, null resets
  CompletableFuture<?> set(Thing thing, Json.Obj change);

  /// Creates it, if there is none.
  CompletableFuture<?> createIfNotExists(Thing thing, Json.Obj wished);

  /// Changes a participant or a message that is there: of a message `text`, or one block as
  /// `content`, or `custom`.
  CompletableFuture<?> edit(Thing thing, Json.Obj change);

  /// Resets properties of what is there.
  CompletableFuture<?> deleteFields(Thing thing, String... names);

  /// Deletes a participant or a message.
  CompletableFuture<?> delete(Thing thing);

  CompletableFuture<?> mark(Thing.Conversation conversation, Mark mark);

  /// Sends a message; answers with its id.
  ///
  /// @param message `text`, or one block as `content`; `custom` and `referencedMessage` if need be
  CompletableFuture<String> send(Thing.Conversation conversation, Json.Obj message);

  CompletableFuture<?> react(Thing.Reactions reactions);

  CompletableFuture<?> unreact(Thing.Reactions reactions);

  /// Uploads a text as a file.
  CompletableFuture<FileToken> upload(String text);

  /// Searches.
  ///
  /// @param messages whether for messages, or for conversations
  CompletableFuture<?> search(boolean messages, String query);

  /// Subscribes.
  ///
  /// @param heard told every snapshot that the subscription's listener is told, one at a time
  Look watch(Sight sight, Consumer<Active<?>> heard);

  @Override
  void close();

  /// How a conversation can be marked.
  enum Mark {
    READ,
    UNREAD,
    TYPING
  }
}
