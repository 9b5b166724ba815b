package io.plenum.signaling.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.plenum.storage.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The web client's files, read from the class path (folder `web`) once each. Any thread may use it;
 * the first read of a file blocks.
 */
final class WebFiles {
  /** The client has some 150 files. */
  private static final int LIMIT = 1_000;

  /** Plain segments only: no way up, no hidden files, no escapes. */
  private static final Pattern SAFE = Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9._@-]*)+");

  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Cache<String, Optional<WebFile>> files =
      Caffeine.newBuilder().maximumSize(LIMIT).build();

  /**
   * One file, ready to send.
   *
   * @param tag a strong entity tag, without quotes
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record WebFile(String type, String tag, byte[] plain, byte[] gzip) {}

  /** The file at this path (with a leading slash), if there is one of a kind that we serve. */
  Optional<WebFile> at(String path) {
    boolean servable = SAFE.matcher(path).matches() && type(path).isPresent();
    return servable ? files.get(path, WebFiles::load) : Optional.empty();
  }

  /**
   * The CSP source that allows the import map of the page; 'none' would forbid the others, so
   * without a map it is empty.
   */
  String importMapHash() {
    return at("/index.html")
        .map(page -> IMPORT_MAP.matcher(new String(page.plain(), StandardCharsets.UTF_8)))
        .filter(Matcher::find)
        .map(map -> "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(map.group(1))) + "'")
        .orElse("");
  }

  private static Optional<String> type(String path) {
    return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
  }

  private static Optional<WebFile> load(String path) {
    URL url = WebFiles.class.getResource("/web" + path);
    if (url == null) {
      return Optional.empty();
    }
    try (InputStream in = url.openStream()) {
      byte[] bytes = in.readAllBytes();
      return Optional.of(
          new WebFile(
              type(path).orElseThrow(),
              HexFormat.of().formatHex(Sha256.of(bytes), 0, 16),
              bytes,
              gzip(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
