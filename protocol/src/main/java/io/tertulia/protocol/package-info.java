/// The words that applications, clients and servers share: access, notification choice, kinds of
/// message, error codes.
///
/// Nothing goes in or out here but these words; how they travel is written in the packages below.
@NullMarked
package io.tertulia.protocol;

import org.jspecify.annotations.NullMarked;
