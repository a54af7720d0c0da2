package io.github.customerio4j.client.api;

import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.model.people.Customer;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import io.github.customerio4j.client.model.people.IdType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The attributes of many people, in batches. People are asked for by {@code cio_id}, which
 * everybody has. Whoever a batch does not bring is asked for alone, so that nobody is lost: an API
 * that does not take a {@code cio_id} there is not told from a person that was deleted.
 */
final class PeopleAttributes implements Iterator<Customer> {
  private static final int BATCH = 100;

  private final CustomersApi api;
  private final Iterator<CustomerIdentifiers> people;
  private Iterator<Customer> found = Collections.emptyIterator();
  private IdType batchedBy = IdType.CIO_ID;

  PeopleAttributes(CustomersApi api, Iterator<CustomerIdentifiers> people) {
    this.api = api;
    this.people = people;
  }

  @Override
  public boolean hasNext() {
    while (!found.hasNext() && people.hasNext()) {
      found = nextBatch().iterator();
    }
    return found.hasNext();
  }

  @Override
  public Customer next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot continue: that was the last person.");
    }
    return found.next();
  }

  private List<Customer> nextBatch() {
    List<CustomerIdentifiers> batch = new ArrayList<>();
    while (batch.size() < BATCH && people.hasNext()) {
      batch.add(people.next());
    }
    Map<CustomerIdentifiers, Customer> answers = new LinkedHashMap<>();
    if (batchedBy == IdType.CIO_ID) {
      try {
        ask(batch, answers);
        if (answers.isEmpty()) {
          batchedBy = IdType.ID; // Perhaps the API takes the values for ids.
        }
      } catch (InvalidRequestException e) {
        batchedBy = IdType.ID; // Not every definition of the API has an id_type here.
      }
    }
    if (batchedBy == IdType.ID) {
      ask(batch, answers);
    }
    List<Customer> customers = new ArrayList<>();
    for (CustomerIdentifiers person : batch) {
      Optional.ofNullable(answers.get(person)).or(() -> alone(person)).ifPresent(customers::add);
    }
    return customers;
  }

  private void ask(List<CustomerIdentifiers> batch, Map<CustomerIdentifiers, Customer> answers) {
    Map<String, CustomerIdentifiers> asked = new LinkedHashMap<>();
    batch.forEach(person -> value(person, batchedBy).ifPresent(id -> asked.put(id, person)));
    if (asked.isEmpty()) {
      return;
    }
    for (Customer customer : api.attributes(List.copyOf(asked.keySet()), batchedBy)) {
      value(customer, batchedBy).map(asked::get).ifPresent(person -> answers.put(person, customer));
    }
  }

  private Optional<Customer> alone(CustomerIdentifiers person) {
    for (IdType type : List.of(IdType.CIO_ID, IdType.ID, IdType.EMAIL)) {
      Optional<String> id = value(person, type);
      if (id.isPresent()) {
        try {
          return Optional.of(api.attributes(id.get(), type));
        } catch (NotFoundException e) {
          return Optional.empty(); // Deleted since the list was read.
        }
      }
    }
    throw new IllegalArgumentException(
        "Cannot ask for the attributes of a person without an identifier. Give a cio_id, an id or an"
            + " email address.");
  }

  private static Optional<String> value(CustomerIdentifiers person, IdType type) {
    Optional<String> value =
        switch (type) {
          case CIO_ID -> person.cioId();
          case ID -> person.id();
          case EMAIL -> person.email();
          case PHONE -> Optional.empty();
        };
    return value.filter(id -> !id.isEmpty());
  }

  private static Optional<String> value(Customer customer, IdType type) {
    Optional<String> known = customer.identifiers().flatMap(ids -> value(ids, type));
    return type == IdType.ID ? known.or(customer::id) : known;
  }
}
