package io.tertulia.client;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search for conversations.
final class LiveConversationSearch extends LiveSearch<ConversationSnapshot>
    implements ConversationSearch {
  private final String viewer;
  private final FileUrls files;

  LiveConversationSearch(
      TalkSession session, @Nullable SearchListener<ConversationSnapshot> listener) {
    super(session, listener);
    this.viewer = session.currentUser().id();
    this.files = session.files();
  }

  @Override
  Query ask(String text, @Nullable ConversationFilter in, @Nullable Bound from, int limit) {
    return new Query.SearchConversations(text, in, from, limit);
  }

  @Override
  List<ConversationSnapshot> read(ServerFrame.Results found) {
    return new Results(files, viewer, found).conversations();
  }
}
