package io.tertulia.server.chat;

import io.tertulia.protocol.command.Refusal;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What only the app itself may do, and no follower is told of; each command says of what kind its
/// answer is. See [Chat#submit(io.tertulia.server.identity.Actor.AppActor, AppCommand)].
public sealed interface AppCommand<T> {

  /// Carries it out in one transaction.
  ///
  /// @throws Refusal an expected no
  T carryOut(AppWrites writes) throws SQLException;

  /// Asks for notifications of messages that were not answered. They are noted, for whoever sends
  /// them; of one conversation the [AppWrites#WAITING] latest wait.
  ///
  /// @param channels at least one
  /// @param recipients participants; null for all who did not write last
  /// @param settings how they are to look, as JSON
  record RequestNotifications(
      String conversationId,
      Set<Channel> channels,
      @Nullable List<String> recipients,
      String settings)
      implements AppCommand<Done> {
    public RequestNotifications {
      channels = Set.copyOf(channels);
      recipients = recipients == null ? null : List.copyOf(recipients);
    }

    @Override
    public Done carryOut(AppWrites writes) throws SQLException {
      return writes.requestNotifications(this);
    }
  }

  /// Tells the secret name to which a participant's answers by mail go: always the same, and made
  /// when it is first asked for. Refused as `NOT_FOUND` for somebody who takes no part.
  record MailName(String conversationId, String userId) implements AppCommand<String> {
    @Override
    public String carryOut(AppWrites writes) throws SQLException {
      return writes.mailName(this);
    }
  }

  /// A way to notify somebody.
  enum Channel {
    EMAIL,
    SMS
  }
}
