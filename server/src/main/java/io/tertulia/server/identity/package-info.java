/// Who speaks: apps with their settings and secret keys, tokens, and the actors that come out of
/// them.
///
/// Credentials come in and actors go out, or a refusal. It must never know how credentials travel,
/// nor what an actor may do to a conversation.
@NullMarked
package io.tertulia.server.identity;

import org.jspecify.annotations.NullMarked;
