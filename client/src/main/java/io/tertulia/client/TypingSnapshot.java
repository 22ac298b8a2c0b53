package io.tertulia.client;

/// Who else is typing in a conversation: a few by name, or many.
public sealed interface TypingSnapshot permits FewTyping, ManyTyping {}
