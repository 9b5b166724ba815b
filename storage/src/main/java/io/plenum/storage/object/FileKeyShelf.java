package io.plenum.storage.object;

import io.plenum.storage.crypto.KeyShelf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The wrapping keys of a {@link FileObjectStore}: small files in its folder {@code keys}. */
record FileKeyShelf(ObjectFolder folder) implements KeyShelf {
  private static final String FOLDER = "keys";

  @Override
  public List<String> ids() throws IOException {
    Path keys = folder.resolve(FOLDER);
    if (!Files.isDirectory(keys)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(keys)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public Optional<byte[]> read(String id) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(FOLDER).resolve(id)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String id, byte[] wrapped) throws IOException {
    try (ObjectFolder.Part part = folder.part()) {
      part.write(ByteBuffer.wrap(wrapped));
      part.place(folder.resolve(FOLDER).resolve(id));
    }
  }
}
