package io.github.customerio4j.cli.keboola;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.cli.keboola.ConfigNode.Nothing;
import io.github.customerio4j.cli.keboola.ConfigNode.NumberText;
import io.github.customerio4j.extract.state.Utf8Text;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/**
 * Reads {@code config.json} into nodes. It accepts only standard JSON, without repeated keys and
 * without text after the end.
 */
final class ComponentConfigFile {
  private static final String NAME = "config.json";

  private final JsonReader reader;

  private ComponentConfigFile(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * Reads the file.
   *
   * @throws ComponentException if there is no such file, or it is not a JSON object
   */
  static ConfigNode read(Path file) {
    try (JsonReader reader =
        JsonReader.of(new Buffer().writeUtf8(Utf8Text.decode(Files.readAllBytes(file))))) {
      return read(reader);
    } catch (Utf8Text.OtherEncodingException e) {
      throw ComponentException.user(
          "Cannot read " + NAME + ": it " + e.getMessage() + ". Save it in UTF-8.", e);
    } catch (NoSuchFileException e) {
      throw ComponentException.user(
          "Cannot read " + NAME + ": there is no file " + file + ". Put the configuration there.",
          e);
    } catch (IOException e) {
      throw ComponentException.application(
          "Cannot read " + file + ": " + e.getMessage() + ". Let this process read it.", e);
    }
  }

  private static ConfigNode read(JsonReader reader) throws IOException {
    try {
      ConfigNode root = new ComponentConfigFile(reader).node("");
      if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
        throw malformed(reader, new JsonDataException("more follows"));
      }
      if (!root.isObject()) {
        throw root.wrongType("Write an object, { }.");
      }
      return root;
    } catch (JsonEncodingException | JsonDataException | EOFException e) {
      throw malformed(reader, e);
    }
  }

  private static ComponentException malformed(JsonReader reader, Exception cause) {
    return ComponentException.user(
        "Cannot read "
            + NAME
            + ": it is not well-formed JSON at "
            + reader.getPath()
            + ". Look there for a bracket, comma or quote that is missing or too many.",
        cause);
  }

  private ConfigNode node(String path) throws IOException {
    Object value =
        switch (reader.peek()) {
          case BEGIN_OBJECT -> fields(path);
          case BEGIN_ARRAY -> elements(path);
          case STRING -> reader.nextString();
          case NUMBER -> new NumberText(reader.nextString());
          case BOOLEAN -> reader.nextBoolean();
          case NULL -> skipNull();
          case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME ->
              throw new JsonDataException("a value is missing");
        };
    return new ConfigNode(path, value);
  }

  private Map<String, ConfigNode> fields(String path) throws IOException {
    Map<String, ConfigNode> fields = new LinkedHashMap<>();
    ConfigNode here = new ConfigNode(path, fields);
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      String child = here.childPath(name);
      if (fields.put(name, node(child)) != null) {
        throw ComponentException.user(
            "Cannot use " + child + ": it appears twice in " + NAME + ". Remove one.");
      }
    }
    reader.endObject();
    return fields;
  }

  private List<ConfigNode> elements(String path) throws IOException {
    List<ConfigNode> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      elements.add(node(path + "[" + elements.size() + "]"));
    }
    reader.endArray();
    return elements;
  }

  private Object skipNull() throws IOException {
    reader.nextNull();
    return Nothing.NULL;
  }
}
