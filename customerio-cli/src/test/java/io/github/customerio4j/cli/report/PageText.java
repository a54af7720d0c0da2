package io.github.customerio4j.cli.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page, read by the JDK's XML parser, which takes nothing that is not well-formed. */
record PageText(String source, Document document) {

  static PageText read(Path file) throws IOException {
    String source = Files.readString(file);
    try {
      DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      parser.setErrorHandler(null);
      return new PageText(source, parser.parse(new InputSource(new StringReader(source))));
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("The page is not well-formed", e);
    }
  }

  /** The text of each element of that name, on one line. */
  List<String> texts(String element) {
    return elements(element).stream().map(PageText::text).toList();
  }

  List<Element> elements(String name) {
    return list(document.getElementsByTagName(name));
  }

  /** The cells of each row in a section, with a bar between them. */
  List<String> rows(String section) {
    Element found =
        elements("section").stream()
            .filter(one -> one.getAttribute("id").equals(section))
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no section " + section));
    return list(found.getElementsByTagName("tr")).stream()
        .map(
            row ->
                String.join(
                    "|", children(row).stream().map(PageText::text).map(String::strip).toList()))
        .toList();
  }

  private static List<Element> children(Element of) {
    List<Element> elements = new ArrayList<>();
    for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element element) {
    return element.getTextContent().replaceAll("\\s+", " ");
  }
}
