import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiResponse;

/** Plays a scenario with a generated client: its calls are found by name, its models are filled by Jackson. */
public class Drive {
  private static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();
  private static final Map<String, String> KEPT = new HashMap<>();

  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0]);
    client.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + args[2]));
    KEPT.put("app", args[1]);
    for (JsonNode step : new ObjectMapper().readTree(new File(args[3]))) {
      play(client, step, args[4]);
    }
  }

  private static void play(ApiClient client, JsonNode step, String file) throws Exception {
    String call = step.get("call").asText();
    Method method = method(call);
    Object api = method.getDeclaringClass().getConstructor(ApiClient.class).newInstance(client);
    ObjectNode with = new ObjectMapper().createObjectNode().put("app", KEPT.get("app"));
    step.path("with").fields().forEachRemaining(e -> with.set(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = method.getParameters()[i];
      JsonNode given = with.remove(parameter.getName().replace("_", "").toLowerCase(Locale.ROOT));
      boolean body = given == null && i == bodyAt(method) && step.has("body");
      JsonNode value = body ? step.get("body") : given;
      arguments[i] = value == null ? null : value(value, parameter, file);
    }
    with.remove("app");
    if (!with.isEmpty()) {
      throw new IllegalStateException(call + " takes no " + with);
    }
    ApiResponse<?> answer;
    try {
      answer = (ApiResponse<?>) method.invoke(api, arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw new IllegalStateException(step.toString(), e.getCause());
    }
    JsonNode data = MAPPER.valueToTree(answer.getData());
    step.path("expect").fields().forEachRemaining(e -> {
      if (!data.at(e.getKey()).equals(new ObjectMapper().valueToTree(e.getValue()))
          && !data.at(e.getKey()).asText().equals(e.getValue().asText())) {
        throw new IllegalStateException(step + " was answered by " + data);
      }
    });
    step.path("keep").fields().forEachRemaining(e -> KEPT.put(
        e.getKey(),
        e.getValue().asText().equals("header")
            ? answer.getHeaders().get("location").get(0).replaceAll(".*/", "")
            : data.at(e.getValue().asText()).asText()));
    System.out.println(call);
  }

  private static Object value(JsonNode value, Parameter parameter, String file) throws Exception {
    if (value.asText().equals("@file")) {
      return new File(file);
    }
    String text = value.toString();
    for (Map.Entry<String, String> kept : KEPT.entrySet()) {
      text = text.replace("${" + kept.getKey() + "}", kept.getValue());
    }
    return MAPPER.readValue(text, MAPPER.constructType(parameter.getParameterizedType()));
  }

  /** The parameter that is the body: the last that is no text or number, or the last of all. */
  private static int bodyAt(Method method) {
    return method.getParameterCount() - 1;
  }

  private static Method method(String call) throws Exception {
    for (String api : System.getProperty("apis").split(",")) {
      for (Method method : Class.forName("org.openapitools.client.api." + api).getMethods()) {
        int count = method.getParameterCount();
        boolean headers = count > 0 && method.getParameters()[count - 1].getName().equals("headers");
        if (method.getName().equals(call + "WithHttpInfo") && !headers) {
          return method;
        }
      }
    }
    throw new IllegalStateException("no call " + call);
  }
}
