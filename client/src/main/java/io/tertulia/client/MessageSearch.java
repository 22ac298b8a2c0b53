package io.tertulia.client;

/// A search for text messages in the current user's conversations, newest first.
public interface MessageSearch extends Search<SearchMessageSnapshot> {}
