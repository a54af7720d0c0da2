package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.customerio4j.client.api.Envelope;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** Reads responses and writes bodies as JSON, unwrapping the key of {@link Envelope}. */
public final class JsonConverterFactory extends Converter.Factory {
  private static final MediaType JSON = MediaType.get("application/json");

  private final Moshi moshi;

  public JsonConverterFactory(Moshi moshi) {
    this.moshi = moshi;
  }

  @Override
  public Converter<ResponseBody, ?> responseBodyConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    Optional<String> envelope =
        Arrays.stream(annotations)
            .filter(Envelope.class::isInstance)
            .map(annotation -> ((Envelope) annotation).value())
            .findFirst();
    Class<?> raw = Types.getRawType(type);
    if (raw == Page.class) {
      JsonAdapter<List<Object>> items = listAdapter(type);
      return body -> page(body.source(), envelope.orElseThrow(), items);
    }
    if (raw == List.class) {
      JsonAdapter<List<Object>> items = listAdapter(type);
      return body -> page(body.source(), envelope.orElseThrow(), items).items();
    }
    JsonAdapter<Object> adapter = moshi.adapter(type);
    boolean isModel = raw != Object.class; // Otherwise what the user stored, of any shape.
    return body -> single(body.source(), envelope, isModel, adapter);
  }

  @Override
  public Converter<?, RequestBody> requestBodyConverter(
      Type type,
      Annotation[] parameterAnnotations,
      Annotation[] methodAnnotations,
      Retrofit retrofit) {
    JsonAdapter<Object> adapter = moshi.adapter(type);
    return (Object value) -> {
      Buffer buffer = new Buffer();
      adapter.toJson(buffer, value);
      return RequestBody.create(buffer.readByteString(), JSON);
    };
  }

  private JsonAdapter<List<Object>> listAdapter(Type type) {
    Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
    return moshi.adapter(Types.newParameterizedType(List.class, item));
  }

  private static Page<Object> page(
      BufferedSource body, String itemsKey, JsonAdapter<List<Object>> adapter) throws IOException {
    if (body.exhausted()) {
      return new Page<>(List.of(), Optional.empty()); // A 204.
    }
    DecodedPage<Optional<List<Object>>> page =
        EnvelopeReader.read(
            body,
            itemsKey,
            reader -> {
              List<Object> items = Objects.requireNonNull(adapter.fromJson(reader));
              items.removeIf(Objects::isNull);
              return items;
            });
    return new Page<>(page.content().orElse(List.of()), page.next());
  }

  private static Object single(
      BufferedSource body, Optional<String> envelope, boolean isModel, JsonAdapter<Object> adapter)
      throws IOException {
    if (body.exhausted()) {
      return require(adapter.fromJson("{}"), "the object", true); // A 204.
    }
    JsonReader reader = StrictJson.reader(body);
    Object value = null;
    boolean isThere = envelope.isEmpty();
    if (envelope.isEmpty()) {
      if (isModel) {
        EnvelopeReader.requireNoFailure(reader);
      }
      value = adapter.fromJson(reader);
    } else {
      EnvelopeReader.requireToken(reader, JsonReader.Token.BEGIN_OBJECT);
      reader.beginObject();
      while (reader.hasNext()) {
        if (reader.nextName().equals(envelope.get())) {
          isThere = true;
          value = adapter.fromJson(reader);
        } else {
          reader.skipValue();
        }
      }
      reader.endObject();
    }
    StrictJson.requireEnd(reader);
    return require(value, envelope.orElse("the object"), isThere);
  }

  private static Object require(@Nullable Object value, String name, boolean isThere)
      throws MalformedBodyException {
    if (value == null && isThere) {
      throw new UnexpectedBodyException("'" + name + "' is null");
    }
    if (value == null) {
      throw new MalformedBodyException("there is no '" + name + "'"); // Another answer than ours.
    }
    return value;
  }
}
