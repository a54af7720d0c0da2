package io.github.customerio4j.client.model.query;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** Which files, or which folders of files, to list. */
@Value.Immutable
public abstract class AssetQuery {
  private static final int MAX_PER_PAGE = 10000;

  AssetQuery() {}

  /** Items per page, 1 to 10,000; 10,000 unless set. The parameter {@code limit}. */
  @Value.Default
  public int limit() {
    return MAX_PER_PAGE;
  }

  /**
   * Only below the folder with this id; below the root unless set. The parameter {@code
   * parent_folder_id}.
   */
  public abstract OptionalLong parentFolderId();

  /**
   * Whether to list only what is directly in the folder, not what is in its folders; both unless
   * set. The parameter {@code direct_descendants_only}.
   */
  public abstract Optional<Boolean> directDescendantsOnly();

  /** The parameters by their names in the API, raw. */
  public Map<String, String> toParameters() {
    return new QueryParameters()
        .put("limit", limit())
        .put("parent_folder_id", parentFolderId())
        .put("direct_descendants_only", directDescendantsOnly())
        .toMap();
  }

  /** Rejects what the API would reject. */
  @Value.Check
  void check() {
    QueryParameters.checkLimit(limit(), MAX_PER_PAGE);
  }

  /** Everything: no filter is set. */
  public static AssetQuery all() {
    return builder().build();
  }

  /** Starts a query; nothing is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link AssetQuery}. */
  public static final class Builder extends ImmutableAssetQuery.Builder {
    Builder() {}
  }
}
