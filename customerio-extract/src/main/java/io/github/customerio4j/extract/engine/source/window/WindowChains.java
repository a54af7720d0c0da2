package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import java.util.Optional;

/** The chains of a {@link WindowReader}, and the memory of its splits. */
public interface WindowChains {
  /** What is read, for the log; the window's times are added to it. */
  String name();

  /**
   * Starts a chain and its part for a span of the window, or continues those of an interrupted run.
   */
  PageChain begin(int split, TimeWindow stretch);

  /** Called after each page with the expected number of pages left. */
  default void expects(double pages) {}

  /** Remembers how the window is split. */
  void note(String count);

  /** How an interrupted run had split the window, if it had. */
  Optional<String> noted();
}
