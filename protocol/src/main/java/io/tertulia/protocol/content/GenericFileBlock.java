package io.tertulia.protocol.content;

/// A file of no particular kind.
///
/// @param size bytes
public record GenericFileBlock(FileToken token, String url, long size, String filename)
    implements FileBlock {
  public GenericFileBlock {
    FileParts.check(url, size, filename);
  }
}
