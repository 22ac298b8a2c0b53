/// The records that are true now: users, conversations, participants and messages, each with an id
/// and a version. It must never know how they are changed, stored or sent.
@NullMarked
package io.tertulia.protocol.fact;

import org.jspecify.annotations.NullMarked;
