package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
  @Test
  void showsEveryOperationAndSchema_withoutAnyScript() {
    String page = new ReferencePage(Contract.read()).render();
    for (AnswerSchemas.Operation operation : AnswerSchemas.operations()) {
      assertThat(page)
          .contains("id=\"" + operation.id() + "\"")
          .contains("href=\"#" + operation.id() + "\"");
    }
    assertThat(page).contains("id=\"schema-Meeting\"").contains("href=\"#schema-Meeting\"");
    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("<style")
        .doesNotContain("style=")
        .doesNotContain("://cdn")
        .doesNotContain("null");
  }

  @Test
  void escapesWhatTheContractSays() {
    JsonObject contract = Contract.read();
    contract.getJsonObject("info").put("description", "<img src=x onerror='x'> & `a<b` and `c");
    assertThat(new ReferencePage(contract).render())
        .contains("&lt;img src=x onerror=&#39;x&#39;&gt; &amp; <code>a&lt;b</code> and `c")
        .doesNotContain("<img");
  }
}
