package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.frame.ClientFrame;
import io.tertulia.protocol.frame.ServerFrame;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.ConversationSync;
import io.tertulia.server.record.ConversationRecord;
import io.tertulia.server.record.ParticipantRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who gives whom how much access, and what strangers learn by trying.
class AccessTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob", "carol");
    world.join("alice", "c");
    world.join("bob", "c");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void who_may_only_read_does_not_become_a_writer_by_asking() {
    set("alice", "bob", access(Access.READ));
    refused(ErrorCode.PERMISSION_DENIED, () -> set("bob", "bob", access(Access.READ_WRITE)));
    refused(ErrorCode.PERMISSION_DENIED, () -> enter("bob", Patch.put(Access.READ_WRITE)));
    refused(ErrorCode.PERMISSION_DENIED, () -> set("bob", "bob", access(Patch.clear())));
    assertThat(participants()).containsEntry("bob", Access.READ);
    set("alice", "bob", access(Access.READ_WRITE));
    assertThat(participants()).containsEntry("bob", Access.READ_WRITE);
  }

  @Test
  void nor_by_going_and_coming_back() {
    set("alice", "bob", access(Access.READ));
    leave("bob", "bob");
    refused(ErrorCode.PERMISSION_DENIED, () -> enter("bob", Patch.put(Access.READ_WRITE)));
    enter("bob", Patch.keep());
    assertThat(participants()).containsEntry("bob", Access.READ);
    leave("bob", "bob");
    set("bob", "bob", ParticipantPatch.KEEP);
    assertThat(participants()).containsEntry("bob", Access.READ);
    leave("bob", "bob");
    set("alice", "bob", ParticipantPatch.KEEP);
    assertThat(participants()).containsEntry("bob", Access.READ_WRITE);
  }

  @Test
  void nor_does_whom_it_brings_in() {
    set("alice", "bob", access(Access.READ));
    refused(ErrorCode.PERMISSION_DENIED, () -> set("bob", "carol", access(Access.READ_WRITE)));
    set("bob", "carol", ParticipantPatch.KEEP);
    assertThat(participants()).containsEntry("carol", Access.READ);
    refused(ErrorCode.PERMISSION_DENIED, () -> set("bob", "carol", access(Access.READ_WRITE)));
  }

  @Test
  void everybody_may_give_up_writing() {
    set("bob", "bob", access(Access.READ));
    assertThat(participants()).containsEntry("bob", Access.READ);
  }

  @Test
  void without_any_access_one_is_out_and_the_app_still_sees_it() {
    Frames bob = world.follower("bob");
    bob.follower.followConversation(
        new ClientFrame.FollowConversation(1, "c", null, 0, 0, List.of()));
    bob.next(ServerFrame.State.class);
    setAsApp("bob", Access.NONE);
    bob.next(ServerFrame.Outside.class);
    assertThat(participants()).containsEntry("bob", Access.NONE);
    assertThat(world.ask(world.as("bob"), new Query.GetConversation("c")).put()).isEmpty();
    assertThat(world.ask(world.as("alice"), new Query.GetParticipant("c", "bob")).put()).isEmpty();
    refused(ErrorCode.NOT_PARTICIPANT, () -> world.send("bob", "c", "hi"));
    assertThat(world.ask(world.as("alice"), new Query.GetConversation("c")).put().toString())
        .contains("participants=1");
    assertThat(bob.silent()).isTrue();
  }

  @Test
  void who_is_kept_out_comes_back_by_the_app_alone() {
    setAsApp("bob", Access.NONE);
    refused(ErrorCode.NOT_PARTICIPANT, () -> world.join("bob", "c"));
    refused(ErrorCode.NOT_PARTICIPANT, () -> set("bob", "bob", ParticipantPatch.KEEP));
    refused(ErrorCode.PERMISSION_DENIED, () -> set("alice", "bob", ParticipantPatch.KEEP));
    leave("bob", "bob");
    refused(ErrorCode.NOT_PARTICIPANT, () -> world.join("bob", "c"));
    world.submit(
        world.asApp(),
        new Command.SetConversation(
            "c", ConversationPatch.KEEP, ParticipantPatch.KEEP, List.of("bob"), Mode.UPSERT));
    assertThat(participants()).containsEntry("bob", Access.NONE);
    setAsApp("bob", Access.READ);
    assertThat(participants()).containsEntry("bob", Access.READ);
  }

  @Test
  void who_is_deleted_is_kept_out_no_longer() {
    setAsApp("bob", Access.NONE);
    world.submit(world.asApp(), new Command.DeleteParticipant("c", "bob"));
    assertThat(participants()).doesNotContainKey("bob");
    world.join("bob", "c");
    world.send("bob", "c", "back");
  }

  @Test
  void whoever_never_took_part_can_be_kept_out() {
    setAsApp("carol", Access.NONE);
    refused(ErrorCode.NOT_PARTICIPANT, () -> world.join("carol", "c"));
    assertThat(participants()).containsEntry("carol", Access.NONE);
  }

  @Test
  void clients_keep_nobody_out() {
    refused(ErrorCode.INVALID_ARGUMENT, () -> set("alice", "bob", access(Access.NONE)));
    refused(ErrorCode.INVALID_ARGUMENT, () -> set("alice", "carol", access(Access.NONE)));
    refused(ErrorCode.INVALID_ARGUMENT, () -> enter("carol", Patch.put(Access.NONE)));
  }

  @ParameterizedTest
  @EnumSource(ConversationSync.class)
  void strangers_do_not_learn_which_conversations_there_are(ConversationSync sync) {
    world.settings(AppSettings.DEFAULT.withConversationSync(sync));
    for (Mode mode : Mode.values()) {
      assertThat(answer("c", "alice", mode)).isEqualTo(answer("none", "alice", mode));
      assertThat(answer("c", "nobody", mode)).isEqualTo(answer("none", "nobody", mode));
      if (sync != ConversationSync.OPEN || mode == Mode.EDIT) {
        assertThat(answer("c", "carol", mode)).isEqualTo(answer("none", "carol", mode));
      }
    }
  }

  /// What carol hears when she tries to set somebody's participation.
  private String answer(String conversation, String user, Mode mode) {
    try {
      world.submit(
          world.as("carol"),
          new Command.SetParticipant(conversation, user, ParticipantPatch.KEEP, mode));
      return "done";
    } catch (Refusal refusal) {
      return (refusal.code() + " " + refusal.getMessage())
          .replace(": " + conversation + " ", ": ? ");
    }
  }

  private Map<String, Access> participants() {
    Map<String, Access> found = new HashMap<>();
    ConversationRecord conversation =
        world.chat.ask(world.asApp(), new AppQuery.GetConversation("c")).join().orElseThrow();
    for (ParticipantRecord one : conversation.participants()) {
      found.put(one.fact().userId(), one.fact().access());
    }
    return found;
  }

  private void set(String actor, String user, ParticipantPatch patch) {
    set(world.as(actor), user, patch);
  }

  private void setAsApp(String user, Access access) {
    set(world.asApp(), user, access(access));
  }

  private void set(Actor actor, String user, ParticipantPatch patch) {
    world.submit(actor, new Command.SetParticipant("c", user, patch, Mode.UPSERT));
  }

  private void enter(String user, Patch<Access> access) {
    world.submit(
        world.as(user),
        new Command.SetConversation(
            "c", ConversationPatch.KEEP, access(access), List.of(), Mode.UPSERT));
  }

  private void leave(String actor, String user) {
    world.submit(world.as(actor), new Command.DeleteParticipant("c", user));
  }

  private static ParticipantPatch access(Access access) {
    return access(Patch.put(access));
  }

  private static ParticipantPatch access(Patch<Access> access) {
    return new ParticipantPatch(access, Patch.keep());
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }
}
