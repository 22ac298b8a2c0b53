/// What an app's own server is told: an outbox of events, and those who bring them to it.
///
/// Events come in as JSON, in the transaction of the change that they tell of; signed requests go
/// out, in order within a lane. Nothing here knows what an event is about, who may see it, or that
/// there are frames.
@NullMarked
package io.tertulia.server.webhooks;

import org.jspecify.annotations.NullMarked;
