package io.github.customerio4j.bench.freshness;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.History;
import io.github.customerio4j.extract.config.MessagesSelection;
import io.github.customerio4j.extract.config.RefreshSchedule;
import java.nio.file.Path;
import java.time.Instant;

/** How a run chooses what it reads again. */
enum Strategy {
  /** Only the last hour before the previous run. */
  OVERLAP("overlap alone") {
    @Override
    void choose(MessagesSelection.Builder messages) {
      messages.history(History.SINCE_LAST_RUN).refresh(RefreshSchedule.off());
    }
  },
  /** By age: the default of {@code extract}. */
  REFRESH("refresh " + RefreshSchedule.standard()) {
    @Override
    void choose(MessagesSelection.Builder messages) {
      messages.history(History.SINCE_LAST_RUN).refresh(RefreshSchedule.standard());
    }
  },
  /** Everything in each run. */
  FULL_HISTORY("full history") {
    @Override
    void choose(MessagesSelection.Builder messages) {
      messages.history(History.COMPLETE);
    }
  };

  private final String words;

  Strategy(String words) {
    this.words = words;
  }

  abstract void choose(MessagesSelection.Builder messages);

  /** The name for people. */
  String words() {
    return words;
  }

  /** The options of each run: messages of one type, so that a run is one chain of pages. */
  ExtractionConfig config(String type, Instant since, Path spool) {
    MessagesSelection.Builder messages = MessagesSelection.builder();
    messages.addTypes(type).since(since);
    choose(messages);
    return ExtractionConfig.builder().messages(messages.build()).spoolDirectory(spool).build();
  }
}
