/// The law: what a subscription shows after anything has happened equals what a fresh one shows.
///
/// Seeds come in, verdicts go out: each seed is a script of random steps of several people on one
/// app of a real server, whose connections are cut, stalled and refused meanwhile. It knows the API
/// from outside and must never know how a command is carried out: nothing here says what the right
/// answer is, only that two answers must be the same one.
@NullMarked
package io.tertulia.testkit.law;

import org.jspecify.annotations.NullMarked;
