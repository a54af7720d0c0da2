package io.github.customerio4j.cli.command;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.extract.catalog.ParentKey;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;

/**
 * Finds out what a key may read, by a request a table. A question is asked when what it hangs on
 * has been answered, several at a time, under the client's rate limit. Thread-safe.
 */
final class AccessCheck {
  private final CustomerIo client;
  private final Instant now;
  private final Executor executor;
  private final CheckDeadline patience;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Map<String, CheckResult> findings = new ConcurrentHashMap<>();

  AccessCheck(CustomerIo client, Instant now, Executor executor, CheckDeadline patience) {
    this.client = client;
    this.now = now;
    this.executor = executor;
    this.patience = patience;
  }

  /**
   * Asks one question on this thread; those below it follow on others if there was an answer.
   *
   * @throws AuthenticationException if the key is not let in
   * @throws CustomerIoException if there was no answer from the API
   */
  void askFirst(AccessProbe question) {
    answer(question, Map.of());
  }

  /** Asks the others. */
  void ask(List<AccessProbe> questions) {
    questions.forEach(question -> ask(question, Map.of()));
  }

  private void ask(AccessProbe question, Map<String, String> keys) {
    underWay.incrementAndGet();
    executor.execute(
        () -> {
          try {
            answer(question, keys);
          } catch (AuthenticationException e) {
            add(question, CheckResult.wrong(question.subject(), e));
          } catch (CustomerIoException e) {
            add(question, CheckResult.broken(question.subject(), e));
          } finally {
            underWay.decrementAndGet();
          }
        });
  }

  /** Whether nothing is being asked any more. */
  boolean isDone() {
    return underWay.get() == 0;
  }

  /** What was found so far, in the order of the questions; for the rest that there is none yet. */
  List<CheckResult> findings(List<AccessProbe> questions) {
    List<CheckResult> ordered = new ArrayList<>();
    for (AccessProbe question : questions) {
      String subject = question.subject();
      ordered.add(
          Optional.ofNullable(findings.get(subject))
              .orElse(
                  new CheckResult(
                      subject,
                      CheckResult.Outcome.BROKEN,
                      "the API did not answer in time. Try again later.")));
      ordered.addAll(findings(question.below()));
    }
    return ordered;
  }

  private void answer(AccessProbe question, Map<String, String> keys) {
    String subject = question.subject();
    try {
      patience.sending();
      DecodedPage<ByteString> page =
          client
              .pages(
                  question.request(keys, now),
                  body -> new DecodedPage<>(body.readByteString(), Optional.empty()))
              .iterator()
              .next();
      add(question, CheckResult.ok(subject, question.table().operation()));
      descend(question, keys, page.content());
    } catch (PermissionException e) {
      refuse(question, e);
    } catch (NotFoundException | InvalidRequestException e) {
      // The key was let in; a record that was just deleted says nothing about it.
      if (keys.isEmpty()) {
        refuse(question, e);
      } else {
        add(question, CheckResult.ok(subject, question.table().operation()));
        leaveOut(question.below(), "no record of " + subject + " was found to ask for");
      }
    }
  }

  private void refuse(AccessProbe question, ApiException e) {
    add(question, CheckResult.wrong(question.subject(), e));
    leaveOut(question.below(), question.subject() + " cannot be read");
  }

  private void descend(AccessProbe question, Map<String, String> keys, ByteString body) {
    Optional<Map<String, String>> record;
    try {
      record = FirstRecord.in(body, question.table().itemsKey());
    } catch (IOException e) {
      record = Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>(keys);
    record.ifPresent(fields::putAll);
    for (AccessProbe child : question.below()) {
      Map<String, String> childKeys = new LinkedHashMap<>();
      for (ParentKey key : child.table().parentKeys()) {
        Optional.ofNullable(fields.get(key.field()))
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> childKeys.put(key.column(), text));
      }
      if (record.isPresent() && childKeys.size() == child.table().parentKeys().size()) {
        ask(child, childKeys);
      } else {
        leaveOut(List.of(child), "there is no record of " + question.subject() + " to ask for");
      }
    }
  }

  private void leaveOut(List<AccessProbe> questions, String why) {
    for (AccessProbe question : questions) {
      add(question, CheckResult.notAsked(question.subject(), "not asked: " + why));
      leaveOut(question.below(), why);
    }
  }

  private void add(AccessProbe question, CheckResult finding) {
    findings.putIfAbsent(question.subject(), finding);
  }
}
