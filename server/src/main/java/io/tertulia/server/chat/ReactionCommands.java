package io.tertulia.server.chat;

import io.tertulia.protocol.ErrorCode;
import io.tertulia.protocol.command.Command;
import io.tertulia.protocol.command.Refusal;
import io.tertulia.protocol.content.Emoji;
import io.tertulia.protocol.fact.ReactionFact;
import io.tertulia.server.db.Sql;
import io.tertulia.server.identity.Actor;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of reactions. Whoever takes part may react, with access to reading only too, and to
/// system messages too.
final class ReactionCommands {
  private final Checks checks;
  private final InstantSource clock;

  ReactionCommands(Checks checks, InstantSource clock) {
    this.checks = checks;
    this.clock = clock;
  }

  /// Who reacts, and where.
  private record Reactor(Touched conversation, UserRow user) {}

  Done add(Sql sql, Changes changes, Actor actor, Command.AddReaction command) throws SQLException {
    String emoji = emoji(command.emoji());
    Reactor reactor = reactor(sql, changes, actor, command.conversationId(), command.userId());
    if (actor instanceof Actor.AppActor) {
      mustTakePart(sql, reactor);
    }
    MessageRow message = message(sql, reactor, command.messageId());
    mayReact(changes, actor, reactor, message);
    if (ReactionRows.find(sql, message, reactor.user().key(), emoji).isPresent()) {
      return Done.NOTHING;
    }
    MessageRow reacted = message.reacted(reactor.conversation().nextVersion(), emoji, 1);
    checks.reactions(reacted.reactions().size());
    long before = Math.max(message.createdAt(), ReactionRows.newestAt(sql, message, emoji));
    ReactionFact fact =
        new ReactionFact(
            message.id(),
            emoji,
            reactor.user().fact().id(),
            reacted.version(),
            Math.max(clock.millis(), before + 1));
    ReactionRow reaction =
        new ReactionRow(message.conversation(), message.createdAt(), reactor.user().key(), fact);
    ReactionRows.insert(sql, reaction);
    MessageRows.update(sql, reacted);
    reactor.conversation().putReacted(reacted);
    reactor.conversation().reactions().add(reaction);
    return Done.NOTHING;
  }

  Done remove(Sql sql, Changes changes, Actor actor, Command.RemoveReaction command)
      throws SQLException {
    String emoji = emoji(command.emoji());
    Reactor reactor = reactor(sql, changes, actor, command.conversationId(), command.userId());
    MessageRow message = message(sql, reactor, command.messageId());
    mayReact(changes, actor, reactor, message);
    Optional<ReactionRow> found = ReactionRows.find(sql, message, reactor.user().key(), emoji);
    if (found.isPresent()) {
      takeBack(sql, reactor.conversation(), message, found.get());
    }
    return Done.NOTHING;
  }

  /// Takes back a reaction that is there; tells what the message is without it.
  static MessageRow takeBack(
      Sql sql, Touched conversation, MessageRow message, ReactionRow reaction) throws SQLException {
    MessageRow left = message.reacted(conversation.nextVersion(), reaction.fact().emoji(), -1);
    ReactionRows.delete(sql, reaction);
    MessageRows.update(sql, left);
    conversation.putReacted(left);
    conversation.reactions().takeBack(reaction);
    return left;
  }

  private static String emoji(String given) {
    String emoji = Emoji.canonical(given);
    if (emoji == null) {
      throw Checks.bad(
          "emoji", given.length() + " characters that are none", "one emoji, or :name:");
    }
    return emoji;
  }

  private static Reactor reactor(
      Sql sql, Changes changes, Actor actor, String conversationId, @Nullable String userId)
      throws SQLException {
    return switch (actor) {
      case Actor.UserActor user -> {
        if (userId != null && !userId.equals(user.userId())) {
          throw new Refusal(ErrorCode.PERMISSION_DENIED, "userId: " + userId + " (expected: own)");
        }
        Seat seat = Seat.of(sql, changes, actor, conversationId);
        yield new Reactor(seat.conversation(), seat.user());
      }
      case Actor.AppActor app -> {
        if (userId == null) {
          throw Checks.bad("userId", "missing", "whose reaction it is");
        }
        yield new Reactor(
            Actors.existing(changes, app, conversationId), Actors.user(changes, app, userId));
      }
    };
  }

  private static void mustTakePart(Sql sql, Reactor reactor) throws SQLException {
    long conversation = reactor.conversation().row().key();
    if (ParticipantRows.find(sql, conversation, reactor.user().key()).isEmpty()) {
      throw Checks.bad("userId", reactor.user().fact().id(), "a participant");
    }
  }

  private static void mayReact(Changes changes, Actor actor, Reactor reactor, MessageRow message)
      throws SQLException {
    boolean own = Objects.equals(message.sender(), reactor.user().key());
    Permissions.of(changes, actor).mayReact(own);
  }

  private static MessageRow message(Sql sql, Reactor reactor, String id) throws SQLException {
    return MessageRows.find(sql, reactor.conversation().row().key(), id)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "message: " + id + " does not exist"));
  }
}
