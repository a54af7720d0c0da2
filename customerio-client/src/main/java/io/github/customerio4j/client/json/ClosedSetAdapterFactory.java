package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates Moshi adapters for the values of closed sets: any interface with a static {@code
 * of(String)} that returns it, whose values have the text of the API as their {@code toString}.
 */
final class ClosedSetAdapterFactory implements JsonAdapter.Factory {
  @Override
  public @Nullable JsonAdapter<?> create(
      Type type, Set<? extends Annotation> annotations, Moshi moshi) {
    Class<?> raw = Types.getRawType(type);
    if (!annotations.isEmpty() || !raw.isInterface()) {
      return null;
    }
    return Arrays.stream(raw.getDeclaredMethods())
        .filter(method -> method.getName().equals("of") && method.getReturnType() == raw)
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
        .findFirst()
        .map(method -> new ClosedSetAdapter(method, moshi.adapter(String.class)))
        .orElse(null);
  }

  private static final class ClosedSetAdapter extends JsonAdapter<Object> {
    private final Method of;
    private final JsonAdapter<String> texts;

    ClosedSetAdapter(Method of, JsonAdapter<String> texts) {
      this.of = of;
      this.texts = texts;
    }

    /** A null and an empty text are no value. */
    @Override
    public @Nullable Object fromJson(JsonReader reader) throws IOException {
      String text = texts.fromJson(reader);
      return text == null || text.isEmpty() ? null : ImmutablesAttribute.invoke(of, null, text);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Object value) throws IOException {
      texts.toJson(writer, value == null ? null : value.toString());
    }
  }
}
