package io.github.customerio4j.cli.keboola;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.cli.keboola.Component.ComponentResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each malformed parameter, with the whole message for the user. */
class MalformedParametersTest {
  /** Pairs of lines: parameters, then the message. */
  private static final String TOP_LEVEL =
      """
      "campaigns":"yes"
        Cannot use parameters.campaigns "yes": it is a string. Write true or false, without quotes.
      "campaigns":1
        Cannot use parameters.campaigns 1: it is a number. Write true or false, without quotes.
      "segments":null
        Cannot use parameters.segments: it is null. Write true or false, without quotes.
      "debug":"on"
        Cannot use parameters.debug "on": it is a string. Write true or false, without quotes.
      "api_region":"apac"
        Cannot use parameters.api_region "apac": there is no such region. Write "us" or "eu".
      "api_region":"US"
        Cannot use parameters.api_region "US": there is no such region. Write "us" or "eu".
      "api_region":1
        Cannot use parameters.api_region 1: it is a number. Write "us" or "eu".
      "incremental_output":2
        Cannot use parameters.incremental_output 2: there is no such load type. Write 0 for Full Load or 1 for Incremental Update.
      "incremental_output":"1"
        Cannot use parameters.incremental_output "1": it is a string. Write 0 for Full Load or 1 for Incremental Update.
      "segment_customers":"all"
        Cannot use parameters.segment_customers "all": it is a string. Write true, false or an array of segment ids, such as [1, 7].
      "segment_customers":[1,"2"]
        Cannot use parameters.segment_customers[1] "2": it is not a segment id. Write a whole number above zero, without quotes.
      "segment_customers":[0]
        Cannot use parameters.segment_customers[0] 0: it is not a segment id. Write a whole number above zero, without quotes.
      "segment_customers":[1.5]
        Cannot use parameters.segment_customers[0] 1.5: it is not a segment id. Write a whole number above zero, without quotes.
      "tables":"messages"
        Cannot use parameters.tables "messages": it is a string. Write an array of table names, such as ["campaigns", "messages"].
      "tables":["mesages"]
        Cannot use parameters.tables[0] "mesages": there is no such table. There are campaigns, segments, segment_customers, messages, message_bodies, customers, activities_all, activity_TYPE for each type of activity, such as activity_page, and those of docs/tables.md.
      "tables":[7]
        Cannot use parameters.tables[0] 7: it is a number. Write an array of table names, such as ["campaigns", "messages"].
      "tables":["activity_"]
        Cannot use parameters.tables[0] "activity_": there is no such table. There are campaigns, segments, segment_customers, messages, message_bodies, customers, activities_all, activity_TYPE for each type of activity, such as activity_page, and those of docs/tables.md.
      "tables":["activities_all","activity_page"]
        Cannot use parameters.tables[1] "activity_page": activities go either into activities_all or into one table for each type. Remove it, or remove activities_all.
      "ids":[3]
        Cannot use parameters.ids: it is an array. Write an object, { }.
      "ids":{"campaigns":3}
        Cannot use parameters.ids.campaigns 3: it is a number. Write arrays of ids by table, such as {"campaigns": [3, 7]}.
      "campaigns":true,"ids":{"campaign_actions":["x"]}
        Cannot use ids of table "campaign_actions": it is not a top-level list. Name campaigns, segments, newsletters or another top-level list.
      "exclude":["body"]
        Cannot use parameters.exclude[0] "body": it names no table. Write an array of columns with their tables, such as ["newsletter_contents.body"].
      "campaigns":true,"exclude":["campaigns.id"]
        Cannot exclude column id of campaigns: it is part of the primary key.
      "exclude":["campaigns.name"],"leave_out":["campaigns.type"]
        Cannot use parameters.leave_out: it is the previous name of parameters.exclude, and both are given. Move its columns to parameters.exclude, and remove parameters.leave_out.
      "leave_out":"campaigns.type"
        Cannot use parameters.leave_out "campaigns.type": it is a string. Write an array of columns with their tables, such as ["newsletter_contents.body"].
      "metrics":"days"
        Cannot use parameters.metrics "days": it is a string. Write an object, { }.
      "metrics":{"periods":["years"]}
        Cannot use parameters.metrics.periods[0] "years": there is no such period. Write an array of "hours", "days", "weeks", "months".
      "metrics":{"since":"soon"}
        Cannot use parameters.metrics.since "soon": it is not a date. Write a date such as "2025-01-01".
      "metrics":{"wide":1}
        Cannot use parameters.metrics.wide 1: it is a number. Write true or false, without quotes.
      "message_bodies":{"per_day":"9"}
        Cannot use parameters.message_bodies.per_day "9": it is a string. Write a whole number, without quotes.
      "message_bodies":{"per_day":0}
        Cannot use parameters.message_bodies.per_day 0: it is not a whole number from 1 to 999999. Write a whole number, without quotes.
      "extracted_at":1
        Cannot use parameters.extracted_at 1: it is a number. Write true or false, without quotes.
      "campaigns":true,"campaigns":false
        Cannot use parameters.campaigns: it appears twice in config.json. Remove one.
      """;

