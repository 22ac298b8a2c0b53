package io.tertulia.testkit.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A headless Chromium of this machine, installed from Debian's packages where there is none. For
/// one thread.
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /// A page that a test makes up comes from no address, and might not speak with this machine.
  private static final String NO_QUESTIONS = "--disable-features=LocalNetworkAccessChecks";

  private static final double PATIENCE_MILLIS = 20_000;
  private static final long PATIENCE_MINUTES = 5;
  private static @Nullable String missing;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts it. Where there is none, and none can be installed, the test is skipped and says why.
  public static Chromium start() {
    Path program = program();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setChromiumSandbox(false)
                    .setArgs(
                        List.of(
                            NO_QUESTIONS,
                            "--use-fake-device-for-media-stream",
                            "--use-fake-ui-for-media-stream")));
    return new Chromium(playwright, browser);
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  private static synchronized Path program() {
    Path found = onPath();
    if (found == null && missing == null) {
      missing = install();
      found = onPath();
    }
    Assumptions.assumeTrue(found != null, () -> "there is no Chromium here: " + missing);
    return found == null ? Path.of("") : found;
  }

  private static @Nullable Path onPath() {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
    return NAMES.stream()
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /// Installs it, and says why it could not be if it could not.
  private static String install() {
    List<String> command =
        List.of("apt-get", "install", "-y", "--no-install-recommends", "chromium");
    Stream<List<String>> commands = Stream.of(List.of("apt-get", "update"), command);
    try {
      Path said = Files.createTempFile("chromium", ".txt");
      for (List<String> step : commands.toList()) {
        Process process =
            new ProcessBuilder(step)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
        }
      }
      return Files.readString(said).strip();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }
}
