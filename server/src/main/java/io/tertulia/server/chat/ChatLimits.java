package io.tertulia.server.chat;

/// How large and how many the nouns may be. One more is refused as `LIMIT_EXCEEDED`, one longer as
/// `INVALID_ARGUMENT`.
///
/// @param idLength code points of an id
/// @param nameLength characters of a name or a subject
/// @param textLength characters of a message's text
/// @param customKeys keys of a custom map
/// @param customKeyLength characters of such a key
/// @param customValueLength characters of such a value
/// @param customBytes UTF-8 bytes of a whole custom map
/// @param welcomeMessages of a conversation
/// @param contacts e-mail addresses, and telephone numbers, of a user
/// @param pushTokens of a user
/// @param participants of a conversation
/// @param reactions emoji that one message is reacted to with
/// @param reactorLists messages and emoji of one conversation of which a follower sees whose
///   reactions there are
/// @param catchUp messages, or participants, that changed while a follower was away; beyond that it
///   gets a fresh state
/// @param pageMessages messages in one answer
/// @param pageParticipants participants in one answer
/// @param pageConversations conversations in one answer
/// @param pageReactions reactions to one message in one answer, besides those that a follower has
/// @param eventReactions reactions of one message that an event brings because it makes the message
///   visible; with more it brings none, and followers who need theirs follow again
/// @param listedReactions reactions of one message that the app itself is told; later ones are left
///   out
/// @param answerBytes size of the contents in one answer, after which it stops and gives a nearer
///   bound
public record ChatLimits(
    int idLength,
    int nameLength,
    int textLength,
    int customKeys,
    int customKeyLength,
    int customValueLength,
    int customBytes,
    int welcomeMessages,
    int contacts,
    int pushTokens,
    int participants,
    int reactions,
    int reactorLists,
    int catchUp,
    int pageMessages,
    int pageParticipants,
    int pageConversations,
    int pageReactions,
    int eventReactions,
    int listedReactions,
    int answerBytes) {
  public static final ChatLimits DEFAULT =
      new ChatLimits(
          255, 255, 10_000, 100, 255, 10_000, 65_536, 20, 10, 20, 1_000, 50, 100, 1_000, 100, 100,
          100, 100, 50, 1_000, 1 << 20);
}
