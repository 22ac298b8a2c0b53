package io.tertulia.server.gate.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.server.gate.rest.Calls.Operation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every call that is described is made, and gives every answer that is described of it.
class EveryAnswerTest {
  /// The statuses that a test below asks every call for that has them; `default` is what HTTP has.
  private static final Set<String> ASKED_FOR =
      Set.of(
          "200", "201", "204", "400", "401", "404", "409", "412", "413", "415", "429", "503",
          "default");

  private static final Map<String, String> WITHOUT_RATES = Map.of("rates.enforced", "false");
  private static final Map<String, String> WITHOUT_ANYBODY =
      Map.of("rates.enforced", "false", "rest.anonymous.enabled", "false");

  /// Of these calls nothing can be wrong but how their path is escaped.
  private static final Set<String> NOTHING_ELSE_WRONG =
      Set.of(
          "getApp",
          "getUploadOptions",
          "getUploadOptionsOfOne",
          "deleteApp",
          "getAppAsAdmin",
          "exportApp",
          "linkExport");

  /// Every call once, with what it needs; what it leaves is there for those behind it.
  private static final List<String> SCENARIO =
      """
      getApp
      putApp {"custom":{"brand":"Acme"},"defaultLocale":"de"}
      putThemes {"dark":{"base":"default","files":{"Body.template":"<div></div>"}}}
      patchThemes {"light":{"base":"default"},"none":null}
      getThemes
      getSettings
      patchSettings {"defaultLocale":"fr"}
      putRole {}
      getRoles
      getRole
      putUsers {"bob":{"name":"Bob"},"eve":{"name":"Eve"}}
      putUser {"name":"Alice","email":["alice@example.test"],"pushTokens":{"fcm:1":true}}
      getUser
      listUsers ?limit=2&isOnline=false
      putConversation {"participants":["alice","bob"],"subject":"Tea","custom":{"k":"v"}}
      putParticipant {"access":"Read","notify":"MentionsOnly"}
      patchParticipant {"access":"ReadWrite","notify":true}
      getParticipantEmail
      sendMessages [{"type":"UserMessage","sender":"alice","text":"Tea at *five*?"}]
      listMessages ?limit=3&orderBy=createdAt
      editMessage {"text":"Tea at six?"}
      editMessageByPost {"custom":{"seen":"yes"}}
      addReaction
      listReactions ?limit=5
      getMessage
      getConversation
      removeReaction
      listUserConversations ?unreadsOnly=true&orderBy=lastActivity
      listConversations ?filter=%7B%22subject%22%3A%5B%22%3D%3D%22%2C%22Tea%22%5D%7D
      markAsRead
      setReadUntil {"readUntil":"sent"}
      notifyAgain {"channels":["email"],"recipients":["bob"]}
      listSessions
      queryPresences {"userIds":["bob"]}
      importMessages [{"type":"UserMessage","sender":"alice","text":"Old","timestamp":1500000000000,"readBy":[]}]
      importMessagesByOldPath [{"type":"UserMessage","sender":"bob","text":"Older","createdAt":1400000000000}]
      importHistory {"entries":[]}
      batch [[1,"PUT","/users/alice",{"name":"Alice B."}],["two","GET","/users",{"limit":"2"}]]
      searchUsers ?q=al&in=name&limit=1
      searchMessages ?q=tea
      searchConversations ?q=tea&limit=1
      deleteMessage
      deleteParticipant
      deleteConversation
      uploadFile tea
      getFile
      deleteFile
      getUploadOptions
      createUpload
      getUploadOptionsOfOne
      getUpload
      continueUpload bytes
      deleteUpload
      createWebhook {"url":null,"events":["message.sent"],"enabled":true}
      listWebhooks
      putWebhook {"enabled":false}
      getWebhook
      replayWebhook {"since":1500000000000}
      listEvents ?limit=5
      listWebhookEvents ?limit=5&waiting=true
      deleteWebhook
      createKey
      listKeys
      deleteKey
      createKey
      signWithKey
      deleteRole
      eraseUser
      getErasure
      exportApp
      linkExport
      importApp {"type":"tertulia","version":1,"app":"demo"}
      listApps ?limit=1
      createApp {"id":"made"}
      getAppAsAdmin
      createAppToken
      deleteApp
      createAnonymousApp {}
      getAnonymousApp
      getClaimPage
      claimApp
      """
          .lines()
          .toList();

  @Test
  void every_status_that_is_described_is_asked_for() {
    assertThat(Calls.all().flatMap(one -> one.statuses().stream())).isSubsetOf(ASKED_FOR);
  }

