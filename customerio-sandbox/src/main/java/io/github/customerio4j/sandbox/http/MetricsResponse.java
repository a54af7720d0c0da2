package io.github.customerio4j.sandbox.http;

import io.github.customerio4j.sandbox.wire.ApiResponse;
import io.github.customerio4j.sandbox.wire.JsonObject;
import io.github.customerio4j.sandbox.wire.JsonParser;
import io.github.customerio4j.sandbox.wire.RefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Figures of periods. What is stored are 45, taken for those of any period. A number of steps gets
 * the last of them; an explicit window gets as many as it has days, the last of them being the last
 * ones stored.
 */
final class MetricsResponse {
  static final Set<String> PARAMETERS =
      Set.of("period", "steps", "type", "version", "res", "tz", "start", "end");

  private static final Set<String> DAYS = Set.of("days", "daily");

  /** The most steps of each period. */
  private static final Map<String, Integer> STEPS =
      Map.of("hours", 24, "days", 45, "weeks", 12, "months", 121);

  private static final int FIGURES = 45;
  private static final int LEAST_STEPS = 2;
  private static final int USUAL_MONTHS = 12;

  private MetricsResponse() {}

  static ApiResponse to(ApiRequest call, String stored) {
    if (call.query().text("version").filter("2"::equals).isEmpty()) {
      return ofSteps(call, stored);
    }
    ZoneId zone = ZoneId.of(call.query().text("tz").orElse("UTC"));
    int days = days(call, "res", zone);
    JsonObject body = JsonParser.object(stored);
    cutMetric(body.get("metric"), days);
    cutVariants(body, days);
    body.put("start", spelt(call.query().number("start")));
    body.put("end", spelt(call.query().number("end"))).put("res", "days");
    return ApiResponse.ok(body.toString());
  }

  /** The last figures of metrics, or of links. */
  static ApiResponse ofSteps(ApiRequest call, String stored) {
    JsonObject body = JsonParser.object(stored);
    int steps = steps(call);
    cutMetric(body.get("metric"), steps);
    cutVariants(body, steps);
    if (body.get("links") instanceof List<?> links) {
      links.forEach(link -> cutMetric(((JsonObject) link).get("metric"), steps));
    }
    return ApiResponse.ok(body.toString());
  }

  /** Never fewer than two; without a number, or with 0, the most but of months. */
  private static int steps(ApiRequest call) {
    String period = call.query().text("period").orElse("days");
    Integer most = STEPS.get(period);
    if (most == null) {
      throw RefusedException.badRequest("period must be hours, days, weeks or months");
    }
    long usual = period.equals("months") ? USUAL_MONTHS : most;
    long wanted = call.query().number("steps").orElse(usual);
    long known = Math.min(most, FIGURES);
    return (int) Math.max(LEAST_STEPS, Math.min(wanted == 0 ? most : wanted, known));
  }

  static ApiResponse ofJourneys(ApiRequest call, String stored) {
    int days = days(call, "resolution", ZoneOffset.UTC);
    JsonObject body = JsonParser.object(stored);
    body.put("journey_metric", cut((JsonObject) body.get("journey_metric"), days));
    return ApiResponse.ok(body.toString());
  }

  private static int days(ApiRequest call, String resolution, ZoneId zone) {
    OptionalLong start = call.query().number("start");
    OptionalLong end = call.query().number("end");
    if (start.isEmpty()
        || end.isEmpty()
        || start.getAsLong() > end.getAsLong()
        || call.query().text(resolution).filter(DAYS::contains).isEmpty()) {
      throw RefusedException.badRequest("start, end and " + resolution + " are required");
    }
    LocalDate first = LocalDate.ofInstant(Instant.ofEpochSecond(start.getAsLong()), zone);
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochSecond(end.getAsLong()), zone);
    if (last.isAfter(first.plusYears(10))) {
      throw RefusedException.badRequest("end is limited to 10 years from start");
    }
    return (int) ChronoUnit.DAYS.between(first, last) + 1;
  }

  private static void cutVariants(JsonObject body, int count) {
    if (body.get("language_variants") instanceof JsonObject variants) {
      variants.members().values().forEach(variant -> cutMetric(variant, count));
    }
  }

  private static void cutMetric(@Nullable Object metric, int count) {
    if (metric instanceof JsonObject object) {
      object.put("series", cut((JsonObject) object.get("series"), count));
    }
  }

  private static JsonObject cut(@Nullable JsonObject series, int days) {
    JsonObject cut = new JsonObject();
    Map<String, @Nullable Object> members = series == null ? Map.of() : series.members();
    members.forEach((metric, figures) -> cut.put(metric, last((List<?>) figures, days)));
    return cut;
  }

  private static List<Object> last(@Nullable List<?> figures, int days) {
    List<Object> last = new ArrayList<>();
    int known = figures == null ? 0 : figures.size();
    for (int day = days; day > 0; day--) {
      last.add(figures != null && day <= known ? figures.get(known - day) : (Object) 0);
    }
    return last;
  }

  /** As the API spells it, which is not ISO 8601. */
  private static String spelt(OptionalLong seconds) {
    return Instant.ofEpochSecond(seconds.orElse(0)).toString().replace("T", " ").replace("Z", "")
        + " +0000 UTC";
  }
}
