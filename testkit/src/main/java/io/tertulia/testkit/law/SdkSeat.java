package io.tertulia.testkit.law;

import io.tertulia.client.Active;
import io.tertulia.client.ConversationListOptions;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.FileMetadata;
import io.tertulia.client.ListListener;
import io.tertulia.client.ListSubscription;
import io.tertulia.client.MessageRef;
import io.tertulia.client.ParticipantRef;
import io.tertulia.client.SnapshotSubscription;
import io.tertulia.client.TalkSession;
import io.tertulia.client.UploadSource;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.json.Json;
import io.tertulia.testkit.People;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A session of the Java SDK.
final class SdkSeat implements Seat {
  private final TalkSession session;

  private SdkSeat(TalkSession session) {
    this.session = session;
  }

  static SdkSeat sit(People people, String userId, URI way, BiConsumer<ErrorCode, String> ended) {
    TalkSession session = people.stranger(userId, options -> options.forceNew(true).baseUri(way));
    session.onError(error -> ended.accept(error.code(), error.toString()));
    return new SdkSeat(session);
  }

  @Override
  public CompletableFuture<?> get(Thing thing) {
    return switch (thing) {
      case Thing.User user -> session.user(user.id()).get();
      case Thing.Conversation conversation -> conversation(conversation.id()).get();
      case Thing.Participant participant -> participant(participant).get();
      case Thing.Message message -> message(message).get();
      case Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> set(Thing thing, Json.Obj change) {
    return switch (thing) {
      case Thing.User user -> session.user(user.id()).set(Params.user(change));
      case Thing.Conversation conversation ->
          conversation(conversation.id()).set(Params.conversation(change));
      case Thing.Participant participant ->
          participant(participant).set(Params.participant(change));
      case Thing.Message _, Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> createIfNotExists(Thing thing, Json.Obj wished) {
    return switch (thing) {
      case Thing.User user -> session.user(user.id()).createIfNotExists(Params.newUser(wished));
      case Thing.Conversation conversation ->
          conversation(conversation.id()).createIfNotExists(Params.newConversation(wished));
      case Thing.Participant participant ->
          participant(participant).createIfNotExists(Params.newParticipant(wished));
      case Thing.Message _, Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> edit(Thing thing, Json.Obj change) {
    return switch (thing) {
      case Thing.Participant participant ->
          participant(participant).edit(Params.participant(change));
      case Thing.Message message -> Params.edit(message(message), change);
      case Thing.User _, Thing.Conversation _, Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> deleteFields(Thing thing, String... names) {
    return switch (thing) {
      case Thing.User user -> session.user(user.id()).deleteFields(names);
      case Thing.Conversation conversation -> conversation(conversation.id()).deleteFields(names);
      case Thing.Participant participant -> participant(participant).deleteFields(names);
      case Thing.Message message -> message(message).deleteFields(names);
      case Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> delete(Thing thing) {
    return switch (thing) {
      case Thing.Participant participant -> participant(participant).delete();
      case Thing.Message message -> message(message).delete();
      case Thing.User _, Thing.Conversation _, Thing.Reactions _ -> throw cannot(thing);
    };
  }

  @Override
  public CompletableFuture<?> mark(Thing.Conversation conversation, Mark mark) {
    ConversationRef marked = conversation(conversation.id());
    return switch (mark) {
      case READ -> marked.markAsRead();
      case UNREAD -> marked.markAsUnread();
      case TYPING -> marked.markAsTyping();
    };
  }

  @Override
  public CompletableFuture<String> send(Thing.Conversation conversation, Json.Obj message) {
    return Params.send(conversation(conversation.id()), message).thenApply(MessageRef::id);
  }

  @Override
  public CompletableFuture<?> react(Thing.Reactions reactions) {
    return message(reactions).reactions(reactions.emoji()).add();
  }

  @Override
  public CompletableFuture<?> unreact(Thing.Reactions reactions) {
    return message(reactions).reactions(reactions.emoji()).remove();
  }

  @Override
  public CompletableFuture<FileToken> upload(String text) {
    return session.uploadFile(
        UploadSource.of(text.getBytes(StandardCharsets.UTF_8)), new FileMetadata("f.txt"));
  }

  @Override
  public CompletableFuture<?> search(boolean messages, String query) {
    return messages
        ? session.searchMessages(null).setQuery(query)
        : session.searchConversations(null).setQuery(query);
  }

  @Override
  public Look watch(Sight sight, Consumer<Active<?>> heard) {
    return new Subscribed(subscribe(sight, heard));
  }

  @Override
  public void close() {
    session.close();
  }

  private SnapshotSubscription<?> subscribe(Sight sight, Consumer<Active<?>> heard) {
    if (sight.thing() == null) {
      return session.subscribeConversations(
          new ConversationListOptions(sight.filter()), list(heard));
    }
    return switch (sight.about()) {
      case Thing.User user ->
          sight.kind() == Sight.Kind.ONLINE
              ? session.user(user.id()).subscribeOnline(seen -> heard.accept(one(seen)))
              : session.user(user.id()).subscribe(seen -> heard.accept(one(seen)));
      case Thing.Conversation conversation ->
          subscribe(conversation(conversation.id()), sight.kind(), heard);
      case Thing.Participant participant ->
          participant(participant).subscribe(seen -> heard.accept(one(seen)));
      case Thing.Reactions reactions ->
          message(reactions).reactions(reactions.emoji()).subscribe(list(heard));
      case Thing.Message message -> throw cannot(message);
    };
  }

  private static SnapshotSubscription<?> subscribe(
      ConversationRef conversation, Sight.Kind kind, Consumer<Active<?>> heard) {
    return switch (kind) {
      case MESSAGES -> conversation.subscribeMessages(list(heard));
      case PARTICIPANTS -> conversation.subscribeParticipants(list(heard));
      case TYPING -> conversation.subscribeTyping(seen -> heard.accept(one(seen)));
      default -> conversation.subscribe(seen -> heard.accept(one(seen)));
    };
  }

  private static Active<?> one(@Nullable Object seen) {
    return new Active<Object>(seen, true);
  }

  private static <E> ListListener<E> list(Consumer<Active<?>> heard) {
    return (items, all) -> heard.accept(new Active<Object>(items, all));
  }

  private ConversationRef conversation(String id) {
    return session.conversation(id);
  }

  private ParticipantRef participant(Thing.Participant participant) {
    return conversation(participant.conversation()).participant(participant.userId());
  }

  private MessageRef message(Thing.Message message) {
    return conversation(message.conversation()).message(message.id());
  }

  private MessageRef message(Thing.Reactions reactions) {
    return conversation(reactions.conversation()).message(reactions.messageId());
  }

  private static IllegalArgumentException cannot(Thing thing) {
    return new IllegalArgumentException("this cannot be done to " + thing);
  }

  /// A subscription of the SDK.
  private record Subscribed(SnapshotSubscription<?> subscription) implements Look {
    @Override
    public Object state() {
      return subscription.state();
    }

    @Override
    public CompletableFuture<?> loadMore(int count) {
      return subscription instanceof ListSubscription<?> list
          ? list.loadMore(count)
          : CompletableFuture.completedFuture(null);
    }

    @Override
    public void end() {
      subscription.unsubscribe();
    }
  }
}