  @Test
  void every_call_is_carried_out() throws Exception {
    try (Calls calls = Calls.on(WITHOUT_RATES)) {
      Set<String> made = new TreeSet<>();
      for (String step : SCENARIO) {
        String name = step.split(" ", 2)[0];
        HttpResponse<String> answer =
            of(name, calls).make(name, step.substring(name.length()).strip());
        assertThat(answer.statusCode()).as(step + " " + answer.body()).isLessThan(300);
        made.add(name);
      }
      assertThat(made)
          .containsExactlyInAnyOrderElementsOf(Calls.all().map(Operation::name).toList());
    }
  }

  @Test
  void every_call_is_refused_without_credentials() throws Exception {
    everyOne("401", (calls, one) -> calls.without("Authorization").make(one.name(), ""));
  }

  @Test
  void every_call_misses_what_is_not_there() throws Exception {
    everyOne("404", (calls, one) -> calls.at("app", "nobody").make(one.name(), ""));
  }

  @Test
  void every_call_is_refused_when_something_of_it_is_wrong() throws Exception {
    everyOne(
        "400",
        (calls, one) ->
            (NOTHING_ELSE_WRONG.contains(one.name()) ? calls.at("app", "%ff") : calls)
                .with("TalkJS-REST-Version", "never")
                .with("Tertulia-User", "%zz")
                .make(one.name(), one.name().equals("listApps") ? "?limit=0" : "no line"));
  }

  @Test
  void every_call_that_is_too_large_is_refused() throws Exception {
    everyOne(
        "413",
        (calls, one) ->
            calls.with("Upload-Length", "9999999999").make(one.name(), large(one.name())));
  }

  @Test
  void every_call_of_tus_has_a_version_a_type_and_an_offset() throws Exception {
    everyOne("412", (calls, one) -> calls.with("Tus-Resumable", "0.2.2").make(one.name(), ""));
    everyOne("415", (calls, one) -> calls.with("Content-Type", "text/plain").make(one.name(), "x"));
    everyOne("409", (calls, one) -> calls.with("Upload-Offset", "7").make(one.name(), "x"));
  }

  @Test
  void every_call_that_is_counted_comes_too_fast() throws Exception {
    Map<String, String> slow =
        Map.of("rates.rest-burst", "1", "rates.rest-per-second", "1", "rates.batch-burst", "1");
    try (Calls calls = Calls.on(slow)) {
      for (Operation one : having("429")) {
        HttpResponse<String> answer = calls.make(one.name(), "");
        for (int i = 0; i < 100 && answer.statusCode() != 429; i++) {
          answer = calls.make(one.name(), "");
        }
        assertThat(answer.statusCode()).as(one.name()).isEqualTo(429);
      }
    }
  }

  @Test
  void every_call_meets_a_server_that_is_busy() throws Exception {
    try (Calls calls = Calls.on(Map.of("gate.requests", "0", "gate.transfers", "0"))) {
      for (Operation one : having("503")) {
        assertThat(calls.make(one.name(), "").statusCode()).as(one.name()).isEqualTo(503);
      }
    }
  }

  private static String large(String name) {
    return switch (name) {
      case "createUpload" -> "";
      case "importHistory" -> "x".repeat(9 << 20);
      default -> "x".repeat(2 << 20);
    };
  }

  /// Who and what goes is not needed later.
  private static Calls of(String name, Calls calls) {
    return switch (name) {
      case "eraseUser", "getErasure" -> calls.at("user", "eve");
      case "getAppAsAdmin", "createAppToken", "deleteApp" -> calls.at("app", "made");
      case "claimApp" -> calls.at("app", calls.at("anonymous"));
      default -> calls;
    };
  }

  private static List<Operation> having(String status) {
    List<Operation> found = Calls.all().filter(one -> one.statuses().contains(status)).toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private static void everyOne(String status, Ask ask) throws Exception {
    try (Calls calls = Calls.on(status.equals("404") ? WITHOUT_ANYBODY : WITHOUT_RATES)) {
      calls.make("createUpload", "");
      for (Operation one : having(status)) {
        HttpResponse<String> answer = ask.answer(calls, one);
        assertThat(answer.statusCode())
            .as(one.name() + " " + answer.body())
            .isEqualTo(Integer.parseInt(status));
      }
    }
  }

  @FunctionalInterface
  private interface Ask {
    HttpResponse<String> answer(Calls calls, Operation one) throws Exception;
  }
}
