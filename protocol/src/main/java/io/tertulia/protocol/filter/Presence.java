package io.tertulia.protocol.filter;

/// Whether a custom value is there; made by [CustomFilter#exists] and [CustomFilter#notExists].
///
/// @param exists whether it must be there, or must not
public record Presence(boolean exists) implements CustomFilter {}
