package io.plenum.node;

import io.plenum.storage.StorageRefused;
import java.nio.file.Path;

/**
 * Where the audit log's checkpoints and their signing key are: outside the data folder, so that who
 * changes the one does not change the other.
 */
public record AuditPlaces(Path checkpoints, Path keyFile) {

  /**
   * As configured; beside the data folder otherwise.
   *
   * @throws StorageRefused when one of them lies inside the data folder
   */
  public static AuditPlaces of(Configuration configuration) {
    Path data = configuration.dataDir().toAbsolutePath().normalize();
    return new AuditPlaces(
        outside(data, configuration.audit().checkpointDir().orElse(beside(data, ".audit"))),
        outside(data, configuration.audit().keyFile().orElse(beside(data, ".audit.key"))));
  }

  private static Path beside(Path data, String ending) {
    return data.resolveSibling(data.getFileName() + ending);
  }

  private static Path outside(Path data, Path place) {
    Path whole = place.toAbsolutePath().normalize();
    if (whole.startsWith(data)) {
      throw new StorageRefused(
          whole
              + " lies inside the data folder "
              + data
              + ". Keep the audit log's checkpoints and their key elsewhere.");
    }
    return whole;
  }
}
