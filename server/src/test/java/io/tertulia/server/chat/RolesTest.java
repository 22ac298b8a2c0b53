package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Mode;
import io.tertulia.protocol.command.Patch;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.command.UserPatch;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.LocationBlock;
import io.tertulia.protocol.content.Markup;
import io.tertulia.protocol.content.Mention;
import io.tertulia.protocol.content.SendContentBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.TextNode;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.identity.Actor;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What roles let users do, as the store says when the command is carried out.
class RolesTest {
  @TempDir Path folder;
  private ChatWorld world;
  private String alices;
  private String bobs;

  @BeforeEach
  void begin() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "c");
    world.join("bob", "c");
    alices = world.send("alice", "c", "by alice").messageId();
    bobs = world.send("bob", "c", "by bob").messageId();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({"none, false, false", "own, true, false", "all, true, true"})
  void a_scope_says_whose_messages_are_edited_answered_and_deleted(
      String scope, boolean own, boolean others) {
    give("bob", "{'edit':'S','reply':'S','delete':'S'}".replace("S", scope));
    expect(own, () -> world.edit("bob", "c", bobs, "edited"));
    expect(others, () -> world.edit("bob", "c", alices, "edited"));
    expect(own, () -> world.reply("bob", "c", "answer", bobs));
    expect(others, () -> world.reply("bob", "c", "answer", alices));
    expect(own, () -> world.submit(world.as("bob"), new Command.DeleteMessage("c", bobs)));
    expect(others, () -> world.submit(world.as("bob"), new Command.DeleteMessage("c", alices)));
    assertThat(world.send("bob", "c", "sending is another matter").messageId()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"none, false, false", "own, true, false", "all, true, true"})
  void a_scope_says_to_whose_messages_one_reacts(String scope, boolean own, boolean others) {
    give("bob", "{'react':'S'}".replace("S", scope));
    expect(own, () -> react(bobs));
    expect(others, () -> react(alices));
    expect(own, () -> unreact(bobs));
    expect(others, () -> unreact(alices));
  }

  @Test
  void places_and_mentions_are_sent_only_with_a_role_that_lets() {
    give("bob", "{'location':false}");
    expect(false, () -> say("bob", new LocationBlock(1, 2)));
    expect(false, () -> change("bob", bobs, new LocationBlock(1, 2)));
    expect(true, () -> say("bob", mention()));
    give("bob", "{'mentions':false}");
    expect(true, () -> say("bob", new LocationBlock(1, 2)));
    expect(false, () -> say("bob", mention()));
    expect(false, () -> change("bob", bobs, mention()));
    expect(true, () -> world.send("bob", "c", "@alice by hand is only text"));
  }

  @Test
  void files_and_voice_messages_are_sent_only_with_a_role_that_lets() {
    var file = new GenericFileBlock(new FileToken("t"), "https://x.test/f", 1, "f.txt");
    var voice = new VoiceBlock(new FileToken("t"), "https://x.test/v", 1, "v.mp3", null);
    Permissions none = permissions("{'files':false,'voice':false}");
    expect(false, () -> none.maySay(List.of(file)));
    expect(false, () -> none.maySay(List.of(voice)));
    expect(true, () -> permissions("{'files':false}").maySay(List.of(voice)));
    expect(false, () -> permissions("{'voice':false}").maySay(List.of(voice)));
    expect(true, () -> permissions("{'voice':false}").maySay(List.of(file)));
    expect(true, () -> permissions("{}").maySay(List.of(file)));
  }

  @Test
  void marking_as_unread_and_typing_need_a_role_that_lets() {
    give("bob", "{'markAsUnread':false}");
    expect(false, () -> world.submit(world.as("bob"), new Command.MarkAsUnread("c")));
    expect(true, () -> world.submit(world.as("alice"), new Command.MarkAsUnread("c")));
    expect(true, () -> world.submit(world.as("bob"), new Command.MarkAsRead("c")));
    give("bob", "{'typing':false}");
    expect(false, () -> world.submit(world.as("bob"), new Command.MarkAsTyping("c")));
    expect(true, () -> world.submit(world.as("alice"), new Command.MarkAsTyping("c")));
    expect(true, () -> permissions("{}").mayType());
  }

  @Test
  void a_refusal_names_the_role_and_what_it_says() {
    give("bob", "{'edit':'none'}");
    assertThatThrownBy(() -> world.edit("bob", "c", bobs, "x"))
        .hasMessage("role given: edit is none (expected: own or all)");
  }

  @Test
  void a_role_that_is_not_configured_counts_as_the_default_one() {
    world.settings(AppSettings.DEFAULT.withRole("default", role("{'edit':'none'}")));
    setRole("bob", "nobody knows");
    expect(false, () -> world.edit("bob", "c", bobs, "x"));
    expect(false, () -> world.edit("alice", "c", alices, "x"));
    world.settings(AppSettings.DEFAULT);
    expect(true, () -> world.edit("bob", "c", bobs, "x"));
  }

  @Test
  void the_app_itself_is_bound_by_no_role() {
    world.settings(
        AppSettings.DEFAULT.withRole(
            "default", role("{'edit':'none','delete':'none','reply':'none','mentions':false}")));
    world.submit(
        world.asApp(),
        new Command.SendMessage("c", null, "bob", blocks(mention()), Map.of(), alices));
    world.submit(
        world.asApp(), new Command.EditMessage("c", alices, new Content.Text("x"), MapPatch.KEEP));
    world.submit(world.asApp(), new Command.DeleteMessage("c", alices));
  }

  @Test
  void what_the_system_said_is_edited_by_nobody_else() {
    String system =
        world
            .submit(
                world.asApp(),
                new Command.SendMessage("c", null, null, new Content.Text("hello"), Map.of(), null))
            .messageId();
    give("bob", "{'edit':'all','delete':'all'}");
    expect(false, () -> world.edit("bob", "c", system, "bye"));
    expect(true, () -> world.submit(world.as("bob"), new Command.DeleteMessage("c", system)));
  }

  @Test
  void what_one_commit_changes_counts_for_the_commands_behind_it() {
    world.settings(AppSettings.DEFAULT.withRole("given", role("{'edit':'none'}")));
    for (int i = 0; i < 50; i++) {
      String text = "edit " + i;
      setRole("bob", "default");
      var change = world.chat.submit(world.asApp(), roleOf("bob", "given"));
      var edit =
          world.chat.submit(
              world.as("bob"),
              new Command.EditMessage("c", bobs, new Content.Text(text), MapPatch.KEEP));
      change.join();
      expect(false, edit::join);
    }
  }

  @Test
  void a_client_gives_itself_no_role_that_counts() {
    world.settings(AppSettings.DEFAULT.withRole("moderator", role("{'delete':'all'}")));
    Actor bob = world.as("bob");
    expect(false, () -> world.submit(bob, roleOf("bob", "moderator")));
    expect(true, () -> world.submit(bob, roleOf("bob", "a mere word")));
    setRole("bob", "moderator");
    expect(true, () -> world.submit(bob, roleOf("bob", "moderator")));
    expect(false, () -> world.submit(bob, roleOf("bob", "default")));
    expect(false, () -> world.submit(world.as("eve"), newUser("eve", "moderator")));
    world.settings(
        AppSettings.DEFAULT.withRole("moderator", role("{'delete':'all'}")).withRoleSync(true));
    expect(true, () -> world.submit(bob, roleOf("bob", "default")));
    expect(true, () -> world.submit(world.as("eve"), newUser("eve", "moderator")));
  }

  private Permissions permissions(String json) {
    return new Permissions("given", role(json));
  }

  private void give(String user, String json) {
    world.settings(AppSettings.DEFAULT.withRole("given", role(json)));
    setRole(user, "given");
  }

  private void setRole(String user, String name) {
    world.submit(world.asApp(), roleOf(user, name));
  }

  private void say(String user, SendContentBlock block) {
    world.submit(
        world.as(user), new Command.SendMessage("c", null, null, blocks(block), Map.of(), null));
  }

  private void change(String user, String message, SendContentBlock block) {
    world.submit(
        world.as(user), new Command.EditMessage("c", message, blocks(block), MapPatch.KEEP));
  }

  private static Command roleOf(String user, String name) {
    return new Command.SetUser(user, patch(Patch.keep(), name), Mode.EDIT);
  }

  private static Command newUser(String user, String role) {
    return new Command.SetUser(user, patch(Patch.put(user), role), Mode.UPSERT);
  }

  private static UserPatch patch(Patch<String> name, String role) {
    Json.Builder json = Json.object().put("role", role);
    if (name instanceof Patch.Put<String>(String given)) {
      json.put("name", given);
    }
    return UserPatch.read(Fields.of(json.build(), ""));
  }

  private static Role role(String json) {
    return Role.read(Fields.of(Json.parse(json.replace('\'', '"')), ""));
  }

  private static Content blocks(SendContentBlock block) {
    return new Content.Blocks(List.of(block));
  }

  private static TextBlock mention() {
    TextNode mention = new Mention("alice", "Alice");
    return TextBlock.of(new Markup(Markup.Style.BOLD, List.of(mention)));
  }

  private static void expect(boolean allowed, ThrowingCallable action) {
    if (allowed) {
      assertThatCode(action).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(action)
          .satisfiesAnyOf(RolesTest::isDenied, failure -> isDenied(failure.getCause()));
    }
  }

  private static void isDenied(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.PERMISSION_DENIED));
  }

  private void react(String message) {
    world.submit(world.as("bob"), new Command.AddReaction("c", message, null, ":tea:"));
  }

  private void unreact(String message) {
    world.submit(world.as("bob"), new Command.RemoveReaction("c", message, null, ":tea:"));
  }
}
