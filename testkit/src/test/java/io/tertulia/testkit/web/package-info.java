/// The web side in a real browser.
@NullMarked
package io.tertulia.testkit.web;

import org.jspecify.annotations.NullMarked;
