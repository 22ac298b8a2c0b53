/// The words both sides speak. Applications see `content`; the rest is between us and our client.
module io.tertulia.protocol {
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
}
