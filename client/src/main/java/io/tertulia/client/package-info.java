/// What an application names: the session, its refs and subscriptions, and the snapshots they hand
/// over. Calls of an application come in, snapshots and typed errors go out. It must never show a
/// frame, a socket or anything of OkHttp.
@NullMarked
package io.tertulia.client;

import org.jspecify.annotations.NullMarked;
