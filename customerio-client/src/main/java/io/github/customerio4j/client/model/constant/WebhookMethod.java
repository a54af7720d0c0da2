package io.github.customerio4j.client.model.constant;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/** The HTTP method of a webhook. */
public sealed interface WebhookMethod extends ApiValue {
  /** A read. */
  WebhookMethod GET = Known.GET;

  /** A new resource, or anything else. */
  WebhookMethod POST = Known.POST;

  /** A whole resource. */
  WebhookMethod PUT = Known.PUT;

  /** A removal. */
  WebhookMethod DELETE = Known.DELETE;

  /** A part of a resource. */
  WebhookMethod PATCH = Known.PATCH;

  /** The values that the API documents. */
  enum Known implements WebhookMethod {
    /** A read. */
    GET,
    /** A new resource, or anything else. */
    POST,
    /** A whole resource. */
    PUT,
    /** A removal. */
    DELETE,
    /** A part of a resource. */
    PATCH;

    private final String value = name().toLowerCase(Locale.ROOT);

    @Override
    public String value() {
      return value;
    }

    /** The text that the API uses. */
    @Override
    public String toString() {
      return value;
    }
  }

  /**
   * A value that this library does not know.
   *
   * @param value the text of the API
   */
  record Unknown(String value) implements WebhookMethod {
    /** Checks that there is a value. */
    public Unknown {
      requireNonNull(value, "value");
    }

    /** The text that the API uses. */
    @Override
    public String toString() {
      return value;
    }
  }

  /** The value that the API spells so; {@link Unknown} if this library does not know it. */
  static WebhookMethod of(String value) {
    return ApiValue.find(Known.values(), value, Unknown::new);
  }
}
