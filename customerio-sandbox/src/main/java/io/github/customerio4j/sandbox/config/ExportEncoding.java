package io.github.customerio4j.sandbox.config;

/** In which form the store keeps an export's file. */
public enum ExportEncoding {
  /** Plain CSV. */
  IDENTITY,
  /** Compressed, and said so by {@code Content-Encoding: gzip}. */
  GZIP,
  /** Compressed, and not said so: only the first bytes tell. */
  GZIP_UNDECLARED,
  /** Each of the others in turn, the first export plain. */
  ROTATING
}
