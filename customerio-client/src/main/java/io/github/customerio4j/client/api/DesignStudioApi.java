package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.workspace.StudioComponent;
import io.github.customerio4j.client.model.workspace.StudioEmail;
import io.github.customerio4j.client.model.workspace.StudioFolder;
import io.github.customerio4j.client.model.workspace.StudioTranslation;
import io.github.customerio4j.client.model.workspace.StudioVersion;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.List;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** The Design Studio: emails with their translations and versions, components, folders. */
public interface DesignStudioApi {
  /**
   * All folders: {@code GET design_studio/folders}.
   *
   * @param limit items per page, at most 10,000
   */
  @GET("design_studio/folders")
  @Envelope("folders")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioFolder> folders(@Query("limit") int limit);

  /** One folder: {@code GET design_studio/folders/{id}}. */
  @GET("design_studio/folders/{id}")
  @Envelope("folder")
  StudioFolder folder(@Path("id") String folderId);

  /**
   * All components: {@code GET design_studio/components}.
   *
   * @param limit items per page, at most 10,000
   */
  @GET("design_studio/components")
  @Envelope("components")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioComponent> components(@Query("limit") int limit);

  /** One component: {@code GET design_studio/components/{id}}. */
  @GET("design_studio/components/{id}")
  @Envelope("component")
  StudioComponent component(@Path("id") String componentId);

  /**
   * All emails: {@code GET design_studio/emails}.
   *
   * @param limit items per page, at most 10,000
   */
  @GET("design_studio/emails")
  @Envelope("emails")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<StudioEmail> emails(@Query("limit") int limit);

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

  /**
   * One version of an email, with its content: {@code GET
   * design_studio/emails/{id}/versions/{version}}.
   */
  @GET("design_studio/emails/{id}/versions/{version}")
  @Envelope("version")
  StudioVersion version(@Path("id") String emailId, @Path("version") String versionId);
}
