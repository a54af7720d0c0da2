package io.github.customerio4j.sandbox.data;

import java.util.List;

/** Words for data that look like a small outdoor shop's. */
final class Vocabulary {
  static final List<String> FIRST_NAMES =
      List.of(
          "Ana", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Grace", "Hana", "Ivo", "Jana", "Kofi",
          "Lucía", "Maja", "Nils", "Olga", "Priya", "Quentin", "Rosa", "Søren", "Tomáš", "Uma",
          "Viktor", "Wanjiru", "Ximena", "Yuki", "Zoë");
  static final List<String> LAST_NAMES =
      List.of(
          "Novak",
          "O'Brien",
          "García",
          "Müller",
          "Kowalska",
          "Svensson",
          "Tanaka",
          "Okafor",
          "Dvořák",
          "Rossi",
          "Smith",
          "de la Cruz",
          "Yılmaz",
          "Haddad",
          "Nguyen",
          "Petrov");
  static final List<String> CITIES =
      List.of("Praha", "Berlin", "München", "London", "Lyon", "Kraków", "Austin, TX", "İzmir");
  static final List<String> PLANS = List.of("free", "free", "basic", "basic", "premium", "team");
  static final List<String> PAGES =
      List.of(
          "/",
          "/pricing",
          "/products/tents",
          "/products/boots?size=42&color=red",
          "/checkout",
          "/blog/packing-list",
          "/account",
          "/returns");
  static final List<String> EVENTS =
      List.of("order_placed", "cart_updated", "product_viewed", "review_written", "trial_started");
  static final List<String> PRODUCTS =
      List.of("Trail tent 2P", "Alpine boots", "Down jacket", "Camp stove", "Map of Šumava");

  /** Campaign name, trigger type, channel, subject of its messages; the first seven cover all. */
  static final List<List<String>> CAMPAIGNS =
      List.of(
          List.of("Welcome series", "segment", "email", "Welcome to Northpath, {{name}}"),
          List.of("Abandoned cart", "event", "email", "You left something behind"),
          List.of("Birthday treat", "date", "email", "A small gift for your birthday"),
          List.of("Newsletter sign-up", "form", "email", "Please confirm your e-mail address"),
          List.of("Order shipped", "webhook", "twilio", ""),
          List.of("Team trip invitation", "object", "push", "Your team is planning a trip"),
          List.of("Guide assigned", "relationship", "in_app", "Meet your guide"),
          List.of("Win back after 90 days", "segment", "email", "We miss you"),
          List.of("Order confirmation", "event", "email", "Thanks for your order"),
          List.of("Trial ending", "date", "push", "Your trial ends tomorrow"),
          List.of("Sync orders to CRM", "event", "webhook", ""),
          List.of(
              "Parrainage \"amis\" \uD83C\uDF81\n(draft)", "segment", "email", "Été, c'est ici"));

  static final List<String> SEGMENTS =
      List.of(
          "Everybody",
          "Paying customers",
          "Premium",
          "Has an e-mail",
          "Reachable by SMS",
          "Czech Republic, \"beta\" testers",
          "Signed up in the last 30 days",
          "Unsubscribed",
          "Londoners",
          "Big spenders",
          "Inactive for 90 days",
          "VIP \u2728",
          "Team plan",
          "Nobody");

  private Vocabulary() {}
}
