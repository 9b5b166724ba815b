package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What a PostgreSQL server says of itself.
 *
 * @param version as 15.14
 * @param time by its clock
 */
public record PostgresProbe(String version, Instant time) {
  /**
   * Asks, and changes nothing; another Plenum may use the database.
   *
   * @throws StorageRefused when it does not answer
   */
  public static PostgresProbe of(PostgresConfig config) {
    try (var connection = PostgresSource.bounded(config).getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT current_setting('server_version'),"
                    + " (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
      row.next();
      return new PostgresProbe(row.getString(1), Instant.ofEpochMilli(row.getLong(2)));
    } catch (SQLException e) {
      throw PostgresTrouble.refused(config, e);
    }
  }
}
