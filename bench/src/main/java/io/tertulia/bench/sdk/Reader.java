package io.tertulia.bench.sdk;

import com.sun.management.ThreadMXBean;
import io.tertulia.client.ConversationRef;
import io.tertulia.client.MessageSubscription;
import io.tertulia.client.TalkSession;
import io.tertulia.client.TalkSessionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Subscribes to messages and counts them. Says `ready` when it has as many as it is to begin with;
/// then, for each line that it gets, how many came besides and how many bytes were allocated.
public final class Reader {
  private static final int PAGE = 100;

  private Reader() {}

  /// Runs until nobody speaks to it any more.
  ///
  /// @param arguments the server, the app, the user, his token, the conversation, and how many
  ///   messages to begin with
  public static void main(String[] arguments) throws IOException {
    int first = Integer.parseInt(arguments[5]);
    AtomicInteger loaded = new AtomicInteger();
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    try (TalkSession session =
        TalkSession.get(
            TalkSessionOptions.builder(arguments[1], arguments[2])
                .baseUri(URI.create(arguments[0]))
                .token(arguments[3])
                .build())) {
      ConversationRef conversation = session.conversation(arguments[4]);
      MessageSubscription messages =
          conversation.subscribeMessages(
              (newest, loadedAll) -> loaded.set(newest == null ? 0 : newest.size()));
      messages.connected().join();
      while (loaded.get() < first) {
        messages.loadMore(PAGE).join();
      }
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        System.out.println((loaded.get() - first) + " " + threads.getTotalThreadAllocatedBytes());
      }
    }
  }
}
