/// The client for an application's own server: it speaks for the app and may do everything in it.
///
/// Start with [TalkBackend#of]. As in the SDK there are refs, which point at things and hold
/// nothing, and snapshots, which are finished values. All types may be used from any thread, but
/// for builders.
///
/// There is one style: a call waits for its answer and returns it, or throws a [TalkException],
/// which says by its code what is wrong and whether to try again. Blocking is the least there is to
/// learn, reads well in a stack trace, keeps order without effort, and costs nothing on a virtual
/// thread; who wants a future, hands the call to an executor.
///
/// Every call may be repeated without doing anything twice, so calls that met a network that broke
/// or a server that was busy are repeated here, within [BackendOptions.Builder#retryFor]; what is
/// the exception says so.
///
/// The package knows REST and the words of the protocol; it must never know the SDK, nor the
/// server.
@NullMarked
package io.tertulia.backend;

import org.jspecify.annotations.NullMarked;
