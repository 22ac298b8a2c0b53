package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.Access;
import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.Notify;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.ConversationPatch;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.ParticipantPatch;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.ConversationSync;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob", "eve");
    world.join("alice", "c");
    world.join("bob", "c");
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void a_client_changes_its_own_user_only() {
    Command rename = new Command.SetUser("bob", UserPatch.ofName("B"), Mode.UPSERT);
    refused(ErrorCode.PERMISSION_DENIED, () -> world.submit(world.as("alice"), rename));
    world.submit(world.as("bob"), rename);
  }

  @Test
  void creating_a_user_who_exists_does_nothing_whoever_asks() {
    world.submit(world.as("alice"), new Command.SetUser("bob", UserPatch.ofName("B"), Mode.CREATE));
    world.settings(AppSettings.DEFAULT.withUserSync(false));
    world.submit(world.as("alice"), new Command.SetUser("bob", UserPatch.ofName("B"), Mode.CREATE));
    assertThat(world.ask(world.as("alice"), new Query.GetUser("bob")).put().toString())
        .contains("name=bob");
  }

  @Test
  void without_user_sync_clients_change_no_user() {
    world.settings(AppSettings.DEFAULT.withUserSync(false));
    refused(
        ErrorCode.SYNC_DISABLED,
        () ->
            world.submit(
                world.as("bob"), new Command.SetUser("bob", UserPatch.ofName("B"), Mode.UPSERT)));
  }

  @Test
  void without_conversation_sync_participants_change_only_their_own_notifications() {
    world.settings(AppSettings.DEFAULT.withConversationSync(ConversationSync.OFF));
    world.submit(world.as("bob"), own(notify(Notify.NONE)));
    world.submit(
        world.as("bob"), new Command.SetParticipant("c", "bob", notify(Notify.ALL), Mode.EDIT));
    refused(ErrorCode.SYNC_DISABLED, () -> world.submit(world.as("bob"), subject("s")));
    refused(ErrorCode.SYNC_DISABLED, () -> world.submit(world.as("bob"), own(access(Access.READ))));
    refused(
        ErrorCode.SYNC_DISABLED,
        () ->
            world.submit(
                world.as("bob"),
                new Command.SetParticipant("c", "alice", notify(Notify.NONE), Mode.EDIT)));
    refused(
        ErrorCode.SYNC_DISABLED,
        () -> world.submit(world.as("bob"), new Command.DeleteParticipant("c", "bob")));
    refused(ErrorCode.SYNC_DISABLED, () -> world.join("eve", "c"));
    world.send("bob", "c", "sending is another matter");
  }

  @Test
  void by_invitation_only_participants_let_others_in() {
    world.settings(AppSettings.DEFAULT.withConversationSync(ConversationSync.INVITE));
    refused(ErrorCode.PERMISSION_DENIED, () -> world.join("eve", "c"));
    refused(
        ErrorCode.PERMISSION_DENIED,
        () ->
            world.submit(
                world.as("eve"),
                new Command.SetParticipant("c", "eve", ParticipantPatch.KEEP, Mode.CREATE)));
    world.submit(
        world.as("bob"),
        new Command.SetParticipant("c", "eve", ParticipantPatch.KEEP, Mode.CREATE));
    world.send("eve", "c", "in");
    world.join("eve", "new ones may be opened");
  }

  @Test
  void who_does_not_take_part_neither_adds_nor_removes_others() {
    refused(
        ErrorCode.NOT_PARTICIPANT,
        () -> world.submit(world.as("eve"), new Command.DeleteParticipant("c", "bob")));
    refused(
        ErrorCode.NOT_PARTICIPANT,
        () ->
            world.submit(
                world.as("eve"),
                new Command.SetParticipant("c", "bob", access(Access.READ), Mode.UPSERT)));
  }

  @Test
  void a_reader_reads_and_does_not_write() {
    Done message = world.send("bob", "c", "before");
    world.submit(
        world.as("alice"), new Command.SetParticipant("c", "bob", access(Access.READ), Mode.EDIT));
    refused(ErrorCode.PERMISSION_DENIED, () -> world.send("bob", "c", "hi"));
    refused(ErrorCode.PERMISSION_DENIED, () -> world.edit("bob", "c", id(message), "after"));
    refused(
        ErrorCode.PERMISSION_DENIED,
        () -> world.submit(world.as("bob"), new Command.DeleteMessage("c", id(message))));
    assertThat(world.ask(world.as("bob"), new Query.GetMessage("c", id(message))).put())
        .isNotEmpty();
  }

  @Test
  void messages_of_others_are_neither_edited_nor_deleted() {
    Done message = world.send("alice", "c", "mine");
    refused(ErrorCode.PERMISSION_DENIED, () -> world.edit("bob", "c", id(message), "yours"));
    refused(
        ErrorCode.PERMISSION_DENIED,
        () -> world.submit(world.as("bob"), new Command.DeleteMessage("c", id(message))));
    world.submit(
        world.asApp(),
        new Command.EditMessage("c", id(message), new Content.Text("by the app"), MapPatch.KEEP));
  }

  @Test
  void nobody_sends_in_the_name_of_another() {
    refused(
        ErrorCode.PERMISSION_DENIED,
        () ->
            world.submit(
                world.as("eve"),
                new Command.SendMessage(
                    "c", null, "alice", new Content.Text("hi"), Map.of(), null)));
  }

  @Test
  void what_belongs_to_the_app_is_refused_to_users() {
    refused(
        ErrorCode.PERMISSION_DENIED,
        () -> world.submit(world.as("alice"), new Command.DeleteConversation("c")));
    refused(
        ErrorCode.PERMISSION_DENIED,
        () -> world.submit(world.as("alice"), new Command.ImportHistory("c", List.of())));
  }

  @Test
  void others_see_nothing_of_a_conversation() {
    Done message = world.send("alice", "c", "secret");
    assertThat(world.ask(world.as("eve"), new Query.GetConversation("c")).put()).isEmpty();
    assertThat(world.ask(world.as("eve"), new Query.GetMessage("c", id(message))).put()).isEmpty();
    assertThat(world.ask(world.as("eve"), new Query.GetParticipant("c", "eve")).put()).isEmpty();
    refused(
        ErrorCode.NOT_PARTICIPANT,
        () -> world.ask(world.as("eve"), new Query.GetParticipant("c", "bob")));
  }

  @Test
  void who_has_no_record_yet_is_told_to_create_it() {
    refused(ErrorCode.NOT_FOUND, () -> world.join("nobody", "c"));
  }

  @Test
  void ids_with_control_characters_or_too_long_are_refused() {
    for (String id : List.of("", "a\nb", "a\u0000", "x".repeat(256), "\ud800")) {
      refused(ErrorCode.INVALID_ARGUMENT, () -> world.join("alice", id));
    }
    world.join("alice", "|QuaD-^[\\`{}]");
    world.join("alice", "😀".repeat(255));
  }

  @Test
  void a_refused_command_changes_nothing_although_it_shares_a_commit() {
    refused(
        ErrorCode.INVALID_ARGUMENT,
        () -> world.submit(world.as("alice"), subject("x".repeat(256))));
    refused(ErrorCode.INVALID_ARGUMENT, () -> world.send("alice", "c", "x".repeat(10_001)));
    assertThat(world.ask(world.as("alice"), new Query.GetConversation("c")).put().toString())
        .contains("subject=null", "messages=0");
  }

  private static Command own(ParticipantPatch own) {
    return new Command.SetConversation("c", ConversationPatch.KEEP, own, List.of(), Mode.UPSERT);
  }

  private static Command subject(String subject) {
    return new Command.SetConversation(
        "c",
        new ConversationPatch(Patch.put(subject), Patch.keep(), Patch.keep(), MapPatch.KEEP),
        ParticipantPatch.KEEP,
        List.of(),
        Mode.UPSERT);
  }

  private static ParticipantPatch notify(Notify notify) {
    return new ParticipantPatch(Patch.keep(), Patch.put(notify));
  }

  private static ParticipantPatch access(Access access) {
    return new ParticipantPatch(Patch.put(access), Patch.keep());
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  private static String id(Done done) {
    return String.valueOf(done.messageId());
  }
}
