/**
 * How programs show a run to people: its progress and its result.
 *
 * <pre>{@code
 * Terminal terminal = Terminal.system();
 * try (TerminalProgress progress = TerminalProgress.on(terminal)) {
 *   RunSummary.print(Extractor.builder().listener(progress)…build().run(config), terminal.out());
 * }
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
