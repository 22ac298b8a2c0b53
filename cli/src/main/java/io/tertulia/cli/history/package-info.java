/// `tertulia import`: chat history in files becomes conversations on a server.
///
/// Lines of files come in, requests of the REST API go out; who is there already and what may be
/// written is the server's business. What is held in memory does not grow with the files, but with
/// the people and conversations in them.
@NullMarked
package io.tertulia.cli.history;

import org.jspecify.annotations.NullMarked;
