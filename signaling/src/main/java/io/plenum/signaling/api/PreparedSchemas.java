package io.plenum.signaling.api;

import io.vertx.core.file.FileSystem;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The schemas of the contract, with a validator for each that is asked for: making one copies the
 * names of all schemas, which the library does for every parameter of every request (half of all
 * that a request allocated). Grows with the schemas of the contract and no further, since nobody
 * asks with others. Any thread may call, and use a validator, which is immutable.
 */
final class PreparedSchemas implements SchemaRepository {
  private final SchemaRepository schemas;

  /** By identity: to compare two schemas would take as long as to validate. */
  private final Map<JsonSchema, Validator> validators =
      Collections.synchronizedMap(new IdentityHashMap<>());

  PreparedSchemas(SchemaRepository schemas) {
    this.schemas = schemas;
  }

  @Override
  public Validator validator(JsonSchema schema) {
    return validators.computeIfAbsent(schema, schemas::validator);
  }

  @Override
  public Validator validator(String reference) {
    return schemas.validator(reference);
  }

  @Override
  public Validator validator(String reference, JsonSchemaOptions options) {
    return schemas.validator(reference, options);
  }

  @Override
  public Validator validator(JsonSchema schema, JsonSchemaOptions options, boolean dereference) {
    return schemas.validator(schema, options, dereference);
  }

  @Override
  public SchemaRepository dereference(JsonSchema schema) {
    schemas.dereference(schema);
    return this;
  }

  @Override
  public SchemaRepository dereference(String uri, JsonSchema schema) {
    schemas.dereference(uri, schema);
    return this;
  }

  @Override
  public SchemaRepository preloadMetaSchema(FileSystem files) {
    schemas.preloadMetaSchema(files);
    return this;
  }

  @Override
  public SchemaRepository preloadMetaSchema(FileSystem files, Draft draft) {
    schemas.preloadMetaSchema(files, draft);
    return this;
  }

  @Override
  public JsonObject resolve(JsonObject schema) {
    return schemas.resolve(schema);
  }

  @Override
  public JsonSchema find(String pointer) {
    return schemas.find(pointer);
  }
}
