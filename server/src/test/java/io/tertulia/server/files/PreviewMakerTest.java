package io.tertulia.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tertulia.protocol.content.PreviewSize;
import io.tertulia.protocol.file.FileDetails;
import io.tertulia.protocol.file.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewMakerTest {
  private static final Path PICTURE = Path.of("src/test/resources/media/animated.gif");

  @TempDir private Path folder;
  private Counting vault;
  private FilesWorld world;
  private Uploader alice;

  @BeforeEach
  void open() throws Exception {
    vault = new Counting(FolderVault.open(folder.resolve("files")));
    world = new FilesWorld(folder, vault, FileLimits.DEFAULT, "");
    alice = world.user("alice");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_picture_has_previews_after_its_upload() throws Exception {
    StoredFile file = upload(FileKind.IMAGE, Files.readAllBytes(PICTURE));

    world.depot.previews().close();

    assertThat(world.left())
        .containsExactlyInAnyOrder(file.id(), file.id() + ".small", file.id() + ".large");
  }

  @Test
  void a_preview_that_is_asked_for_is_made() throws Exception {
    StoredFile file = upload(FileKind.FILE, Files.readAllBytes(PICTURE));
    assertThat(world.left()).containsExactly(file.id());

    for (PreviewSize size : PreviewSize.values()) {
      try (Content preview = world.depot.downloads().preview(file, size).orElseThrow()) {
        var image = ImageIO.read(new ByteArrayInputStream(FilesWorld.read(preview)));
        assertThat(image.getWidth()).isEqualTo(96);
        assertThat(image.getHeight()).isEqualTo(64);
      }
    }
    assertThat(vault.opened).hasValue(1);
  }

  @Test
  void a_picture_that_has_no_preview_is_not_tried_twice() throws Exception {
    StoredFile file = upload(FileKind.FILE, "GIF89a, or not".getBytes(StandardCharsets.UTF_8));

    assertThat(world.depot.downloads().preview(file, PreviewSize.SMALL)).isEmpty();
    assertThat(world.depot.downloads().preview(file, PreviewSize.SMALL)).isEmpty();

    assertThat(vault.opened).hasValue(1);
    assertThat(world.left()).containsExactly(file.id());
  }

  @Test
  void what_is_no_picture_is_not_tried() throws Exception {
    StoredFile file = upload(FileKind.IMAGE, "text".getBytes(StandardCharsets.UTF_8));

    assertThat(world.depot.downloads().preview(file, PreviewSize.SMALL)).isEmpty();

    assertThat(vault.opened).hasValue(0);
  }

  @Test
  void a_picture_that_is_asked_for_by_many_at_once_is_decoded_once() throws Exception {
    StoredFile file = upload(FileKind.FILE, Files.readAllBytes(PICTURE));
    List<Thread> threads = new ArrayList<>();
    AtomicInteger seen = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (Content preview =
                    world.depot.downloads().preview(file, PreviewSize.LARGE).orElseThrow()) {
                  seen.addAndGet(preview.length() > 0 ? 1 : 0);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(seen).hasValue(50);
    assertThat(vault.opened).hasValue(1);
  }

  @Test
  void a_vault_that_fails_is_asked_again_next_time() throws Exception {
    StoredFile file = upload(FileKind.FILE, Files.readAllBytes(PICTURE));
    vault.broken = true;
    assertThatThrownBy(() -> world.depot.downloads().preview(file, PreviewSize.SMALL))
        .isInstanceOf(IOException.class);

    vault.broken = false;

    assertThat(world.depot.downloads().preview(file, PreviewSize.SMALL)).isPresent();
  }

  @Test
  void a_picture_that_breaks_off_on_its_way_here_leaves_nothing() throws Exception {
    StoredFile file = upload(FileKind.FILE, Files.readAllBytes(PICTURE));
    vault.breaksOff = true;
    assertThatThrownBy(() -> world.depot.downloads().preview(file, PreviewSize.SMALL))
        .isInstanceOf(IOException.class);

    assertThat(world.left()).containsExactly(file.id());
  }

  @Test
  void previews_go_with_their_picture() throws Exception {
    var upload =
        world.upload(
            alice,
            new FileDetails(FileKind.IMAGE, "a.gif", null, null, null),
            Files.readAllBytes(PICTURE));
    world.depot.previews().close();
    assertThat(world.left()).hasSize(3);

    world.depot.uploads().remove(alice, upload.id());

    assertThat(world.left()).isEmpty();
  }

  private StoredFile upload(FileKind kind, byte[] bytes) throws IOException {
    var upload = world.upload(alice, new FileDetails(kind, "a.gif", null, null, null), bytes);
    return world.depot.downloads().find(alice.appId(), upload.id()).orElseThrow();
  }

  /// Counts how often the original of a file is opened, and can be broken.
  private static final class Counting implements Vault {
    private final Vault inner;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile boolean broken;
    private volatile boolean breaksOff;

    private Counting(Vault inner) {
      this.inner = inner;
    }

    @Override
    public void put(String name, Path file) throws IOException {
      inner.put(name, file);
    }

    @Override
    public Content open(String name, long from, long length) throws IOException {
      if (!name.contains(".")) {
        opened.incrementAndGet();
        if (broken) {
          throw new IOException("broken");
        }
        if (breaksOff) {
          InputStream few = new ByteArrayInputStream(new byte[10]);
          InputStream closed = InputStream.nullInputStream();
          closed.close();
          return new Content.Streamed(new SequenceInputStream(few, closed), 20);
        }
      }
      return inner.open(name, from, length);
    }

    @Override
    public void delete(String name) throws IOException {
      inner.delete(name);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
