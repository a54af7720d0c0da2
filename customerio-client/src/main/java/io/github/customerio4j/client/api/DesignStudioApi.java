package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.StudioComponentQuery;
import io.github.customerio4j.client.model.query.StudioEmailQuery;
import io.github.customerio4j.client.model.query.StudioFolderQuery;
import io.github.customerio4j.client.model.query.StudioVersionQuery;
import io.github.customerio4j.client.model.workspace.StudioComponent;
import io.github.customerio4j.client.model.workspace.StudioEmail;
import io.github.customerio4j.client.model.workspace.StudioFolder;
import io.github.customerio4j.client.model.workspace.StudioTranslation;
import io.github.customerio4j.client.model.workspace.StudioVersion;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.List;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** The Design Studio: emails with their translations and versions, components, folders. */
public interface DesignStudioApi {
  /**
   * All folders: {@code GET design_studio/folders}.
   *
   * @param query which to list; {@link StudioFolderQuery#all} for all
   */
  default Paged<StudioFolder> folders(StudioFolderQuery query) {
    return foldersWithParameters(query.toParameters());
  }

  /** All folders: {@code GET design_studio/folders}. */
  default Paged<StudioFolder> folders() {
    return folders(StudioFolderQuery.all());
  }

  /**
   * All folders: {@code GET design_studio/folders}.
   *
   * @param limit items per page, at most 10,000
   */
  default Paged<StudioFolder> folders(int limit) {
    return folders(StudioFolderQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("design_studio/folders")
  @Envelope("folders")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioFolder> foldersWithParameters(@QueryMap Map<String, String> parameters);

  /** One folder: {@code GET design_studio/folders/{id}}. */
  @GET("design_studio/folders/{id}")
  @Envelope("folder")
  StudioFolder folder(@Path("id") String folderId);

  /**
   * All components: {@code GET design_studio/components}.
   *
   * @param query which to list; {@link StudioComponentQuery#all} for all
   */
  default Paged<StudioComponent> components(StudioComponentQuery query) {
    return componentsWithParameters(query.toParameters());
  }

  /** All components: {@code GET design_studio/components}. */
  default Paged<StudioComponent> components() {
    return components(StudioComponentQuery.all());
  }

  /**
   * All components: {@code GET design_studio/components}.
   *
   * @param limit items per page, at most 10,000
   */
  default Paged<StudioComponent> components(int limit) {
    return components(StudioComponentQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("design_studio/components")
  @Envelope("components")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioComponent> componentsWithParameters(@QueryMap Map<String, String> parameters);

  /** One component: {@code GET design_studio/components/{id}}. */
  @GET("design_studio/components/{id}")
  @Envelope("component")
  StudioComponent component(@Path("id") String componentId);

  /**
   * All emails: {@code GET design_studio/emails}.
   *
   * @param query which to list; {@link StudioEmailQuery#all} for all
   */
  default Paged<StudioEmail> emails(StudioEmailQuery query) {
    return emailsWithParameters(query.toParameters());
  }

  /** All emails: {@code GET design_studio/emails}. */
  default Paged<StudioEmail> emails() {
    return emails(StudioEmailQuery.all());
  }

  /**
   * All emails: {@code GET design_studio/emails}.
   *
   * @param limit items per page, at most 10,000
   */
  default Paged<StudioEmail> emails(int limit) {
    return emails(StudioEmailQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("design_studio/emails")
  @Envelope("emails")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioEmail> emailsWithParameters(@QueryMap Map<String, String> parameters);

  /** One email: {@code GET design_studio/emails/{id}}. */
  @GET("design_studio/emails/{id}")
  @Envelope("email")
  StudioEmail email(@Path("id") String emailId);

  /** All translations of an email: {@code GET design_studio/emails/{id}/languages}. */
  @GET("design_studio/emails/{id}/languages")
  @Envelope("email_translations")
  List<StudioTranslation> translations(@Path("id") String emailId);

  /** An email in one language: {@code GET design_studio/emails/{id}/languages/{language}}. */
  @GET("design_studio/emails/{id}/languages/{language}")
  @Envelope("email_translation")
  StudioTranslation translation(@Path("id") String emailId, @Path("language") String language);

  /** All versions of an email: {@code GET design_studio/emails/{id}/versions}. */
  @GET("design_studio/emails/{id}/versions")
  @Envelope("versions")
  List<StudioVersion> versions(@Path("id") String emailId);

  /** Versions of an email, by a query: {@code GET design_studio/emails/{id}/versions}. */
  default List<StudioVersion> versions(String emailId, StudioVersionQuery query) {
    return versionsWithParameters(emailId, query.toParameters());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("design_studio/emails/{id}/versions")
  @Envelope("versions")
  List<StudioVersion> versionsWithParameters(
      @Path("id") String emailId, @QueryMap Map<String, String> parameters);

  /**
   * One version of an email, with its content: {@code GET
   * design_studio/emails/{id}/versions/{version}}.
   */
  @GET("design_studio/emails/{id}/versions/{version}")
  @Envelope("version")
  StudioVersion version(@Path("id") String emailId, @Path("version") String versionId);
}
