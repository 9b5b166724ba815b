package io.plenum.signaling.api;

import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.Identity;
import java.util.HashMap;
import java.util.Map;

/** All operations of the contract, by their id. */
final class ApiOperations {
  private final Map<String, Operation> byId = new HashMap<>();

  private ApiOperations() {}

  /** Those that the parts make. */
  static Map<String, Operation> of(
      HttpEdge.Parts parts, SpaceDoor door, FileDoor fileDoor, SpaceOperations spaces) {
    ApiOperations all = new ApiOperations();
    all.addEntrance(parts);
    all.addPeople(parts.people());
    all.addSignOn(parts.signOn(), parts.people().identity(), parts.rules().limit());
    all.addMeetings(parts.meetings(), parts.rules().limit());
    all.addContent(parts, door, fileDoor, spaces);
    all.addAdministration(parts.admin());
    all.byId.putAll(
        new TraceOperations(
                parts.meetings().meetings(), parts.space().sessions(), parts.admin().archive())
            .byId());
    return all.byId;
  }

  private void addEntrance(HttpEdge.Parts parts) {
    Identity identity = parts.people().identity();
    RateLimit limit = parts.rules().limit();
    byId.putAll(
        new EntranceOperations(identity, parts.people().setupToken(), limit, parts.version())
            .byId());
    byId.putAll(new ProfileOperations(identity, limit).byId());
  }

  private void addPeople(PeopleParts people) {
    byId.putAll(new AccountOperations(people.identity()).byId());
    byId.putAll(new UserOperations(people.identity()).byId());
    byId.putAll(new RemovalOperations(people.removals(), people.personalData()).byId());
  }

  private void addSignOn(SignOnParts signOn, Identity identity, RateLimit limit) {
    byId.putAll(new OAuthOperations(identity, signOn.tokens(), limit).byId());
    byId.putAll(new ClientOperations(signOn.clients()).byId());
    byId.putAll(new SignOnOperations(signOn.signOn(), limit).byId());
    byId.putAll(
        new SignOnSettingsOperations(signOn.signOn().providers(), signOn.domains(), limit).byId());
  }

  private void addMeetings(MeetingParts meetings, RateLimit limit) {
    byId.putAll(new MeetingOperations(meetings, limit).byId());
    byId.putAll(new HomeOperations(meetings).byId());
    byId.putAll(new CalendarOperations(meetings).byId());
    byId.putAll(new InviteOperations(meetings).byId());
  }

  private void addContent(
      HttpEdge.Parts parts, SpaceDoor door, FileDoor fileDoor, SpaceOperations spaces) {
    byId.putAll(new ChatOperations(parts.space().chat(), door).byId());
    byId.putAll(new SessionOperations(parts.space().history(), door, parts.clock()).byId());
    byId.putAll(new StreamKeyOperations(parts.space().streams().keys(), parts.clock()).byId());
    byId.putAll(new FileOperations(parts.space().files(), fileDoor).byId());
    byId.putAll(spaces.byId());
  }

  private void addAdministration(AdminParts admin) {
    byId.putAll(new AuditOperations(admin.archive()).byId());
    byId.putAll(
        new WebhookOperations(admin.endpoints(), admin.webhookFault(), admin.audit()).byId());
  }
}
