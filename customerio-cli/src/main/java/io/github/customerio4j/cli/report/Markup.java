package io.github.customerio4j.cli.report;

import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML that is XML, too: every text is escaped, and nothing is left open. */
final class Markup {
  private final XMLStreamWriter xml;

  Markup(Writer to) {
    try {
      this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(to);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Every Java can write XML", e);
    }
  }

  /** A piece of a document. */
  @FunctionalInterface
  private interface Piece {
    void write() throws XMLStreamException;
  }

  private Markup write(Piece piece) {
    try {
      piece.write();
      return this;
    } catch (XMLStreamException e) {
      throw new MarkupException(e);
    }
  }

  /** The writer below failed. */
  static final class MarkupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MarkupException(XMLStreamException cause) {
      super(cause);
    }
  }

  Markup doctype() {
    return write(() -> xml.writeDTD("<!DOCTYPE html>\n"));
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values by turns
   */
  Markup open(String element, String... attributes) {
    return write(
        () -> {
          xml.writeStartElement(element);
          writeAttributes(attributes);
        });
  }

  /** An element without contents, of those that HTML ends by themselves. */
  Markup empty(String element, String... attributes) {
    return write(
        () -> {
          xml.writeEmptyElement(element);
          writeAttributes(attributes);
        });
  }

  private void writeAttributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
  }

  Markup text(String text) {
    return write(() -> xml.writeCharacters(clean(text)));
  }

  /** An element with text only. */
  Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  Markup line() {
    return write(() -> xml.writeCharacters("\n"));
  }

  Markup close() {
    return write(xml::writeEndElement);
  }

  void end() {
    write(xml::flush);
  }

  /** XML has no way to write most control characters and halves of pairs. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(point -> clean.appendCodePoint(isAllowed(point) ? point : 0xfffd));
    return clean.toString();
  }

  private static boolean isAllowed(int point) {
    boolean isControl = point < 0x20 && point != '\t' && point != '\n';
    boolean isHalf = point >= 0xd800 && point <= 0xdfff;
    boolean isOfC1 = point >= 0x7f && point <= 0x9f;
    return !isControl && !isHalf && !isOfC1 && point != 0xfffe && point != 0xffff;
  }
}
