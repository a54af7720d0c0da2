package io.github.customerio4j.client.api;

import io.github.customerio4j.client.filter.ObjectFilter;
import io.github.customerio4j.client.model.people.CustomObject;
import io.github.customerio4j.client.model.people.ObjectIdType;
import io.github.customerio4j.client.model.people.ObjectIdentifiers;
import io.github.customerio4j.client.model.people.ObjectRelationship;
import io.github.customerio4j.client.model.people.ObjectType;
import io.github.customerio4j.client.paging.Paged;
import java.util.List;
import java.util.Map;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Objects: data of the workspace besides people, such as companies. */
public interface ObjectsApi {
  /** Objects by a filter, 1000 per page: {@code POST objects}. Reads only. */
  default Paged<ObjectIdentifiers> search(String objectTypeId, ObjectFilter filter) {
    return search(
        Map.of("object_type_id", objectTypeId, "filter", filter.toBody(objectTypeId)), 1000);
  }

  /** All kinds of objects: {@code GET object_types}. */
  @GET("object_types")
  @Envelope("types")
  List<ObjectType> types();

  /**
   * Objects of a kind, by a filter. Reads only: {@code POST objects}.
   *
   * @param body the kind under {@code object_type_id}, the filter under {@code filter}
   * @param limit items per page, at most 1000
   */
  @POST("objects")
  @Envelope("identifiers")
  Paged<ObjectIdentifiers> search(@Body Map<String, Object> body, @Query("limit") int limit);

  /**
   * One object: {@code GET objects/{type}/{id}/attributes}.
   *
   * @param objectTypeId the kind
   * @param objectId the object
   * @param idType the kind of identifier
   */
  @GET("objects/{type}/{id}/attributes")
  @Envelope("object")
  CustomObject attributes(
      @Path("type") String objectTypeId,
      @Path("id") String objectId,
      @Query("id_type") ObjectIdType idType);

  /**
   * The people related to an object, 1000 per page: {@code GET objects/{type}/{id}/relationships}.
   *
   * @param objectTypeId the kind
   * @param objectId the object
   * @param idType the kind of identifier
   */
  default Paged<ObjectRelationship> relationships(
      String objectTypeId, String objectId, ObjectIdType idType) {
    return relationships(objectTypeId, objectId, idType, 1000);
  }

  /**
   * The people related to an object: {@code GET objects/{type}/{id}/relationships}.
   *
   * @param objectTypeId the kind
   * @param objectId the object
   * @param idType the kind of identifier
   * @param limit items per page, at most 1000
   */
  @GET("objects/{type}/{id}/relationships")
  @Envelope("cio_relationships")
  Paged<ObjectRelationship> relationships(
      @Path("type") String objectTypeId,
      @Path("id") String objectId,
      @Query("id_type") ObjectIdType idType,
      @Query("limit") int limit);
}
