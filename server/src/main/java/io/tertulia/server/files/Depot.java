package io.tertulia.server.files;

import io.tertulia.server.db.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// All that deals with files, built together.
///
/// @param uploads on their way in
/// @param downloads on their way out
/// @param uses who needs them
/// @param sweeper removes those that nobody needs
/// @param previews makes small pictures of pictures
/// @param vault keeps their bytes
public record Depot(
    Uploads uploads,
    Downloads downloads,
    FileUses uses,
    Sweeper sweeper,
    PreviewMaker previews,
    Vault vault)
    implements AutoCloseable {

  /// Opens the staging folder, and removes what a crash left in it. Waits for disks.
  ///
  /// @param random a source that nobody can foretell: of ids, and of the secret that signs
  /// @param staging the folder for files that are not in the vault yet
  /// @param vault is closed with this
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
    Staging folder = Staging.open(staging);
    Ledger ledger = new Ledger(database, clock, limits);
    folder.deleteUnless(id -> ledger.find(id).isPresent());
    Secret secret = Secret.open(database, random);
    FileTokens tokens = new FileTokens(secret);
    Lanes lanes = new Lanes();
    Removal removal = new Removal(ledger, folder, vault);
    Sweeper sweeper = new Sweeper(ledger, lanes, removal);
    BlockedTypes blocked = BlockedTypes.parse(settings.blockedTypes());
    PreviewMaker previews = new PreviewMaker(ledger, folder, vault, lanes, limits);
    Completion completion =
        new Completion(ledger, folder, vault, removal, previews, inspector, blocked);
    return new Depot(
        new Uploads(ledger, folder, lanes, completion, removal, tokens, limits, random),
        new Downloads(ledger, vault, previews, secret, tokens, limits),
        new FileUses(tokens, clock, sweeper::wake),
        sweeper,
        previews,
        vault);
  }

  /// Lets go of the vault, after what was begun.
  @Override
  public void close() {
    sweeper.close();
    previews.close();
    vault.close();
  }
}
