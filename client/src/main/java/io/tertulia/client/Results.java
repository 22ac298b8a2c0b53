package io.tertulia.client;

import io.tertulia.client.mirror.ConversationMirror;
import io.tertulia.client.mirror.Users;
import io.tertulia.protocol.fact.Fact;
import io.tertulia.protocol.fact.MessageFact;
import io.tertulia.protocol.fact.UserFact;
import io.tertulia.protocol.frame.ConversationState;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A page of a search as snapshots: the facts of one answer, seen once and kept nowhere.
final class Results {
  private final ServerFrame.Results found;
  private final Views views;
  private final Map<String, ConversationMirror> conversations = new LinkedHashMap<>();

  Results(FileUrls files, String viewer, ServerFrame.Results found) {
    this.found = found;
    Users users = new Users();
    for (ConversationState state : found.states()) {
      for (Fact fact : state.put()) {
        if (fact instanceof UserFact user) {
          users.put(user);
        }
      }
      conversations.put(state.conversationId(), new ConversationMirror(viewer, state));
    }
    this.views = new Views(users, files);
  }

  List<ConversationSnapshot> conversations() {
    return conversations.values().stream().map(views::conversation).toList();
  }

  List<SearchMessageSnapshot> messages() {
    List<SearchMessageSnapshot> messages = new ArrayList<>();
    for (ServerFrame.Hit hit : found.hits()) {
      ConversationMirror conversation = conversations.get(hit.conversationId());
      MessageFact message = conversation == null ? null : conversation.message(hit.messageId());
      if (conversation != null && message != null) {
        messages.add(
            new SearchMessageSnapshot(
                views.conversation(conversation), views.message(conversation, message)));
      }
    }
    return messages;
  }
}
