package io.tertulia.server.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Content;
import io.tertulia.protocol.command.MapPatch;
import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.FileToken;
import io.tertulia.protocol.content.GenericFileBlock;
import io.tertulia.protocol.content.SendFileBlock;
import io.tertulia.protocol.content.TextBlock;
import io.tertulia.protocol.content.VoiceBlock;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.files.Uploader;
import io.tertulia.server.identity.AppSettings;
import io.tertulia.server.identity.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages that name files.
class FilesTest {
  @TempDir Path folder;
  private ChatWorld world;

  @BeforeEach
  void open() throws Exception {
    world = new ChatWorld(folder);
    world.people("alice", "bob");
    world.join("alice", "tea");
    world.join("bob", "tea");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_file_is_sent_by_its_token_and_found_by_its_path() throws Exception {
    FileToken token = upload(FileKind.FILE);
    String id = send("alice", token, null);
    assertThat(blockOf(id))
        .isInstanceOfSatisfying(
            GenericFileBlock.class,
            block -> {
              assertThat(block.token()).isEqualTo(token);
              assertThat(block.url()).matches("/files/test/[A-Za-z0-9_-]{22}/a%20%C3%BC.bin");
              assertThat(block.size()).isEqualTo(3);
              assertThat(block.filename()).isEqualTo("a ü.bin");
            });
    assertThat(uses()).isEqualTo(1);
  }

  @Test
  void anybody_who_has_the_token_may_send_it_again() throws Exception {
    FileToken token = upload(FileKind.VOICE);
    assertThat(blockOf(send("alice", token, null))).isInstanceOf(VoiceBlock.class);
    world.join("bob", "cake");
    VoiceBlock received = (VoiceBlock) blockOf(send("bob", token, null));
    world.submit(
        world.as("bob"),
        new Command.SendMessage(
            "cake", null, null, new Content.Blocks(List.of(received)), Map.of(), null));
    assertThat(uses()).isEqualTo(3);
  }

  @Test
  void of_a_received_block_only_the_token_counts() throws Exception {
    var lie = new GenericFileBlock(upload(FileKind.FILE), "https://evil.example/x", 9, "evil.exe");
    Done sent =
        world.submit(
            world.as("alice"),
            new Command.SendMessage(
                "tea", null, null, new Content.Blocks(List.of(lie)), Map.of(), null));
    assertThat(blockOf(sent.messageId()))
        .isInstanceOfSatisfying(
            GenericFileBlock.class,
            block -> {
              assertThat(block.url()).startsWith("/files/");
              assertThat(block.size()).isEqualTo(3);
              assertThat(block.filename()).isEqualTo("a ü.bin");
            });
  }

  @Test
  void a_retried_send_succeeds_when_its_file_is_gone() throws Exception {
    FileToken token = upload(FileKind.FILE);
    String id = send("alice", token, "key");
    world.submit(world.as("alice"), new Command.DeleteMessage("tea", id));
    awaitGone(token);
    assertThat(send("alice", token, "key")).isEqualTo(id);
    assertRefused(() -> send("alice", token, "other"), ErrorCode.INVALID_ARGUMENT);
    assertThat(uses()).isZero();
  }

  @Test
  void edits_both_ways_and_deletions_say_who_needs_a_file() throws Exception {
    FileToken token = upload(FileKind.FILE);
    Done text = world.send("alice", "tea", "hello");
    edit(text.messageId(), new Content.Blocks(List.of(new SendFileBlock(token))));
    assertThat(uses()).isEqualTo(1);
    assertThat(blockOf(text.messageId())).isInstanceOf(GenericFileBlock.class);
    String second = send("bob", token, null);
    assertThat(uses()).isEqualTo(2);
    edit(text.messageId(), new Content.Text("hello again"));
    assertThat(uses()).isEqualTo(1);
    assertThat(blockOf(text.messageId())).isInstanceOf(TextBlock.class);
    world.submit(world.as("bob"), new Command.DeleteMessage("tea", second));
    assertThat(uses()).isZero();
    awaitGone(token);
  }

  @Test
  void a_deleted_conversation_needs_no_files() throws Exception {
    FileToken token = upload(FileKind.FILE);
    send("alice", token, null);
    send("bob", token, null);
    world.submit(world.asApp(), new Command.DeleteConversation("tea"));
    assertThat(uses()).isZero();
    awaitGone(token);
  }

  @Test
  void a_command_that_fails_needs_no_file() throws Exception {
    FileToken token = upload(FileKind.FILE);
    assertRefused(
        () ->
            world.submit(
                world.as("alice"),
                new Command.SendMessage(
                    "tea",
                    null,
                    null,
                    new Content.Blocks(List.of(new SendFileBlock(token))),
                    Map.of(),
                    "no such message")),
        ErrorCode.INVALID_ARGUMENT);
    assertThat(uses()).isZero();
    world.now.addAndGet(Duration.ofHours(24).toMillis());
    assertRefused(() -> send("alice", token, null), ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_role_without_files_uploads_and_sends_none() throws Exception {
    FileToken file = upload(FileKind.FILE);
    FileToken voice = upload(FileKind.VOICE);
    world.settings(AppSettings.DEFAULT.withRole("default", role("{\"files\":false}")));
    assertRefused(() -> mayUpload(FileKind.IMAGE), ErrorCode.PERMISSION_DENIED);
    mayUpload(FileKind.VOICE);
    assertRefused(() -> send("alice", file, null), ErrorCode.PERMISSION_DENIED);
    send("alice", voice, null);
    world.settings(AppSettings.DEFAULT.withRole("default", role("{\"voice\":false}")));
    assertRefused(() -> mayUpload(FileKind.VOICE), ErrorCode.PERMISSION_DENIED);
    mayUpload(FileKind.IMAGE);
    assertRefused(() -> send("alice", voice, null), ErrorCode.PERMISSION_DENIED);
    send("alice", file, null);
    world.chat.mayUpload(world.asApp(), FileKind.VOICE).join();
  }

  private FileToken upload(FileKind kind) throws IOException {
    var uploader = new Uploader(world.app().key(), "test", "alice");
    var details = new FileDetails(kind, "a ü.bin", null, null, null);
    var begun = world.files.uploads().create(uploader, 3, details);
    var bytes = new ByteBuffer[] {ByteBuffer.wrap(new byte[] {1, 2, 3})};
    FileToken token =
        world
            .files
            .uploads()
            .append(uploader, begun.id(), 0, () -> bytes[0].hasRemaining() ? bytes[0] : null)
            .token();
    if (token == null) {
      throw new AssertionError("not complete");
    }
    return token;
  }

  private String send(String user, FileToken token, @Nullable String key) {
    Done done =
        world.submit(
            world.as(user),
            new Command.SendMessage(
                "tea",
                key,
                null,
                new Content.Blocks(List.of(new SendFileBlock(token))),
                Map.of(),
                null));
    return String.valueOf(done.messageId());
  }

  private void edit(@Nullable String id, Content content) {
    world.submit(
        world.as("alice"),
        new Command.EditMessage("tea", String.valueOf(id), content, MapPatch.KEEP));
  }

  private Object blockOf(@Nullable String id) {
    return world
        .ask(world.as("bob"), new Query.GetMessage("tea", String.valueOf(id)))
        .put()
        .stream()
        .filter(MessageFact.class::isInstance)
        .map(fact -> ((MessageFact) fact).content().getFirst())
        .findFirst()
        .orElseThrow();
  }

  private void mayUpload(FileKind kind) {
    try {
      world.chat.mayUpload(world.as("alice"), kind).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Refusal no ? no : e;
    }
  }

  /// Returns when nothing of a file is left.
  private void awaitGone(FileToken token) throws Exception {
    String id = token.value().substring(3, 25);
    while (world.database.write(sql -> sql.number("SELECT count(*) FROM files WHERE id=?", id))
        > 0) {
      Thread.onSpinWait();
    }
    assertThat(folder.resolve("files").resolve(id)).doesNotExist();
  }

  private long uses() throws Exception {
    return world.database.write(sql -> sql.number("SELECT count(*) FROM file_uses"));
  }

  private static Role role(String json) {
    return Role.read(Fields.of(Json.parse(json), ""));
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }
}
