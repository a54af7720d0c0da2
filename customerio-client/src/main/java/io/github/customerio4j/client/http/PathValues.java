package io.github.customerio4j.client.http;

import io.github.customerio4j.client.paging.PageRequest;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Path;

/** Refuses texts that no path can carry: the request would address another resource. */
public final class PathValues extends Converter.Factory {
  @Override
  public @Nullable Converter<?, String> stringConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    for (Annotation annotation : annotations) {
      if (type == String.class && annotation instanceof Path path) {
        return (String value) -> checked(path.value(), value);
      }
    }
    return null;
  }

  private static String checked(String parameter, String value) {
    if (!PageRequest.isPathSegment(value)) {
      throw new IllegalArgumentException(
          "Cannot send %s '%s': no path can carry it. Give a text that is not empty, '.' or '..'."
              .formatted(parameter, value));
    }
    return value;
  }
}
