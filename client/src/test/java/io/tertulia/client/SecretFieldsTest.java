package io.tertulia.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tertulia.protocol.json.Json;
import org.junit.jupiter.api.Test;

/// Addresses and push tokens, which come back in no answer: what is sent of them.
class SecretFieldsTest {
  @Test
  void what_is_told_to_nobody_is_sent_with_the_user() {
    CreateUserParams params =
        CreateUserParams.builder("Zed")
            .email("z@ex.com", "zed@ex.com")
            .phone("+31612345678")
            .pushToken(PushProvider.FCM, "t1")
            .pushToken(PushProvider.APNS, "t:2")
            .build();
    assertThat(params.patch().json())
        .isEqualTo(
            Json.parse(
                """
                {"name":"Zed","email":["z@ex.com","zed@ex.com"],"phone":["+31612345678"],
                 "pushTokens":{"fcm:t1":"true","apns:t:2":"true"}}
                """));
  }

  @Test
  void what_is_told_to_nobody_is_changed_and_cleared() {
    SetUserParams changed =
        SetUserParams.builder()
            .email("z@ex.com")
            .phone()
            .addPushToken(PushProvider.FCM, "t1")
            .removePushToken(PushProvider.APNS, "t2")
            .build();
    assertThat(changed.patch().json())
        .isEqualTo(
            Json.parse(
                """
                {"email":["z@ex.com"],"phone":[],"pushTokens":{"fcm:t1":"true","apns:t2":null}}
                """));
    SetUserParams cleared =
        SetUserParams.builder().clearEmail().clearPhone().clearPushTokens().build();
    assertThat(cleared.patch().json())
        .isEqualTo(Json.parse("{\"email\":null,\"phone\":null,\"pushTokens\":null}"));
  }
}
