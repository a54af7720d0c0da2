package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.engine.page.PageChain;
import java.util.Optional;

/** What a {@link WindowReader} is made of, and where it is remembered. */
public interface WindowChains {
  /** What is read, for the log; the window's times are added to it. */
  String name();

  /** Begins a chain, and its part, for a stretch of the window; or goes on with a former run's. */
  PageChain begin(int split, Window stretch);

  /** Is told after each page how many are likely to be left; for those who watch. */
  default void expects(double pages) {}

  /** Remembers how the window is cut. */
  void note(String count);

  /** How an interrupted run had cut the window last, if it had. */
  Optional<String> noted();
}
