package io.plenum.node;

import static io.plenum.node.FirstStart.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.client.ApiClient;
import io.plenum.client.ApiException;
import io.plenum.client.ApiResponse;
import io.plenum.client.api.EntranceApi;
import io.plenum.client.api.MeetingsApi;
import io.plenum.client.api.UsersApi;
import io.plenum.client.api.WebhooksApi;
import io.plenum.client.model.EventType;
import io.plenum.client.model.Meeting;
import io.plenum.client.model.NewMeeting;
import io.plenum.client.model.NewWebhook;
import io.plenum.client.model.SetUp;
import io.plenum.client.model.Webhook;
import io.plenum.client.model.WebhookChange;
import io.plenum.client.model.WebhookWithSecret;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client does that knows nothing but openapi.yaml: it is generated from it. */
class GeneratedClientTest {
  @TempDir Path folder;
  private Node node;
  private ApiClient client;

  @BeforeEach
  void start() throws ApiException {
    node = Node.start(Configuration.read(FirstStart.environment(folder)));
    client = new ApiClient();
    client.updateBaseUri("http://127.0.0.1:" + node.httpPort() + "/api/v1");
    SetUp body =
        new SetUp()
            .token(TOKEN)
            .account("Acme")
            .name("Ada")
            .email("ada@acme.example")
            .password("Engine#1843");
    String token = new EntranceApi(client).setUp(body).getAccessToken();
    client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + token));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void makesAndListsMeetings_pageByPage() throws ApiException {
    MeetingsApi meetings = new MeetingsApi(client);
    Meeting weekly = meetings.createMeeting(new NewMeeting().name("Weekly"), "key-1");
    assertThat(meetings.createMeeting(new NewMeeting().name("Weekly"), "key-1")).isEqualTo(weekly);
    Meeting monthly = meetings.createMeeting(new NewMeeting().name("Monthly"), null);
    var first = meetings.listMeetings(1, null, null, null);
    var second = meetings.listMeetings(1, first.getNext(), null, null);
    assertThat(first.getItems()).extracting(Meeting::getId).containsExactly(monthly.getId());
    assertThat(second.getItems()).extracting(Meeting::getId).containsExactly(weekly.getId());
    assertThat(second.getNext()).isNull();
    assertThat(meetings.meeting(weekly.getId(), null).getName()).isEqualTo("Weekly");
    assertThat(meetings.lookUpCode(weekly.getAccessCode()).getName()).isEqualTo("Weekly");
  }

  @Test
  void readsWhoItIs() throws ApiException {
    assertThat(new UsersApi(client).me().getEmail()).isEqualTo("ada@acme.example");
    assertThat(new EntranceApi(client).status().getSetupNeeded()).isFalse();
  }

  @Test
  void changesAWebhook_onlyWithTheTagOfWhatItRead() throws ApiException {
    WebhooksApi webhooks = new WebhooksApi(client);
    WebhookWithSecret made =
        webhooks.addWebhook(
            new NewWebhook()
                .url("https://hooks.example.org/plenum")
                .events(List.of(EventType.MEETING_CREATED)),
            "key-1");
    assertThat(made.getSecret()).startsWith("whsec_");
    ApiResponse<Webhook> read = webhooks.webhookWithHttpInfo(made.getId(), null);
    String tag = read.getHeaders().get("etag").getFirst();
    WebhookChange off = new WebhookChange().enabled(false);
    ApiResponse<Webhook> changed = webhooks.changeWebhookWithHttpInfo(made.getId(), off, tag);
    assertThat(changed.getData().getEnabled()).isFalse();
    assertProblem(412, "changed-meanwhile", () -> webhooks.changeWebhook(made.getId(), off, tag));
    assertProblem(428, "version-required", () -> webhooks.changeWebhook(made.getId(), off, null));
    String newTag = changed.getHeaders().get("etag").getFirst();
    assertThatThrownBy(() -> webhooks.webhookWithHttpInfo(made.getId(), newTag))
        .isInstanceOfSatisfying(
            ApiException.class, unchanged -> assertThat(unchanged.getCode()).isEqualTo(304));
    assertThat(webhooks.rotateWebhookSecret(made.getId(), null).getSecret())
        .isNotEqualTo(made.getSecret());
    webhooks.deleteWebhook(made.getId());
    assertProblem(404, "not-found", () -> webhooks.webhook(made.getId(), null));
  }

  @Test
  void isRefusedAWebhook_thatLeadsInside() {
    NewWebhook inside =
        new NewWebhook().url("https://169.254.169.254/").events(List.of(EventType.MEETING_CREATED));
    assertProblem(400, "bad-request", () -> new WebhooksApi(client).addWebhook(inside, null));
  }

  private static void assertProblem(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApiException.class,
            refused -> {
              assertThat(refused.getCode()).isEqualTo(status);
              assertThat(refused.getResponseBody()).contains("\"code\":\"" + code + "\"");
            });
  }
}
