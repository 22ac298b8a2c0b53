package io.tertulia.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// nginx as people set it up for files: it sends them from a folder by `sendfile`, and takes them
/// by `PUT`.
final class Nginx implements AutoCloseable {
  private final Process process;
  private final URI uri;

  private Nginx(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /// Starts it on a folder.
  static Nginx start(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectories(folder.resolve("www"));
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; worker_processes auto; pid %1$s/nginx.pid; error_log %1$s/error.log; user root;
        events { worker_connections 512; }
        http {
          access_log off; sendfile on; tcp_nopush on; client_max_body_size 0;
          client_body_temp_path %1$s/coming; proxy_temp_path %1$s/t1; fastcgi_temp_path %1$s/t2;
          uwsgi_temp_path %1$s/t3; scgi_temp_path %1$s/t4;
          server { listen 127.0.0.1:%2$d; root %1$s/www; location / { dav_methods PUT DELETE; } }
        }
        """
            .formatted(folder, port));
    Process process = new ProcessBuilder("nginx", "-c", config.toString()).inheritIO().start();
    for (int tries = 0; tries < 100 && process.isAlive(); tries++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return new Nginx(process, URI.create("http://127.0.0.1:" + port));
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    process.destroyForcibly();
    throw new IOException("nginx did not start");
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
