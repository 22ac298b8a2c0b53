package io.tertulia.protocol.content;

import io.tertulia.protocol.json.Fields;
import io.tertulia.protocol.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Content blocks as they stand on the wire.
final class BlockJson {
  private static final Set<String> KNOWN = Set.of("text", "file", "location");

  private BlockJson() {}

  static boolean isKnown(String type) {
    return KNOWN.contains(type);
  }

  static ContentBlock read(Json json, String path) {
    Fields block = Fields.of(json, path);
    return switch (block.text("type")) {
      case "text" -> new TextBlock(NodeJson.children(block));
      case "file" -> file(block);
      case "location" -> location(block);
      default -> new UnknownBlock(block.json());
    };
  }

  static SendContentBlock readSent(Json json, String path) {
    Fields block = Fields.of(json, path);
    String type = block.text("type");
    return switch (type) {
      case "text" -> new TextBlock(NodeJson.children(block));
      case "file" -> new SendFileBlock(new FileToken(block.text("fileToken")));
      case "location" -> location(block);
      default -> throw block.bad("type", type, "text, file or location");
    };
  }

  private static LocationBlock location(Fields block) {
    return new LocationBlock(block.number("latitude"), block.number("longitude"));
  }

  private static FileBlock file(Fields block) {
    FileToken token = new FileToken(block.text("fileToken"));
    String url = block.text("url");
    long size = block.integer("size");
    String name = block.text("filename");
    return switch (block.textOr("subtype", "")) {
      case "image" -> new ImageBlock(token, url, size, name, width(block), height(block));
      case "video" ->
          new VideoBlock(
              token, url, size, name, width(block), height(block), FileParts.duration(block));
      case "audio" -> new AudioBlock(token, url, size, name, FileParts.duration(block));
      case "voice" -> new VoiceBlock(token, url, size, name, FileParts.duration(block));
      default -> new GenericFileBlock(token, url, size, name);
    };
  }

  private static @Nullable Integer width(Fields block) {
    return FileParts.pixels(block, "width");
  }

  private static @Nullable Integer height(Fields block) {
    return FileParts.pixels(block, "height");
  }

  static Json write(FileBlock file) {
    Json.Builder object =
        Json.object()
            .put("type", "file")
            .put("fileToken", file.token().value())
            .put("url", file.url())
            .put("size", file.size())
            .put("filename", file.filename());
    return switch (file) {
      case GenericFileBlock generic -> object.build();
      case ImageBlock image ->
          object
              .put("subtype", "image")
              .put("width", FileParts.json(image.width()))
              .put("height", FileParts.json(image.height()))
              .build();
      case VideoBlock video ->
          object
              .put("subtype", "video")
              .put("width", FileParts.json(video.width()))
              .put("height", FileParts.json(video.height()))
              .put("duration", FileParts.json(video.duration()))
              .build();
      case AudioBlock audio ->
          object.put("subtype", "audio").put("duration", FileParts.json(audio.duration())).build();
      case VoiceBlock voice ->
          object.put("subtype", "voice").put("duration", FileParts.json(voice.duration())).build();
    };
  }
}
