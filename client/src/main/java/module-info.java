/// The SDK. What an application may name is exported, all else is unreachable.
module io.tertulia.client {
  requires transitive io.tertulia.protocol;
  requires okhttp3;
  requires static transitive org.jspecify;
}
