/// The words both sides speak. Applications see the shared words and `content`; the rest is between
/// us and our clients. (They are compiled after this and are not there yet: javac warns about a
/// module that it cannot find.)
@SuppressWarnings("module")
module io.tertulia.protocol {
  exports io.tertulia.protocol;
  exports io.tertulia.protocol.content;
  exports io.tertulia.protocol.filter;
  exports io.tertulia.protocol.command to
      io.tertulia.client,
      io.tertulia.backend;
  exports io.tertulia.protocol.file to
      io.tertulia.client;
  exports io.tertulia.protocol.fact to
      io.tertulia.client,
      io.tertulia.backend;
  exports io.tertulia.protocol.frame to
      io.tertulia.client;
  exports io.tertulia.protocol.json to
      io.tertulia.client,
      io.tertulia.backend;

  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
}
