/// The web side over HTTP: modules that pages of any origin embed, and the server's own pages.
@NullMarked
package io.tertulia.server.gate.web;

import org.jspecify.annotations.NullMarked;
