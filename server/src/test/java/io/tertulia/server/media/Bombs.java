package io.tertulia.server.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Small files that would be large if one believed them.
final class Bombs {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int HUNDRED_MB = 100_000_000;

  private Bombs() {}

  /// Writes a file.
  @FunctionalInterface
  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /// All of them by name; each is made when it is asked for.
  static Map<String, java.util.function.Supplier<byte[]>> all() {
    Map<String, Writer> all = new LinkedHashMap<>();
    all.put("pixels.png", out -> png(out, 30_000, 30_000, 0));
    all.put("row.png", out -> png(out, 50_000_000, 1, 0));
    all.put("text.png", out -> chunked(out, "zTXt", "bomb\0\0"));
    all.put("profile.png", out -> chunked(out, "iCCP", "bomb\0\0"));
    all.put("affordable.png", out -> png(out, 7_000, 7_000, 7_000 * 7_001));
    all.put("deep.png", Bombs::deep);
    all.put("screen.gif", out -> gif(out, 65_535, 65_535, 1, 1));
    all.put("frame.gif", out -> gif(out, 1, 1, 65_535, 65_535));
    all.put("canvas.webp", out -> webp(out, 16_384, 16_384, "VP8L", lossless(16_384)));
    all.put("inside-lossless.webp", out -> webp(out, 10, 10, "VP8L", lossless(16_384)));
    all.put("inside-lossy.webp", out -> webp(out, 10, 10, "VP8 ", lossy(16_383)));
    all.put("header.jpg", out -> out.write(claiming(jpeg(64, false), 65_500)));
    all.put("profile.jpg", out -> out.write(profiled(jpeg(64, false))));
    all.put("exif.jpg", Bombs::exif);
    all.put("progressive.jpg", out -> out.write(claiming(jpeg(64, true), 7_000)));
    all.put("scans.jpg", out -> out.write(scanned(jpeg(2_000, true))));
    all.put("one-scan.jpg", out -> out.write(claiming(oneScan(jpeg(64, true)), 7_000)));
    all.put("box.mp4", out -> mp4(out, 0x7fffffff));
    all.put("nested.mp4", Bombs::nested);
    all.put("endless.webm", Bombs::endless);
    all.put("zeros.zip", Bombs::zip);
    Map<String, java.util.function.Supplier<byte[]>> made = new LinkedHashMap<>();
    all.forEach((name, writer) -> made.put(name, () -> bytes(writer)));
    return made;
  }

  private static byte[] bytes(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void zip(DataOutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (String name : List.of("word/document.xml", "mimetype")) {
      zip.putNextEntry(new ZipEntry(name));
      byte[] zeros = new byte[HUNDRED_MB / 100];
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
    }
    zip.finish();
  }

  private static void png(DataOutputStream out, int width, int height, int zeros)
      throws IOException {
    out.write(PNG);
    header(out, width, height);
    chunk(out, "IDAT", deflated("", zeros));
    chunk(out, "IEND", new byte[0]);
  }

  /// Colours of 16 bits, with transparency: eight bytes a pixel.
  private static void deep(DataOutputStream out) throws IOException {
    byte[] kind = {16, 6, 0, 0, 0};
    out.write(PNG);
    chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(3_600).putInt(3_600).put(kind).array());
    chunk(out, "IDAT", deflated("", 3_600 * (3_600 * 8 + 1)));
    chunk(out, "IEND", new byte[0]);
  }

  private static void chunked(DataOutputStream out, String type, String begin) throws IOException {
    out.write(PNG);
    header(out, 16, 16);
    chunk(out, type, deflated(begin, HUNDRED_MB));
    chunk(out, "IDAT", deflated("", 16 * 17));
    chunk(out, "IEND", new byte[0]);
  }

