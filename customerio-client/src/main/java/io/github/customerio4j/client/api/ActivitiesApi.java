package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.people.Activity;
import io.github.customerio4j.client.model.people.ActivityQuery;
import io.github.customerio4j.client.paging.Paged;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.QueryMap;

/** Activities: what people did and what happened to them, in the last 30 days. */
public interface ActivitiesApi {
  /** Activities by a query: {@code GET activities}. */
  default Paged<Activity> list(ActivityQuery query) {
    return listWithParameters(query.toParameters());
  }

  /** Activities by parameters as the API names them: {@code GET activities}. */
  @GET("activities")
  @Envelope("activities")
  Paged<Activity> listWithParameters(@QueryMap Map<String, String> parameters);
}
