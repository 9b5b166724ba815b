package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Something personal of an entry, kept beside the chain. The chain holds only its commitment, which
 * says nothing once salt and value are erased.
 *
 * @param name {@code actor.…} or {@code subject.…}
 * @param person whose it is: the entry's actor or subject; null when unknown
 */
record PersonalField(String name, String person, String salt, String value) {
  /** As long as the hash: 256 bits. */
  private static final int SALT_BYTES = 32;

  /** Longer than any name, address or telephone number; what is beyond it is cut off. */
  static final int MAX_LENGTH = 1_024;

  static final String ACTOR = "actor.";
  private static final String SUBJECT = "subject.";

  /** All of an event, each with a fresh salt. {@code random} must be a secure source. */
  static List<PersonalField> of(AuditEvent event, RandomGenerator random) {
    Map<String, String> values = new TreeMap<>();
    event.actor().name().ifPresent(name -> values.put(ACTOR + "name", name));
    event.actor().source().ifPresent(source -> values.put(ACTOR + "address", source));
    String owner = event.subject().isPresent() ? SUBJECT : ACTOR;
    event.personal().forEach((name, value) -> values.put(owner + name, value));
    List<PersonalField> fields = new ArrayList<>();
    values.forEach(
        (name, value) ->
            fields.add(new PersonalField(name, person(name, event), salt(random), kept(value))));
    return fields;
  }

  private static String person(String name, AuditEvent event) {
    return (name.startsWith(ACTOR) ? event.actor().id() : event.subject()).orElse(null);
  }

  private static String salt(RandomGenerator random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** No NUL, which PostgreSQL does not store, and no half of a pair, which UTF-8 does not have. */
  private static String kept(String value) {
    String cut = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
    return new String(cut.replace('\0', '?').getBytes(UTF_8), UTF_8);
  }

  String commitment() {
    return AuditHash.commitment(salt, value);
  }

  /** Canonical JSON: name to commitment. */
  static String commitments(List<PersonalField> fields) {
    return CanonicalJson.text(
        fields.stream().collect(Collectors.toMap(PersonalField::name, PersonalField::commitment)));
  }
}