  private static final String MESSAGES =
      """
      "messages":{}
        Cannot use parameters.messages: it is an object. Write an array with one object, [{ }], or an empty one to leave it out.
      "messages":true
        Cannot use parameters.messages true: it is true or false. Write an array with one object, [{ }], or an empty one to leave it out.
      "messages":[{},{}]
        Cannot use parameters.messages: it has 2 rows, but only one can be used. Merge them into one, or remove all but one.
      "messages":["email"]
        Cannot use parameters.messages[0] "email": it is a string. Write an object, { }.
      "messages":[{"types":"email"}]
        Cannot use parameters.messages[0].types "email": it is a string. Write an array of strings; an empty array means all types.
      "messages":[{"types":[1]}]
        Cannot use parameters.messages[0].types[0] 1: it is a number. Write an array of strings; an empty array means all types.
      "messages":[{"types":[""]}]
        Cannot use parameters.messages[0].types[0] "": it is empty. Remove it, or write a type.
      "messages":[{"incremental_output":"true"}]
        Cannot use parameters.messages[0].incremental_output "true": it is a string. Write true or false, without quotes.
      "messages":[{"since":"yesterday"}]
        Cannot use parameters.messages[0].since "yesterday": it is neither a date nor Unix seconds. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":"20240131"}]
        Cannot use parameters.messages[0].since "20240131": it is neither a date nor Unix seconds. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":"2024-02-30"}]
        Cannot use parameters.messages[0].since "2024-02-30": it is neither a date nor Unix seconds. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":-5}]
        Cannot use parameters.messages[0].since -5: it is neither a date nor Unix seconds. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":1706659200000}]
        Cannot use parameters.messages[0].since 1706659200000: it is in the future. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":1.5}]
        Cannot use parameters.messages[0].since 1.5: it is neither a date nor Unix seconds. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":true}]
        Cannot use parameters.messages[0].since true: it is true or false. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"since":"2999-01-01"}]
        Cannot use parameters.messages[0].since "2999-01-01": it is in the future. Write a date such as "2024-01-31", or Unix seconds such as 1706659200.
      "messages":[{"overlap":"1 hour"}]
        Cannot use parameters.messages[0].overlap "1 hour": it is not a duration. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":3600}]
        Cannot use parameters.messages[0].overlap 3600: it is a number. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":"-PT1H"}]
        Cannot use parameters.messages[0].overlap "-PT1H": it is not a duration. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":"PT-1H"}]
        Cannot use parameters.messages[0].overlap "PT-1H": it is negative. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":"P300Y"}]
        Cannot use parameters.messages[0].overlap "P300Y": it is longer than 20 years. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":"P"}]
        Cannot use parameters.messages[0].overlap "P": it is not a duration. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":"PT"}]
        Cannot use parameters.messages[0].overlap "PT": it is not a duration. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"overlap":""}]
        Cannot use parameters.messages[0].overlap "": it is not a duration. Write an ISO 8601 duration such as "PT1H", "P7D" or "P3M".
      "messages":[{"refresh":"weekly"}]
        Cannot use parameters.messages[0].refresh "weekly": tier "weekly" has "weekly", which is no length of time such as 14d or 12h. Write tiers of AGE or AGE/INTERVAL, such as 2d,14d/1d,90d/7d, or off; units are s, m, h, d and w.
      "messages":[{"refresh":14}]
        Cannot use parameters.messages[0].refresh 14: it is a number. Write tiers of AGE or AGE/INTERVAL such as "2d,14d/1d,90d/7d", or "off".
      "messages":[{"drafts":"no"}]
        Cannot use parameters.messages[0].drafts "no": it is a string. Write true or false, without quotes.
      "messages":[{"primary_key":"cio_id"}]
        Cannot use parameters.messages[0].primary_key "cio_id": it is not known. Write "id" or "deduplicate_id".
      "messages":[]
        Cannot run: no table is selected. Set parameters.campaigns or parameters.segments to true, give parameters.messages, parameters.customers or parameters.activities a row, or name tables in parameters.tables or parameters.segment_customers.
      """;