  private static void header(DataOutputStream out, int width, int height) throws IOException {
    byte[] kind = {8, 0, 0, 0, 0};
    chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array());
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(content);
    out.writeInt(content.length);
    out.writeBytes(type);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }

  private static byte[] deflated(String begin, int zeros) {
    return bytes(out -> {
      out.writeBytes(begin);
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
        byte[] piece = new byte[1 << 16];
        for (int left = zeros; left > 0; left -= piece.length) {
          deflater.write(piece, 0, Math.min(left, piece.length));
        }
      }
    });
  }

  private static void gif(DataOutputStream out, int wide, int high, int frameWide, int frameHigh)
      throws IOException {
    ByteBuffer gif = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
    gif.putShort((short) wide).putShort((short) high).put(new byte[] {(byte) 0x80, 0, 0});
    gif.put(new byte[] {0, 0, 0, -1, -1, -1});
    gif.put((byte) ',').putInt(0).putShort((short) frameWide).putShort((short) frameHigh);
    gif.put(new byte[] {0, 2, 2, 0x44, 1, 0, ';'});
    out.write(gif.array(), 0, gif.position());
  }

  private static void webp(DataOutputStream out, int wide, int high, String type, byte[] content)
      throws IOException {
    ByteBuffer webp = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(120);
    webp.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
    webp.putInt(wide - 1).position(27).putInt(high - 1).position(30);
    webp.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(90).put(content);
    out.write(webp.array());
  }

  private static byte[] lossless(int side) {
    int packed = (side - 1) | ((side - 1) << 14);
    return ByteBuffer.allocate(5).put((byte) 0x2f).putInt(Integer.reverseBytes(packed)).array();
  }

  private static byte[] lossy(int side) {
    ByteBuffer frame = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(new byte[] {0x10, 0x10, 0, (byte) 0x9d, 1, 0x2a});
    return frame.putShort((short) side).putShort((short) side).array();
  }

  private static byte[] jpeg(int side, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /// The same picture with other sides in its header.
  private static byte[] claiming(byte[] jpeg, int side) {
    for (int i = 2; ; i++) {
      if (jpeg[i] == (byte) 0xff && (jpeg[i + 1] == (byte) 0xc0 || jpeg[i + 1] == (byte) 0xc2)) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) side).putShort(i + 7, (short) side);
        return jpeg;
      }
    }
  }

  /// The same picture with a colour profile of 16 MB.
  private static byte[] profiled(byte[] jpeg) {
    return bytes(out -> {
      out.write(jpeg, 0, 2);
      for (int i = 1; i <= 255; i++) {
        out.writeShort(0xffe2);
        out.writeShort(65_535);
        out.writeBytes("ICC_PROFILE\0");
        out.writeByte(i);
        out.writeByte(255);
        out.write(new byte[65_535 - 16]);
      }
      out.write(jpeg, 2, jpeg.length - 2);
    });
  }

  /// The same picture, whose last scan comes a thousand times.
  private static byte[] scanned(byte[] jpeg) {
    int last = jpeg.length - 2;
    while (jpeg[last] != (byte) 0xff || jpeg[last + 1] != (byte) 0xda) {
      last--;
    }
    int from = last;
    return bytes(out -> {
      out.write(jpeg, 0, from);
      for (int i = 0; i < 1_000; i++) {
        out.write(jpeg, from, jpeg.length - 2 - from);
      }
      out.writeShort(0xffd9);
    });
  }

  /// The same picture without all scans but the first: it builds up slowly all the same.
  private static byte[] oneScan(byte[] jpeg) {
    int at = 2;
    while (jpeg[at] != -1 || jpeg[at + 1] != (byte) 0xda) {
      at++;
    }
    at += 2;
    while (jpeg[at] != -1 || jpeg[at + 1] == 0) {
      at++;
    }
    int end = at;
    return bytes(out -> {
      out.write(jpeg, 0, end);
      out.writeShort(0xffd9);
    });
  }

  /// Five thousand values of 64 kB each, all of them the same bytes.
  private static void exif(DataOutputStream out) throws IOException {
    ByteBuffer tiff = ByteBuffer.allocate(65_000);
    tiff.putInt(0x4d4d002a).putInt(8).putShort((short) 5_000);
    for (int i = 0; i < 5_000; i++) {
      tiff.putShort((short) (0x4000 + i)).putShort((short) 3).putInt(32_000).putInt(8);
    }
    byte[] jpeg = jpeg(64, false);
    out.write(jpeg, 0, 2);
    out.writeShort(0xffe1);
    out.writeShort(2 + 6 + 65_000);
    out.writeBytes("Exif\0\0");
    out.write(tiff.array());
    out.write(jpeg, 2, jpeg.length - 2);
  }

  private static void mp4(DataOutputStream out, int size) throws IOException {
    out.writeInt(16);
    out.writeBytes("ftypisom\0\0\0\0");
    out.writeInt(size);
    out.writeBytes("moov");
    out.writeInt(size - 8);
    out.writeBytes("mvhd");
    out.write(new byte[100]);
  }

  private static void nested(DataOutputStream out) throws IOException {
    out.writeInt(16);
    out.writeBytes("ftypisom\0\0\0\0");
    for (int i = 200_000; i > 0; i--) {
      out.writeInt(i * 8);
      out.writeBytes("moov");
    }
  }

  private static void endless(DataOutputStream out) throws IOException {
    out.write(new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x80});
    out.write(new byte[] {0x18, 0x53, (byte) 0x80, 0x67, 0x01, -1, -1, -1, -1, -1, -1, -1});
    for (int i = 0; i < 500_000; i++) {
      out.writeInt(0x1F43B675);
      out.write(0xff);
      out.writeShort(0xA080);
    }
  }
}
