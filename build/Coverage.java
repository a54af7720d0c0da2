import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints a module's coverage; JaCoCo's own check is silent unless a bound is missed. */
final class Coverage {
  private static final String GENERATED = "Immutable";

  private Coverage() {}

  /** Arguments: the module's name, and JaCoCo's report as CSV. */
  public static void main(String[] arguments) throws IOException {
    Path report = Path.of(arguments[1]);
    if (!Files.exists(report)) {
      return; // No test was run.
    }
    List<String> lines = Files.readAllLines(report);
    List<String> header = List.of(lines.get(0).split(","));
    System.out.printf(
        "[INFO] Coverage of %s: %s of lines, %s of branches%n",
        arguments[0], share("LINE", header, lines), share("BRANCH", header, lines));
  }

  private static String share(String counter, List<String> header, List<String> lines) {
    int name = header.indexOf("CLASS");
    int missed = header.indexOf(counter + "_MISSED");
    int covered = header.indexOf(counter + "_COVERED");
    long hit = 0;
    long all = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      if (!cells[name].startsWith(GENERATED)) {
        hit += Long.parseLong(cells[covered]);
        all += Long.parseLong(cells[covered]) + Long.parseLong(cells[missed]);
      }
    }
    return String.format(java.util.Locale.ROOT, "%.1f %% (%d/%d)", 100.0 * hit / all, hit, all);
  }
}
