package io.tertulia.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.fact.Position;
import io.tertulia.protocol.fact.ReadMark;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.protocol.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A follower whose reads end when the test says so: the races that a real store hides.
class FollowerTest {
  private static final Bound LOW = new Bound(5, "low");

  private final Hub hub = new Hub();
  private final SlowReads reads = new SlowReads();
  private final List<ServerFrame> told = new ArrayList<>();
  private final Follower follower =
      new Follower(hub, new TopicId(1, "me"), new Told(), reads, new FollowLimits(10, 10, 10));

  @Test
  void aMarkIsNotLostWhileThePageThatHoldsItsConversationIsRead() {
    follower.followInbox(inbox(1));
    reads.members("a", "b");
    reads.page(page(Set.of("a", "b"), state("a", 1)));
    follower.followInbox(inbox(2));
    whisper("b", 1, 2);

    reads.page(page(Set.of("a", "b"), state("b", 1)));
    reads.conversations.remove().complete(Optional.of(state("b", 1, 2)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("b", 1, 2), 2));
  }

  @Test
  void followsThatWaitForTheAnswerToOneBeforeAreNotGatheredForEver() {
    for (int i = 0; i < FollowLimits.WAITING / 2; i++) {
      follower.followInbox(inbox(2L * i));
      follower.followConversation(conversation(2L * i + 1));
    }
    reads.conversations.remove().complete(Optional.of(state("a", 1)));
    follower.unfollow(new ClientFrame.Unfollow(List.of("a"), List.of(), true));
    for (int i = 0; i <= FollowLimits.WAITING; i++) {
      follower.followConversation(conversation(1000L + i));
    }
    assertThat(told).noneMatch(ServerFrame.Bye.class::isInstance);

    follower.followConversation(conversation(9999));
    follower.followConversation(conversation(10000));

    assertThat(told)
        .last()
        .isInstanceOfSatisfying(
            ServerFrame.Bye.class,
            bye -> assertThat(bye.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void aListThatIsFollowedAgainAtOnceIsToldWhole() {
    follower.followInbox(inbox(1));
    follower.unfollow(new ClientFrame.Unfollow(List.of(), List.of(), true));
    follower.followInbox(inbox(2));
    reads.members("a");
    reads.page(page(Set.of("a"), state("a", 1)));
    reads.members("a");
    reads.page(page(Set.of("a"), state("a", 1)));

    assertThat(told)
        .containsExactly(new ServerFrame.Inbox(2, LOW, 1, List.of(state("a", 1)), List.of()));
  }

  @Test
  void aConversationThatTheUserCameBackToIsNotGone() {
    follower.followInbox(inbox(1));
    reads.members();
    announce("a", 2, Set.of("me"), Set.of());
    reads.conversations.remove().complete(Optional.of(state("a", 2)));
    reads.page(new InboxPage(LOW, Map.of(), Set.of(), List.of(), List.of("a"), List.of()));

    assertThat(told)
        .containsExactly(
            new ServerFrame.State(null, state("a", 2), null),
            new ServerFrame.Inbox(1, LOW, 1, List.of(), List.of()));
  }

  @Test
  void whoFollowsAConversationThatBeginsAnotherEpochIsToldItsState() {
    listed("a");
    told.clear();
    hub.announce(
        new Announcement(
            new TopicId(1, "a"),
            new Position(2, 2),
            true,
            view -> Payload.of(event("a", 2)),
            Set.of(),
            Set.of()));
    announce("a", 3, Set.of(), Set.of());
    reads.conversations.remove().complete(Optional.of(state("a", 2)));

    assertThat(told).containsExactly(new ServerFrame.State(null, state("a", 2), 1), event("a", 3));
  }

  @Test
  void whoIsPutOutAndLetInWhileTheListIsReadIsLetIn() {
    follower.followInbox(inbox(1));
    reads.members("a");
    announce("a", 2, Set.of(), Set.of("me"));
    announce("a", 3, Set.of("me"), Set.of());
    reads.page(page(Set.of("a"), state("a", 1)));

    reads.conversations.remove().complete(Optional.of(state("a", 3)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("a", 3), 1));
  }

  @Test
  void aReadThatIsRefusedDoesNotSilenceTheList() {
    listed("a");
    follower.followConversation(conversation(2));
    announce("a", 2, Set.of(), Set.of());
    reads
        .conversations
        .remove()
        .completeExceptionally(new Refusal(ErrorCode.UNAVAILABLE, "too many reads wait"));
    reads.conversations.remove().complete(Optional.of(state("a", 2)));
    announce("a", 3, Set.of(), Set.of());

    assertThat(told.subList(1, told.size()))
        .containsExactly(
            new ServerFrame.Refused(2L, ErrorCode.UNAVAILABLE, "too many reads wait"),
            new ServerFrame.State(null, state("a", 2), 1),
            event("a", 3));
  }

  @Test
  void aConversationThatTheClientForgotIsToldWholeWhenSomethingHappens() {
    listed("a");
    follower.followConversation(conversation(2));
    reads.conversations.remove().complete(Optional.of(state("a", 1)));
    follower.unfollow(new ClientFrame.Unfollow(List.of("a"), List.of(), false));
    announce("a", 2, Set.of(), Set.of());

    reads.conversations.remove().complete(Optional.of(state("a", 2)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("a", 2), 1));
  }

  @Test
  void aConversationThatIsForgottenWhileTheListIsReadIsToldAfterIt() {
    follower.followConversation(conversation(1));
    reads.conversations.remove().complete(Optional.of(state("a", 1)));
    follower.followInbox(inbox(2));
    reads.members("a");
    follower.unfollow(new ClientFrame.Unfollow(List.of("a"), List.of(), false));
    reads.page(
        new InboxPage(
            LOW, Map.of("a", new Position(1, 1)), Set.of("a"), List.of(), List.of(), List.of()));

    reads.conversations.remove().complete(Optional.of(state("a", 1)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("a", 1), 1));
  }

  @Test
  void aConversationThatIsForgottenBeforeItsAnswerIsToldAllTheSame() {
    forgottenAfterTheList().complete(Optional.of(state("a", 2)));
    reads.conversations.remove().complete(Optional.of(state("a", 2)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("a", 2), 1));
  }

  @Test
  void aConversationThatIsForgottenBeforeItIsRefusedIsToldAllTheSame() {
    forgottenAfterTheList()
        .completeExceptionally(new Refusal(ErrorCode.UNAVAILABLE, "too many reads wait"));
    reads.conversations.remove().complete(Optional.of(state("a", 2)));

    assertThat(told).last().isEqualTo(new ServerFrame.State(null, state("a", 2), 1));
  }

  @Test
  void theLengthOfTheListIsNotToldBeforeItIsKnown() {
    follower.followInbox(inbox(1));
    follower.followConversation(conversation(2));
    reads.conversations.remove().complete(Optional.of(state("a", 1)));

    assertThat(told).containsExactly(new ServerFrame.State(2L, state("a", 1), null));
  }

  /// The list leaves `a` to its own follow, which ends before its state is read.
  private CompletableFuture<Optional<ConversationState>> forgottenAfterTheList() {
    follower.followConversation(conversation(1));
    follower.followInbox(inbox(2));
    reads.members("a");
    reads.page(
        new InboxPage(
            LOW, Map.of("a", new Position(1, 2)), Set.of("a"), List.of(), List.of(), List.of()));
    follower.unfollow(new ClientFrame.Unfollow(List.of("a"), List.of(), false));
    return reads.conversations.remove();
  }

  private void listed(String conversation) {
    follower.followInbox(inbox(1));
    reads.members(conversation);
    reads.page(page(Set.of(conversation), state(conversation, 1)));
  }

  private void announce(String id, long version, Set<String> admitted, Set<String> expelled) {
    hub.announce(
        new Announcement(
            new TopicId(1, id),
            new Position(1, version),
            false,
            view -> Payload.of(event(id, version)),
            admitted,
            expelled));
  }

  private void whisper(String id, long version, long markVersion) {
    hub.whisper(
        new TopicId(1, id),
        "me",
        Payload.of(
            new ServerFrame.Marked(
                id, new Position(1, version), new ReadMark(markVersion, 9, false, 0))));
  }

  private static ServerFrame.Event event(String id, long version) {
    return new ServerFrame.Event(id, new Position(1, version), List.of(), List.of());
  }

  private static ClientFrame.FollowInbox inbox(long id) {
    return new ClientFrame.FollowInbox(id, null, 1, Map.of());
  }

  private static ClientFrame.FollowConversation conversation(long id) {
    return new ClientFrame.FollowConversation(id, "a", null, 0, 0, List.of());
  }

  private static InboxPage page(Set<String> members, ConversationState state) {
    return new InboxPage(
        LOW,
        Map.of(state.conversationId(), state.position()),
        members,
        List.of(state),
        List.of(),
        List.of());
  }

  private static ConversationState state(String id, long version) {
    return state(id, version, 1);
  }

  private static ConversationState state(String id, long version, long markVersion) {
    return new ConversationState(
        id,
        new Position(1, version),
        true,
        List.of(),
        List.of(),
        new ReadMark(markVersion, 0, false, 0),
        null,
        null);
  }

  private final class Told implements Outlet {
    @Override
    public void send(Payload payload) {
      told.add(ServerFrame.read(Json.parse(payload.utf8())));
    }

    @Override
    public void refuse(@Nullable Long id, Refusal refusal) {
      told.add(new ServerFrame.Refused(id, refusal.code(), String.valueOf(refusal.getMessage())));
    }

    @Override
    public void end(ErrorCode code, String message) {
      told.add(new ServerFrame.Bye(code, message));
    }
  }

  private static final class SlowReads implements Reads {
    @Override
    public CompletionStage<Optional<String>> settle() {
      return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public @Nullable Object view() {
      return null;
    }

    @Override
    public boolean visible() {
      return true;
    }

    final Deque<CompletableFuture<Optional<ConversationState>>> conversations = new ArrayDeque<>();
    private final Deque<CompletableFuture<Set<String>>> memberships = new ArrayDeque<>();
    private final Deque<CompletableFuture<InboxPage>> pages = new ArrayDeque<>();

    void members(String... ids) {
      memberships.remove().complete(Set.of(ids));
    }

    void page(InboxPage page) {
      pages.remove().complete(page);
    }

    @Override
    public CompletionStage<Optional<ConversationState>> conversation(
        ClientFrame.FollowConversation wanted) {
      return added(conversations);
    }

    @Override
    public CompletionStage<Set<String>> memberships() {
      return added(memberships);
    }

    @Override
    public void check(Collection<String> userIds) {}

    @Override
    public CompletionStage<InboxPage> inbox(ClientFrame.FollowInbox wanted, Set<String> apart) {
      return added(pages);
    }

    @Override
    public CompletionStage<UserNews> users(Map<String, Long> versions) {
      return new CompletableFuture<>();
    }

    private static <T> CompletableFuture<T> added(Deque<CompletableFuture<T>> to) {
      CompletableFuture<T> future = new CompletableFuture<>();
      to.add(future);
      return future;
    }
  }
}
