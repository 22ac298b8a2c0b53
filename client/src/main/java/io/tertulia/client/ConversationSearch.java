package io.tertulia.client;

/// A search for conversations of the current user, the most recently active first: all words of the
/// query must be in the subject, or all in the custom value `search`.
public interface ConversationSearch extends Search<ConversationSnapshot> {}