  private static final String CUSTOMERS_AND_ACTIVITIES =
      """
      "customers":[{"filters":{"and":[]}}]
        Cannot use parameters.customers[0].filters: it is an object. Write the filter as JSON in a string, or leave it empty for everybody.
      "customers":[{"filters":"{'and':[]}"}]
        Cannot use parameters.customers[0].filters "{'and':[]}": ''' does not belong here, at line 1, column 2 ($.). Look for a bracket, comma or quote that is missing or too many. JSON has double quotes, true and false; Python notation is no longer supported.
      "customers":[{"filters":"{\\"attribute\\":{\\"field\\":\\"plan\\",\\"operator\\":\\"eq\\",\\"value\\":\\"pro\\"}}}"}]
        Cannot use parameters.customers[0].filters "{"attribute":{"field":"plan","operator":"eq","value":"pro"}}…": '}' does not belong here, at line 1, column 61 ($). Look for a bracket, comma or quote that is missing or too many.
      "customers":[{"filters":"{\\"attribute\\":{\\"field\\":\\"vip\\",\\"operator\\":\\"eq\\",\\"value\\":None}}"}]
        Cannot use parameters.customers[0].filters "{"attribute":{"field":"vip","operator":"eq","value":None}}": 'N' does not belong here, at line 1, column 53 ($.attribute.value). Look for a bracket, comma or quote that is missing or too many. JSON has double quotes, true and false; Python notation is no longer supported.
      "customers":[{"attributes":["a","b"]}]
        Cannot use parameters.customers[0].attributes: it is an array. Write the names of the attributes in one string, separated by commas.
      "customers":[{"primary_key":"email"}]
        Cannot use parameters.customers[0].primary_key "email": it is not known. Write "cio_id" or "id".
      "activities":[{"mode":"parsed_data"}]
        Cannot use parameters.activities[0].mode "parsed_data": it is not in capitals. Write "PARSED_DATA" or "SINGLE_TABLE".
      "activities":[{"mode":"WIDE"}]
        Cannot use parameters.activities[0].mode "WIDE": it is not known. Write "PARSED_DATA" or "SINGLE_TABLE".
      "activities":[{"delete":1}]
        Cannot use parameters.activities[0].delete 1: it is a number. Write true or false, without quotes.
      "activities":[{"deleted":"no"}]
        Cannot use parameters.activities[0].deleted "no": it is a string. Write true or false, without quotes.
      "activities":[{"types":[null]}]
        Cannot use parameters.activities[0].types[0]: it is null. Write an array of strings; an empty array means all types.
      "activities":[{"continue_since_last_run":0}]
        Cannot use parameters.activities[0].continue_since_last_run 0: it is a number. Write true or false, without quotes.
      "activities":[{"mode":"SINGLE_TABLE"}],"tables":["activity_page"]
        Cannot use parameters.tables[0] "activity_page": activities go either into activities_all or into one table for each type. Remove it, or set parameters.activities[0].mode to PARSED_DATA.
      "activities":[{"mode":"PARSED_DATA"}],"tables":["activities_all"]
        Cannot use parameters.tables[0] "activities_all": activities go either into activities_all or into one table for each type. Remove it, or set parameters.activities[0].mode to SINGLE_TABLE.
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource({"topLevel", "messages", "customersAndActivities"})
  void messageNamesPathValueAndRemedy(String parameters, String message) {
    Component component = new Component(folder).parameters(parameters);
    assertThat(component.run())
        .isEqualTo(new ComponentResult(ExitCode.USER_ERROR, "", message + System.lineSeparator()));
    assertThat(component.has("out")).as("anything was written").isFalse();
  }

  static Stream<Arguments> topLevel() {
    return pairs(TOP_LEVEL);
  }

  static Stream<Arguments> messages() {
    return pairs(MESSAGES);
  }

  static Stream<Arguments> customersAndActivities() {
    return pairs(CUSTOMERS_AND_ACTIVITIES);
  }

  private static Stream<Arguments> pairs(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    return IntStream.range(0, lines.size() / 2)
        .mapToObj(i -> Arguments.of(lines.get(2 * i), lines.get(2 * i + 1)));
  }
}
