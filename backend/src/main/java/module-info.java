/// The client for an application's own server. What an application may name is exported, all else
/// is unreachable.
module io.tertulia.backend {
  exports io.tertulia.backend;

  requires transitive io.tertulia.protocol;
  requires java.net.http;
  requires static transitive org.jspecify;
}
