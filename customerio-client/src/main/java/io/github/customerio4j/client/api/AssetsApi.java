package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.workspace.Asset;
import io.github.customerio4j.client.model.workspace.AssetFolder;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.Query;

/** Files that messages show, and their folders. */
public interface AssetsApi {
  /**
   * All files: {@code GET assets}.
   *
   * @param limit items per page, at most 10,000
   */
  @GET("assets")
  @Envelope("assets")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<Asset> list(@Query("limit") int limit);

  /** One file: {@code GET assets/files/{id}}. */
  @GET("assets/files/{id}")
  @Envelope("asset")
  Asset get(@Path("id") long assetId);

  /**
   * All folders: {@code GET assets/folders}.
   *
   * @param limit items per page, at most 10,000
   */
  @GET("assets/folders")
  @Envelope("folders")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<AssetFolder> folders(@Query("limit") int limit);

  /** One folder: {@code GET assets/folders/{id}}. */
  @GET("assets/folders/{id}")
  @Envelope("folder")
  AssetFolder folder(@Path("id") long folderId);
}
