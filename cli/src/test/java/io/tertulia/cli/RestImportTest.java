package io.tertulia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that loops over a REST API of the original's shape wrote.
class RestImportTest {
  private static final String USERS =
      """
      {"data":[
        {"id":"alice","name":"Alice","email":["a@x.test"],"phone":null,"photoUrl":null,"welcomeMessage":null,
         "availabilityText":"now","locale":"en","role":"default","custom":[],"pushTokens":{"fcm:1":true}},
        {"id":"bob","name":"Bob","email":"b@x.test","phone":null,"photoUrl":null,"locale":null,"role":"seller",
         "custom":{"a":"1"},"pushTokens":null}
      ]}
      {"data":[]}
      """;
  private static final String CONVERSATION =
      """
      {"id":"order_17","subject":"Order 17","topicId":null,"photoUrl":null,"welcomeMessages":["Welcome"],
       "custom":{"status":"open"},"lastMessage":null,
       "participants":{"alice":{"access":"ReadWrite","notify":true,"isUnread":true,"joinedAt":1700000000000,"readUntil":1700000001000},
                       "bob":{"access":"Read","notify":false}},
       "createdAt":1700000000000,"everyoneReadUntil":1700000000000}
      """;

  /// The newest first, as the API tells them; two at one time.
  private static final String MESSAGES =
      """
      [{"id":"msg_3","conversationId":"order_17","type":"SystemMessage","senderId":null,"text":null,
        "attachment":{"url":"https://files.test/a%20b.pdf?x=1","size":17},"location":null,"readBy":[],"origin":"rest",
        "custom":{},"referencedMessageId":null,"reactions":{},"createdAt":1700000002000,"editedAt":null},
       {"id":"msg_2","conversationId":"order_17","type":"UserMessage","senderId":"bob","text":null,"attachment":null,
        "location":[52.5,13.5],"readBy":["alice"],"origin":"web","custom":{},"referencedMessageId":"msg_1",
        "createdAt":1700000001000,"editedAt":null},
       {"id":"msg_1","conversationId":"order_17","type":"UserMessage","senderId":"alice","text":"Hello *you* \\" }",
        "attachment":null,"location":null,
        "content":[{"type":"text","children":["Hello ",{"type":"bold","children":["you"]},{"type":"sparkle","children":["!"]}]}],
        "readBy":["bob"],"origin":"rest","custom":{"k":"v"},"referencedMessageId":null,"reactions":{"👍":["bob","alice"]},
        "createdAt":1700000001000,"editedAt":1700000001500}]
      """;

  @TempDir Path folder;
  private final House house = House.open();

  @Test
  void users_conversations_and_messages_come_in_from_files_in_any_order() throws Exception {
    Path messages = Files.writeString(folder.resolve("messages.json"), MESSAGES);
    Path users = Files.writeString(folder.resolve("users.json"), USERS);
    Path conversations =
        Files.writeString(
            folder.resolve("conversations.jsonl"), CONVERSATION.replace("\n", " ") + "\n");
    Run run = imported(messages, users, conversations);
    assertThat(run.status()).as(run.err.text()).isZero();
    assertThat(run.out.text()).startsWith("Imported 2 people, 1 conversations, 3 messages");
    List<String> lines = exported();
    assertThat(lines.subList(2, lines.size()))
        .satisfiesExactly(
            line ->
                assertThat(line).contains("\"alice\"", "\"a@x.test\"", "\"fcm:1\":\"true\"", "now"),
            line -> assertThat(line).contains("\"bob\"", "\"b@x.test\"", "seller"),
            line ->
                assertThat(line).contains("Order 17", "\"Welcome\"", "\"open\"", "1700000000000"),
            line ->
                assertThat(line)
                    .contains(
                        "\"msg_1\"", ":1700000001000,", "\"editedAt\":1700000001500", "sparkle")
                    .contains("\"text\":\"Hello *you* \\\\\" }\"".replace("\\\\", "\\")),
            line -> assertThat(line).contains("\"👍\"", "\"bob\"", "1700000001001"),
            line -> assertThat(line).contains("\"👍\"", "\"alice\"", "1700000001002"),
            line ->
                assertThat(line)
                    .contains(
                        "\"msg_2\"",
                        ":1700000001001,",
                        "52.5",
                        "\"referencedMessageId\":\"msg_1\""),
            line ->
                assertThat(line)
                    .contains("\"msg_3\"", "https://files.test/a%20b.pdf?x=1", "\"a%20b.pdf\"")
                    .doesNotContain("sender"),
            line ->
                assertThat(line)
                    .contains("\"alice\"", "\"readUntil\":1700000001000")
                    .doesNotContain("markedUnread"),
            line ->
                assertThat(line)
                    .contains(
                        "\"bob\"", "\"Read\"", "\"notify\":false", "\"readUntil\":1700000002000"));
    assertThat(imported(users, conversations, messages).outWhenDone()).contains("there already");
    assertThat(exported()).isEqualTo(lines);
  }

  @Test
  void a_message_of_a_conversation_that_nobody_told_of_makes_one() throws Exception {
    Run run = imported(Files.writeString(folder.resolve("messages.json"), MESSAGES));
    assertThat(run.status()).as(run.err.text()).isZero();
    assertThat(exported())
        .anyMatch(line -> line.contains("\"conversation\",\"id\":\"order_17\""))
        .anyMatch(line -> line.contains("\"user\",\"id\":\"bob\",\"name\":\"bob\""));
  }

  @Test
  void what_is_no_such_object_is_named() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.json"), USERS + "\n{\"id\":\"x\"}");
    Run run = imported(bad);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err.text()).startsWith("tertulia: " + bad + ":9: name: missing");
    Path cut = Files.writeString(folder.resolve("cut.json"), MESSAGES.substring(0, 200));
    assertThat(imported(cut).errWhenDone()).contains("ends inside of an object");
  }

  private Run imported(Path... files) {
    List<String> all =
        new ArrayList<>(
            List.of("import", "--url", house.uri().toString(), "--app", house.app, "--key"));
    all.add(house.key().reveal());
    for (Path file : files) {
      all.add(file.toString());
    }
    return Run.of(all.toArray(String[]::new));
  }

  private List<String> exported() {
    return Run.of(
            "export",
            "--url",
            house.uri().toString(),
            "--app",
            house.app,
            "--key",
            house.key().reveal())
        .outWhenDone()
        .lines()
        .toList();
  }
}
