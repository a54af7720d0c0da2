package io.github.customerio4j.client.api;

import io.github.customerio4j.client.model.query.AssetQuery;
import io.github.customerio4j.client.model.workspace.Asset;
import io.github.customerio4j.client.model.workspace.AssetFolder;
import io.github.customerio4j.client.paging.Paged;
import io.github.customerio4j.client.paging.PagingStyle;
import java.util.Map;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** Files that messages show, and their folders. */
public interface AssetsApi {
  /**
   * All files: {@code GET assets}.
   *
   * @param query which to list; {@link AssetQuery#all} for all
   */
  default Paged<Asset> list(AssetQuery query) {
    return listWithParameters(query.toParameters());
  }

  /** All files: {@code GET assets}. */
  default Paged<Asset> list() {
    return list(AssetQuery.all());
  }

  /**
   * All files: {@code GET assets}.
   *
   * @param limit items per page, at most 10,000
   */
  default Paged<Asset> list(int limit) {
    return list(AssetQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("assets")
  @Envelope("assets")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<Asset> listWithParameters(@QueryMap Map<String, String> parameters);

  /** One file: {@code GET assets/files/{id}}. */
  @GET("assets/files/{id}")
  @Envelope("asset")
  Asset get(@Path("id") long assetId);

  /**
   * All folders: {@code GET assets/folders}.
   *
   * @param query which to list; {@link AssetQuery#all} for all
   */
  default Paged<AssetFolder> folders(AssetQuery query) {
    return foldersWithParameters(query.toParameters());
  }

  /** All folders: {@code GET assets/folders}. */
  default Paged<AssetFolder> folders() {
    return folders(AssetQuery.all());
  }

  /**
   * All folders: {@code GET assets/folders}.
   *
   * @param limit items per page, at most 10,000
   */
  default Paged<AssetFolder> folders(int limit) {
    return folders(AssetQuery.builder().limit(limit).build());
  }

  /**
   * The same by parameters as the API names them.
   *
   * @param parameters names and values, raw
   */
  @GET("assets/folders")
  @Envelope("folders")
  @PagedBy(PagingStyle.PAGE_NUMBER)
  Paged<AssetFolder> foldersWithParameters(@QueryMap Map<String, String> parameters);

  /** One folder: {@code GET assets/folders/{id}}. */
  @GET("assets/folders/{id}")
  @Envelope("folder")
  AssetFolder folder(@Path("id") long folderId);
}
