package io.tertulia.server.gate.rest;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import io.tertulia.server.chat.AppCommand;
import io.tertulia.server.chat.AppCommand.Channel;
import io.tertulia.server.gate.http.Reply;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The calls for what leaves the chat: notifications, and addresses for answers by mail.
final class MailCalls {
  private static final List<String> LOOKS =
      List.of("subject", "header", "footer", "inboxUrl", "senderName");
  private static final int MAX_LOOK = 10_000;

  private final String domain;

  MailCalls(RestSettings settings) {
    this.domain = settings.mailDomain();
  }

  Reply notify(Visit visit) {
    Fields body = visit.body();
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    for (String name : body.texts("channels")) {
      channels.add(
          switch (name) {
            case "email" -> Channel.EMAIL;
            case "sms" -> Channel.SMS;
            default -> throw body.bad("channels", name, "email or sms");
          });
    }
    if (channels.isEmpty()) {
      throw body.bad("channels", "none", "email, sms or both");
    }
    boolean forAll = !body.has("recipients") || body.isNull("recipients");
    Json looks =
        Json.object()
            .put("email", looks(body, "emailSettings", LOOKS))
            .put("sms", looks(body, "smsSettings", List.of("smsTemplate")))
            .build();
    visit.submit(
        new AppCommand.RequestNotifications(
            visit.at("conversation"),
            channels,
            forAll ? null : body.texts("recipients"),
            looks.toText()));
    return Reply.DONE;
  }

  Reply address(Visit visit) {
    String name = visit.submit(new AppCommand.MailName(visit.at("conversation"), visit.at("user")));
    return Reply.of(Json.object().put("emailAddress", "r+" + name + "@" + domain).build());
  }

  private static Json looks(Fields body, String name, List<String> known) {
    Json.Builder looks = Json.object();
    Fields given = body.objectOrNull(name);
    if (given != null) {
      for (String look : known) {
        String text = given.textOrNull(look);
        if (text != null && text.length() > MAX_LOOK) {
          throw given.bad(look, text.length() + " characters", "at most " + MAX_LOOK);
        }
        looks.put(look, text);
      }
    }
    return looks.build();
  }
}
