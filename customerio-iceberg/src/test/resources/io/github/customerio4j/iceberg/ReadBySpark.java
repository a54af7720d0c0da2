import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Answers queries in Spark with Iceberg's own runtime. It runs in a process of its own, as a single
 * file of source: {@code java ReadBySpark.java CATALOG_DATABASE WAREHOUSE}. Each line that it reads
 * is a file, a tab and a query; the file gets columns, types and rows, and then a line says "done".
 */
public final class ReadBySpark {
  private static final int NULL = -1;

  private ReadBySpark() {}

  public static void main(String[] args) throws IOException {
    String catalog = "spark.sql.catalog.local";
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("reader")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.warehouse.dir", args[1])
            .config("spark.sql.shuffle.partitions", "2")
            .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
            .config(catalog + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
            .config(catalog + ".uri", "jdbc:sqlite:" + args[0])
            .config(catalog + ".warehouse", args[1])
            .config(catalog + ".clients", "1")
            .config(catalog + ".jdbc.schema-version", "V1")
            .config(catalog + ".cache-enabled", "false")
            .getOrCreate();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", 2);
      try {
        write(Path.of(parts[0]), spark.sql(parts[1]));
        System.out.println("done");
      } catch (Exception e) {
        e.printStackTrace();
        System.out.println("failed: " + String.valueOf(e.getMessage()).replace('\n', ' '));
      }
      System.out.flush();
    }
    spark.stop();
  }

  private static void write(Path file, Dataset<Row> data) throws IOException {
    List<Row> rows = data.collectAsList();
    try (DataOutputStream to =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      StructField[] fields = data.schema().fields();
      to.writeInt(fields.length);
      for (StructField field : fields) {
        to.writeUTF(field.name());
        to.writeUTF(field.dataType().simpleString());
      }
      to.writeInt(rows.size());
      for (Row row : rows) {
        for (int i = 0; i < fields.length; i++) {
          if (row.isNullAt(i)) {
            to.writeInt(NULL);
          } else {
            byte[] text = text(row.get(i)).getBytes(StandardCharsets.UTF_8);
            to.writeInt(text.length);
            to.write(text);
          }
        }
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof Timestamp time) {
      String fraction = time.getNanos() == 0 ? "" : "." + time.getNanos();
      return Math.floorDiv(time.getTime(), 1000) + fraction;
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
