package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.workspace.Collection;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;

/** Collections: data that messages can refer to. */
public interface CollectionsApi {
  /** All collections: {@code GET collections}. */
  @GET("collections")
  @Envelope("collections")
  List<Collection> list();

  /** One collection: {@code GET collections/{id}}. */
  @GET("collections/{id}")
  @Envelope("collection")
  Collection get(@Path("id") long collectionId);

  /**
   * The content of a collection, as lists, maps, strings, booleans and exact numbers: {@code GET
   * collections/{id}/content}.
   */
  @GET("collections/{id}/content")
  Object content(@Path("id") long collectionId);
}
