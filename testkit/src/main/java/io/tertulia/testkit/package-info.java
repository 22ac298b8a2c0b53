/// A real server for tests. A test class asks for it and gets an app of its own on a server that
/// all tests of the JVM share. It must never reach into the insides of the server or the SDK.
@NullMarked
package io.tertulia.testkit;

import org.jspecify.annotations.NullMarked;
