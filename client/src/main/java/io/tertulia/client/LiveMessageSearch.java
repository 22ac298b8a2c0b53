package io.tertulia.client;

import io.tertulia.protocol.command.Query;
import io.tertulia.protocol.fact.Bound;
import io.tertulia.protocol.filter.ConversationFilter;
import io.tertulia.protocol.frame.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search for messages.
final class LiveMessageSearch extends LiveSearch<SearchMessageSnapshot> implements MessageSearch {
  private final String viewer;
  private final FileUrls files;

  LiveMessageSearch(TalkSession session, @Nullable SearchListener<SearchMessageSnapshot> listener) {
    super(session, listener);
    this.viewer = session.currentUser().id();
    this.files = session.files();
  }

  @Override
  Query ask(String text, @Nullable ConversationFilter in, @Nullable Bound from, int limit) {
    return new Query.SearchMessages(text, in, from, limit);
  }

  @Override
  List<SearchMessageSnapshot> read(ServerFrame.Results found) {
    return new Results(files, viewer, found).messages();
  }
}
