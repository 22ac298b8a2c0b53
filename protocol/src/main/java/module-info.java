/// The words both sides speak. Applications see `content`; the rest is between us and our client.
/// (The client is compiled after this and is not there yet: javac warns about a module that it
/// cannot find.)
@SuppressWarnings("module")
module io.tertulia.protocol {
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
}
