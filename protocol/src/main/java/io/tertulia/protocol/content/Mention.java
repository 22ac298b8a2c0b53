package io.tertulia.protocol.content;

/// A user called by name.
///
/// @param id the user's id; one who does not take part in the conversation is not notified
/// @param text the user's name as it was then, without `@`
public record Mention(String id, String text) implements TextNode {
  public Mention {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("mention.id: empty (expected: a user id)");
    }
  }
}
