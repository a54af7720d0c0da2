package io.github.customerio4j.client;

import com.squareup.moshi.Types;
import io.github.customerio4j.client.api.NotIdempotent;
import io.github.customerio4j.client.api.NumberedPages;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.io.IOException;
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
 * Lets the methods of the API's interfaces return plain values and {@link Paged} lists. Uses only
 * the request of Retrofit's call; the transport sends it.
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
    Idempotence idempotence =
        Arrays.stream(annotations).anyMatch(NotIdempotent.class::isInstance)
            ? Idempotence.NOT_IDEMPOTENT
            : Idempotence.IDEMPOTENT;
    if (getRawType(returnType) == Paged.class) {
      Type item = getParameterUpperBound(0, (ParameterizedType) returnType);
      Type page = Types.newParameterizedType(Page.class, item);
      Converter<ResponseBody, Page<Object>> reader =
          retrofit.responseBodyConverter(page, annotations);
      Optional<NumberedPages.Unit> numbering =
          Arrays.stream(annotations)
              .filter(NumberedPages.class::isInstance)
              .map(annotation -> ((NumberedPages) annotation).value())
              .findFirst();
      return new Adapter<>(page, request -> pagedList(request, reader, numbering));
    }
    Converter<ResponseBody, Object> reader =
        retrofit.responseBodyConverter(returnType, annotations);
    return new Adapter<>(
        returnType, request -> transport.send(request, idempotence, scope, read(reader)));
  }

  private Paged<Object> pagedList(
      Request request,
      Converter<ResponseBody, Page<Object>> reader,
      Optional<NumberedPages.Unit> numbering) {
    String parameter = numbering.map(NumberedPages.Unit::parameter).orElse("start");
    CursorChain.Fetcher<Page<Object>> fetcher =
        cursor -> {
          Request at =
              request
                  .newBuilder()
                  .url(Transport.startingAt(request.url(), parameter, cursor))
                  .build();
          Page<Object> sent = transport.send(at, Idempotence.IDEMPOTENT, scope, read(reader));
          Page<Object> page =
              numbering.map(unit -> withNextNumber(sent, unit, cursor)).orElse(sent);
          return new DecodedPage<>(page, page.next());
        };
    String operation = request.method() + " " + request.url().encodedPath();
    return new PagedChain<>(new CursorChain<>(fetcher, Optional.<Cursor>empty(), operation));
  }

  private static Page<Object> withNextNumber(
      Page<Object> page, NumberedPages.Unit unit, Optional<Cursor> cursor) {
    long number = cursor.map(at -> Long.parseLong(at.value())).orElse(unit.first());
    long next = number + (unit == NumberedPages.Unit.PAGE ? 1 : page.items().size());
    return new Page<>(
        page.items(),
        page.items().isEmpty() ? Optional.empty() : Optional.of(new Cursor(String.valueOf(next))));
  }

  private static <T> Transport.BodyReader<T> read(Converter<ResponseBody, T> reader) {
    return new ConvertedBody<>(reader);
  }

  private record ConvertedBody<T>(Converter<ResponseBody, T> converter)
      implements Transport.BodyReader<T> {
    @Override
    public T read(Buffer body) throws IOException {
      return Objects.requireNonNull(
          converter.convert(
              ResponseBody.create(body, MediaType.get("application/json"), body.size())));
    }

    @Override
    public T readNoContent() throws IOException {
      return read(new Buffer()); // The converter knows whether a list or an object is expected.
    }
  }

  /** Turns a request into the method's return value. */
  @FunctionalInterface
  private interface RequestHandler {
    Object handle(Request request);
  }

  private record Adapter<R>(Type responseType, RequestHandler handler)
      implements CallAdapter<R, Object> {
    @Override
    public Object adapt(Call<R> call) {
      return handler.handle(call.request());
    }
  }
}
