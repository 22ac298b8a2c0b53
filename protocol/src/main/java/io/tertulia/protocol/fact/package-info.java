<<<<<<< HEAD
/// Facts: the records that are true now, each with the version of the change that wrote it.
///
/// They come in and go out as JSON. Facts know nothing of who may see them, of sockets or of storage.
=======
/// The records that are true now: users, conversations, participants and messages, each with an id
/// and a version. It must never know how they are changed, stored or sent.
>>>>>>> build
@NullMarked
package io.tertulia.protocol.fact;

import org.jspecify.annotations.NullMarked;
