/// The one socket of a session: connecting, greeting, coming back, and the requests that wait for
/// an answer.
///
/// Frames come in and go out. Nothing here knows what a frame's facts mean, what a subscription is,
/// or what an application looks like.
@NullMarked
package io.tertulia.client.link;

import org.jspecify.annotations.NullMarked;
