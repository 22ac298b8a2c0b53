package io.tertulia.client;

import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.frame.ClientFrame;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Points at a message. Holds nothing but the ids; any thread may use it.
public final class MessageRef {
  private final TalkSession session;
  private final ConversationRef conversation;
  private final String id;
  private final WeakRefs<ReactionsRef> reactions = new WeakRefs<>();

  MessageRef(TalkSession session, ConversationRef conversation, String id) {
    this.session = session;
    this.conversation = conversation;
    this.id = id;
  }

  public String id() {
    return id;
  }

  public String conversationId() {
    return conversation.id();
  }

  /// The ref of the reactions with an emoji; the same object for the same string while anybody
  /// holds it. Whether it is an emoji, the server judges when it is used.
  ///
  /// @throws IllegalArgumentException when it is empty
  public ReactionsRef reactions(String emoji) {
    return reactions.get(
        Arguments.text("emoji", emoji), made -> new ReactionsRef(session, this, made));
  }

  /// The message now; empty when there is none, or the current user takes no part in the
  /// conversation.
  public CompletableFuture<Optional<MessageSnapshot>> get() {
    String viewer = session.currentUser().id();
    return session.request(
        Request.of(
            new Query.GetMessage(conversationId(), id),
            answer -> new Answers(session.files(), answer).message(viewer, id)));
  }

  /// Replaces the content by text with markup; see [#edit(EditTextMessageParams)].
  public CompletableFuture<Void> edit(String text) {
    return edit(EditTextMessageParams.builder().text(text).build());
  }

  /// Changes the message. Succeeds without a change when nothing is given.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_FOUND],
  /// [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT],
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] when the role does not allow it, and
  /// [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] when the text is blank or too long.
  public CompletableFuture<Void> edit(EditTextMessageParams params) {
    return edit(params.content(), params.custom());
  }

  /// Changes the message, to content of any kind; otherwise like [#edit(EditTextMessageParams)].
  public CompletableFuture<Void> edit(EditMessageParams params) {
    return edit(params.content(), params.custom());
  }

  /// Removes custom values: `custom` for all, `custom.KEY` for one. The key is everything behind
  /// the first dot. Fails with [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] for other names,
  /// and else like [#edit(EditTextMessageParams)].
  public CompletableFuture<Void> deleteFields(String... names) {
    return Rejected.orElse(() -> edit(ClearedFields.ofMessage(names)));
  }

  /// Deletes the message; succeeds when there is none. Fails with
  /// [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT], and with
  /// [io.tertulia.protocol.ErrorCode#PERMISSION_DENIED] when the role does not allow it.
  public CompletableFuture<Void> delete() {
    return session.request(Request.of(new Command.DeleteMessage(conversationId(), id)));
  }

  /// What the message says in another language; empty when there is no such message. Code, links,
  /// mentions and custom emoji stay as they are, and so does what holds no words, such as a file.
  ///
  /// Fails with [io.tertulia.protocol.ErrorCode#NOT_PARTICIPANT], with
  /// [io.tertulia.protocol.ErrorCode#INVALID_ARGUMENT] when that is no language, and with
  /// [io.tertulia.protocol.ErrorCode#UNAVAILABLE] when the server has no translator, or that one
  /// cannot translate now; unlike other requests it is not asked again by itself.
  ///
  /// @param language an ISO 639-1 code such as `es`; a region behind it counts for nothing, but in
  ///   `zh-TW`
  public CompletableFuture<Optional<Translation>> translate(String language) {
    return session.request(
        new Request<>(
            number ->
                new ClientFrame.Ask(number, new Query.Translate(conversationId(), id, language)),
            answer -> Answers.translation(session.files(), answer)));
  }

  private CompletableFuture<Void> edit(@Nullable Content content, MapPatch custom) {
    return session.request(
        Request.of(new Command.EditMessage(conversationId(), id, content, custom)));
  }
}
