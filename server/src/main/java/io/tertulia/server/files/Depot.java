package io.tertulia.server.files;

import io.tertulia.server.db.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// All that deals with files, built together on a vault.
public final class Depot implements AutoCloseable {
  private final Uploads uploads;
  private final Downloads downloads;
  private final FileUses uses;
  private final FileArchive archive;
  private final Sweeper sweeper;
  private final PreviewMaker previews;
  private final Ledger ledger;
  private final Room room;

  private Depot(
      Ledger ledger,
      Room room,
      Staging staging,
      Vault vault,
      Secret secret,
      FileLimits limits,
      BlockedTypes blocked,
      Inspector inspector,
      RandomGenerator random) {
    this.ledger = ledger;
    this.room = room;
    FileTokens tokens = new FileTokens(secret);
    Lanes lanes = new Lanes();
    Removal removal = new Removal(ledger, staging, vault);
    this.sweeper = new Sweeper(ledger, lanes, removal);
    this.previews = new PreviewMaker(ledger, staging, vault, lanes, limits);
    Completion completion =
        new Completion(ledger, staging, vault, removal, previews, inspector, blocked);
    this.uploads = new Uploads(ledger, staging, lanes, completion, removal, tokens, limits, random);
    this.downloads = new Downloads(ledger, vault, previews, secret, tokens, limits);
    this.uses = new FileUses(tokens, ledger::now, sweeper);
    this.archive =
        new FileArchive(ledger, staging, vault, lanes, completion, removal, sweeper, limits);
  }

  /// Opens the staging folder, and removes what a crash left in it. Waits for disks.
  ///
  /// @param random a source that nobody can foretell: of ids, and of the secret that signs
  /// @param staging the folder for files that are not in the vault yet
  /// @param vault keeps the bytes; closed by the caller, after this
  /// @param inspector tells what a file is by its bytes
  /// @throws IOException when the folder cannot be used; its message is for people
  /// @throws IllegalArgumentException when a setting is none
  public static Depot open(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      FileLimits limits,
      FileSettings settings,
      Path staging,
      Vault vault,
      Inspector inspector)
      throws IOException, SQLException {
    BlockedTypes blocked = BlockedTypes.parse(settings.blockedTypes());
    Secret secret = Secret.open(database, random);
    Staging folder = Staging.open(staging);
    Ledger ledger = new Ledger(database, clock, limits);
    try {
      folder.deleteUnless(id -> ledger.find(id).isPresent());
      Room room = new Room(database, clock);
      return new Depot(ledger, room, folder, vault, secret, limits, blocked, inspector, random);
    } catch (IOException | RuntimeException | Error e) {
      ledger.close();
      throw e;
    }
  }

  /// On their way in.
  public Uploads uploads() {
    return uploads;
  }

  /// On their way out.
  public Downloads downloads() {
    return downloads;
  }

  /// Who needs them.
  public FileUses uses() {
    return uses;
  }

  /// Those of whole apps, on their way out and in.
  public FileArchive archive() {
    return archive;
  }

  /// Removes those that nobody needs.
  public Sweeper sweeper() {
    return sweeper;
  }

  /// How many bytes the files in the vault have, as of some time ago; previews aside. Never waits.
  public long bytes() {
    return room.bytes();
  }

  /// Makes small pictures of pictures.
  PreviewMaker previews() {
    return previews;
  }

  /// Returns when what was begun is done.
  @Override
  public void close() {
    sweeper.close();
    previews.close();
    ledger.close();
  }
}
