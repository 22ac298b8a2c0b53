/// The SDK. What an application may name is exported, all else is unreachable.
module io.tertulia.client {
  exports io.tertulia.client;

  requires transitive io.tertulia.protocol;
  requires java.logging;
  requires okhttp3;
  requires static transitive org.jspecify;
}
