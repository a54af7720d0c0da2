package io.github.customerio4j.client;

import com.squareup.moshi.Types;
import io.github.customerio4j.client.api.CountedBy;
import io.github.customerio4j.client.api.NotIdempotent;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.ResponseBody;
import okio.Buffer;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * Lets the methods of the API's interfaces return plain values and {@link Paged} lists. Of
 * Retrofit's call just the request is used: sending it is the transport's business.
 */
final class ApiCallAdapterFactory extends CallAdapter.Factory {
  private final Transport transport;
  private final CallScope scope;

  ApiCallAdapterFactory(Transport transport, CallScope scope) {
    this.transport = transport;
    this.scope = scope;
  }

  @Override
  public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
    Idempotence repeatability =
        Arrays.stream(annotations).anyMatch(NotIdempotent.class::isInstance)
            ? Idempotence.NOT_REPEATABLE
            : Idempotence.REPEATABLE;
    if (getRawType(returnType) == Paged.class) {
      Type item = getParameterUpperBound(0, (ParameterizedType) returnType);
      Type page = Types.newParameterizedType(Page.class, item);
      Converter<ResponseBody, Page<Object>> reader =
          retrofit.responseBodyConverter(page, annotations);
      Optional<CountedBy.Unit> counted =
          Arrays.stream(annotations)
              .filter(CountedBy.class::isInstance)
              .map(annotation -> ((CountedBy) annotation).value())
              .findFirst();
      return new Adapter<>(page, request -> list(request, reader, counted));
    }
    Converter<ResponseBody, Object> reader =
        retrofit.responseBodyConverter(returnType, annotations);
    return new Adapter<>(
        returnType, request -> transport.send(request, repeatability, scope, read(reader)));
  }

  private Paged<Object> list(
      Request request,
      Converter<ResponseBody, Page<Object>> reader,
      Optional<CountedBy.Unit> counted) {
    String parameter = counted.map(CountedBy.Unit::parameter).orElse("start");
    CursorChain.Fetcher<Page<Object>> fetcher =
        cursor -> {
          Request at =
              request
                  .newBuilder()
                  .url(Transport.startingAt(request.url(), parameter, cursor))
                  .build();
          Page<Object> sent = transport.send(at, Idempotence.REPEATABLE, scope, read(reader));
          Page<Object> page = counted.map(unit -> numbered(sent, unit, cursor)).orElse(sent);
          return new DecodedPage<>(page, page.next());
        };
    String what = request.method() + " " + request.url().encodedPath();
    return new PagedChain<>(new CursorChain<>(fetcher, Optional.<Cursor>empty(), what));
  }

  private static Page<Object> numbered(
      Page<Object> page, CountedBy.Unit unit, Optional<Cursor> cursor) {
    long number = cursor.map(at -> Long.parseLong(at.value())).orElse(unit.first());
    long next = number + (unit == CountedBy.Unit.PAGE ? 1 : page.items().size());
    return new Page<>(
        page.items(),
        page.items().isEmpty() ? Optional.empty() : Optional.of(new Cursor(String.valueOf(next))));
  }

  private static <T> Transport.BodyReader<T> read(Converter<ResponseBody, T> reader) {
    return (Buffer body) ->
        Objects.requireNonNull(
            reader.convert(
                ResponseBody.create(body, MediaType.get("application/json"), body.size())));
  }

  /** What becomes of a request. */
  @FunctionalInterface
  private interface Answer {
    Object to(Request request);
  }

  private record Adapter<R>(Type responseType, Answer answer) implements CallAdapter<R, Object> {
    @Override
    public Object adapt(Call<R> call) {
      return answer.to(call.request());
    }
  }
}
