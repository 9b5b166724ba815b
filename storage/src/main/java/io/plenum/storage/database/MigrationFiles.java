package io.plenum.storage.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations of one dialect: the shared files of db/migration, translated, and those of the
 * dialect's own folder below it, as they are. Read once, at start; immutable.
 */
final class MigrationFiles implements ResourceProvider {
  static final String ROOT = "db/migration";

  private final List<LoadableResource> files;

  MigrationFiles(Dialect dialect) {
    List<LoadableResource> all = new ArrayList<>();
    read("").forEach((name, sql) -> all.add(new File(name, dialect.translate(sql))));
    String own = dialect.folder() + "/";
    read(own).forEach((name, sql) -> all.add(new File(own + name, sql)));
    this.files = List.copyOf(all);
  }

  @Override
  public LoadableResource getResource(String name) {
    return files.stream()
        .filter(file -> file.getRelativePath().equals(name))
        .findAny()
        .orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.stream()
        .filter(file -> file.getFilename().startsWith(prefix))
        .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
        .toList();
  }

  /** Name and text of each file right in a folder, whether classes lie in a jar or not. */
  private static Map<String, String> read(String folder) {
    var place = MigrationFiles.class.getClassLoader().getResource(ROOT + "/" + folder);
    if (place == null) {
      return Map.of();
    }
    try {
      URI uri = place.toURI();
      if (!uri.getScheme().equals("jar")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath(ROOT, folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class loader names its resources by URIs", e);
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (var entries = Files.list(folder)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  /** One migration, in memory. */
  private static final class File extends LoadableResource {
    private final String path;
    private final String sql;

    File(String path, String sql) {
      this.path = path;
      this.sql = sql;
    }

    @Override
    public Reader read() {
      return new StringReader(sql);
    }

    @Override
    public String getAbsolutePath() {
      return ROOT + "/" + path;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String getRelativePath() {
      return path;
    }
  }
}
