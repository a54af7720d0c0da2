package io.github.customerio4j.client;

import com.squareup.moshi.Types;
import io.github.customerio4j.client.api.Envelope;
import io.github.customerio4j.client.api.ExportJob;
import io.github.customerio4j.client.api.ExportsApi;
import io.github.customerio4j.client.api.NotIdempotent;
import io.github.customerio4j.client.api.PagedBy;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.model.workspace.Export;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final Connections connections;
  private final Transport transport;
  private final CallScope scope;

  ApiCallAdapterFactory(Connections connections, CallScope scope) {
    this.connections = connections;
    this.transport = connections.transport();
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
      PagingStyle style =
          Arrays.stream(annotations)
              .filter(PagedBy.class::isInstance)
              .map(annotation -> ((PagedBy) annotation).value())
              .findFirst()
              .orElse(PagingStyle.CURSOR);
      String itemsKey =
          Arrays.stream(annotations)
              .filter(Envelope.class::isInstance)
              .map(annotation -> ((Envelope) annotation).value())
              .findFirst()
              .orElseThrow();
      return new Adapter<>(page, request -> pagedList(request, reader, style, itemsKey));
    }
    if (returnType == ExportJob.class) {
      Converter<ResponseBody, Export> exports =
          retrofit.responseBodyConverter(Export.class, annotations);
      return new Adapter<>(
          Export.class,
          request -> {
            Export export = transport.send(request, idempotence, scope, read(exports));
            ExportsApi api = retrofit.create(ExportsApi.class);
            return new StartedExport(connections, scope, api::get, export);
          });
    }
    Converter<ResponseBody, Object> reader =
        retrofit.responseBodyConverter(returnType, annotations);
    return new Adapter<>(
        returnType,
        request -> {
          Object result = transport.send(request, idempotence, scope, read(reader));
          return new DatedMetrics(request.url(), transport.options().clock().instant())
              .date(result);
        });
  }

  private Paged<Object> pagedList(
      Request request,
      Converter<ResponseBody, Page<Object>> reader,
      PagingStyle style,
      String itemsKey) {
    CursorChain.Source list =
        new CursorChain.Source(
            transport,
            scope,
            cursor ->
                request
                    .newBuilder()
                    .url(Transport.startingAt(request.url(), style.parameter(), cursor))
                    .tag(Cursor.class, cursor.orElse(null))
                    .build(),
            style,
            itemsKey);
    PageDecoder<Page<Object>> decoder =
        body -> {
          Page<Object> page =
              Objects.requireNonNull(
                  reader.convert(ResponseBody.create(body, MediaType.get("application/json"), -1)));
          return new DecodedPage<>(page, page.next(), OptionalInt.of(page.items().size()));
        };
    return new PagedChain<>(new CursorChain<>(list, decoder, Optional.empty(), PageTrail::new));
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
